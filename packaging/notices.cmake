# SPDX-License-Identifier: Apache-2.0
# Run by `cmake --install`: writes notices/, the licences of everything bundled, from the packages of Debian that it came from.
#   required       a release: without a notice for each there is none
#   chart_licence  that of Chart.js, which is inside the HTML reports
# Elsewhere than on Debian nothing is written, and whoever installs answers for the notices.

set(prefix "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}")
# What became part of our programs when they were compiled.
set(compiled_in nlohmann-json3-dev libcli11-dev libtomlplusplus-dev libboost-dev libexpected-dev libeigen3-dev libjs-chart.js)

find_program(dpkg_query dpkg-query)
if(NOT dpkg_query)
  if(required)
    message(FATAL_ERROR "no notices without dpkg-query: a release is made on Debian")
  endif()
  message(STATUS "No dpkg-query here: notices/ is left out")
  return()
endif()

# package_of(<name of a library> <variable>): the Debian package that has it.
function(package_of library variable)
  execute_process(COMMAND ${dpkg_query} --search "*/${library}" OUTPUT_VARIABLE found ERROR_QUIET)
  if(NOT found MATCHES "^([a-z0-9.+-]+)(:[a-z0-9]+)?: ")
    message(FATAL_ERROR "no package has ${library}, so its licence is not known")
  endif()
  set(${variable} ${CMAKE_MATCH_1} PARENT_SCOPE)
endfunction()

# field_of(<package> <field> <variable>)
function(field_of package field variable)
  execute_process(COMMAND ${dpkg_query} --show "--showformat=\${${field}}\n" ${package} OUTPUT_VARIABLE value ERROR_QUIET)
  string(REGEX REPLACE "\n.*" "" value "${value}")
  set(${variable} "${value}" PARENT_SCOPE)
endfunction()

# Package -> what of it is here.
file(GLOB libraries LIST_DIRECTORIES false ${prefix}/lib/*.so* ${prefix}/lib/gcc/*.so*)
list(SORT libraries)
set(packages "")
foreach(library IN LISTS libraries)
  if(IS_SYMLINK ${library})
    continue()
  endif()
  cmake_path(GET library FILENAME name)
  package_of(${name} package)
  list(APPEND packages ${package})
  list(APPEND bundled_${package} ${name})
endforeach()
list(APPEND packages ${compiled_in})
list(REMOVE_DUPLICATES packages)
list(SORT packages)

set(notices ${prefix}/notices)
file(REMOVE_RECURSE ${notices})
file(MAKE_DIRECTORY ${notices})
set(table "")
set(common "")
foreach(package IN LISTS packages)
  set(copyright /usr/share/doc/${package}/copyright)
  if(NOT EXISTS ${copyright})
    if(required)
      message(FATAL_ERROR "${copyright} is missing: install ${package} with its documentation")
    endif()
    message(STATUS "No ${copyright}: its notice is left out")
    continue()
  endif()
  file(READ ${copyright} text)
  file(WRITE ${notices}/${package}.txt "${text}")
  # Debian's texts refer to licences that lie once on each of its systems.
  string(REGEX MATCHALL "/usr/share/common-licenses/[A-Za-z0-9.-]*[A-Za-z0-9]" found "${text}")
  list(APPEND common ${found})
  field_of(${package} Version version)
  field_of(${package} source:Package source)
  field_of(${package} source:Version source_version)
  if(bundled_${package})
    list(JOIN bundled_${package} ", " what)
  else()
    set(what "compiled in")
  endif()
  string(APPEND table "| [${package}](${package}.txt) | ${version} | ${what} | ${source} ${source_version} |\n")
endforeach()
list(REMOVE_DUPLICATES common)
list(SORT common)
foreach(licence IN LISTS common)
  if(EXISTS ${licence})
    cmake_path(GET licence FILENAME name)
    file(READ ${licence} text)
    file(WRITE ${notices}/common-licenses/${name} "${text}")
  endif()
endforeach()
configure_file(${chart_licence} ${notices}/Chart.js.txt COPYONLY)
file(WRITE ${notices}/README.md "# Notices

Trackmeet itself is licensed under the Apache License 2.0 (LICENSE, in the folder above). With it come works of others: shared libraries in lib/, unchanged,
as Debian compiled them, and libraries of which parts are compiled into the programs and the HTML reports. Each one's terms are in the file named after its package; where those
speak of /usr/share/common-licenses, the text is in common-licenses/.

| package | version | what of it is here | source package |
|---|---|---|---|
${table}
The source of each is at <https://snapshot.debian.org>, under the name and version of its source package.
")
