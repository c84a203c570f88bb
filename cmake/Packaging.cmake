# SPDX-License-Identifier: Apache-2.0
# `cpack --preset package`: trackmeet-<version>-linux-<arch>.tar.gz, of what is installed. CPack's own archives carry the times and owners of files and their order in
# the folder; packaging/archive.cmake makes one that is the same bytes each time.

string(TOLOWER "${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" _platform)
set(CPACK_GENERATOR External)
set(CPACK_EXTERNAL_ENABLE_STAGING ON)
set(CPACK_EXTERNAL_PACKAGE_SCRIPT ${PROJECT_SOURCE_DIR}/packaging/archive.cmake)
set(CPACK_PACKAGE_NAME trackmeet)
set(CPACK_PACKAGE_VENDOR "The Trackmeet authors")
set(CPACK_PACKAGE_FILE_NAME trackmeet-${PROJECT_VERSION}-${_platform})
set(CPACK_TRACKMEET_FOLDER trackmeet-${PROJECT_VERSION})
set(CPACK_TRACKMEET_SOURCES ${PROJECT_SOURCE_DIR})
set(CPACK_MONOLITHIC_INSTALL ON)
set(CPACK_VERBATIM_VARIABLES ON)
include(CPack)
