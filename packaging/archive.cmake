# SPDX-License-Identifier: Apache-2.0
# Run by CPack on the folder that it installed into: the archive, the same bytes for the same files. Every file has the time of the commit
# (SOURCE_DATE_EPOCH, if it is set), no owner, and its place by name; who may read it does not depend on who packs it.

set(time "$ENV{SOURCE_DATE_EPOCH}")
if(NOT time)
  execute_process(COMMAND git log -1 --format=%ct WORKING_DIRECTORY ${CPACK_TRACKMEET_SOURCES} OUTPUT_VARIABLE time OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
if(NOT time)
  message(FATAL_ERROR "no time for the files: this is no checkout of a commit, and SOURCE_DATE_EPOCH is not set")
endif()
set(archive ${CPACK_PACKAGE_DIRECTORY}/${CPACK_PACKAGE_FILE_NAME}.tar.gz)
# The time and the options of gzip are not in the archive, either: -n.
execute_process(
  COMMAND tar --create --directory=${CPACK_TEMPORARY_DIRECTORY} --transform=s,^\\.,${CPACK_TRACKMEET_FOLDER},S --sort=name --owner=0 --group=0 --numeric-owner
          --mtime=@${time} --mode=u=rwX,go=rX --format=gnu .
  COMMAND gzip -9n
  OUTPUT_FILE ${archive}
  RESULTS_VARIABLE statuses
  ERROR_VARIABLE why)
if(NOT statuses STREQUAL "0;0")
  file(REMOVE ${archive})
  message(FATAL_ERROR "the archive could not be written: ${why}")
endif()
set(CPACK_EXTERNAL_BUILT_PACKAGES ${archive})
