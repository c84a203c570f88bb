# SPDX-License-Identifier: Apache-2.0
# What another project's suites are built from (find_package(Trackmeet)): one library for each instruction-set level, and the headers.

set(_modules core model vcs machine provenance nn nn_data nn_weights suite_support)
set(_objects ${_modules})
list(TRANSFORM _objects REPLACE "(.+)" "$<TARGET_OBJECTS:trackmeet_\\1>")
add_library(trackmeet_suite_kit STATIC ${_objects})
set_target_properties(trackmeet_suite_kit PROPERTIES LINKER_LANGUAGE CXX)
install(TARGETS trackmeet_suite_kit ARCHIVE DESTINATION lib/trackmeet/${TRACKMEET_LEVEL} COMPONENT suites)

foreach(module IN LISTS _modules)
  get_target_property(headers trackmeet_${module} HEADER_SET)
  get_target_property(folder trackmeet_${module} SOURCE_DIR)
  foreach(header IN LISTS headers)
    cmake_path(ABSOLUTE_PATH header BASE_DIRECTORY ${folder} NORMALIZE)
    cmake_path(RELATIVE_PATH header BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE below)
    cmake_path(GET below PARENT_PATH below)
    install(FILES ${header} DESTINATION include/trackmeet/${below} COMPONENT tools)
  endforeach()
endforeach()
install(FILES ${PROJECT_BINARY_DIR}/core/version.hpp DESTINATION include/trackmeet/core COMPONENT tools)
install(FILES suites/support/main.cpp suites/support/this_suite.hpp DESTINATION include/trackmeet/suites/support COMPONENT tools)

# The one header of another project that ours include.
find_file(_expected NAMES tl/expected.hpp PATHS /usr/include REQUIRED NO_CACHE)
install(FILES ${_expected} DESTINATION include/trackmeet/tl COMPONENT tools)

include(CMakePackageConfigHelpers)
set(TRACKMEET_KIT_FLAGS -Wl,--disable-new-dtags)
configure_package_config_file(packaging/TrackmeetConfig.cmake.in ${PROJECT_BINARY_DIR}/TrackmeetConfig.cmake
                              INSTALL_DESTINATION lib/cmake/Trackmeet)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/TrackmeetConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/TrackmeetConfig.cmake ${PROJECT_BINARY_DIR}/TrackmeetConfigVersion.cmake
              cmake/BuiltCommit.cmake cmake/Suites.cmake DESTINATION lib/cmake/Trackmeet COMPONENT tools)
