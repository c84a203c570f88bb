# SPDX-License-Identifier: Apache-2.0
# The instruction-set levels that suites are compiled for. A build has one, for which `suites/<level>/` of an installation is named: `native`, this CPU.
# A release build (TRACKMEET_RELEASE) has the lowest one that is released, and below it a build of the suites alone for each of the others.

set(TRACKMEET_SUITE_LEVEL "" CACHE STRING "Instruction-set level of the suites; empty: native, or in a release all that are released")
set(_flags "-march=native")
set(TRACKMEET_OTHER_LEVELS "")
set(TRACKMEET_LEVEL "${TRACKMEET_SUITE_LEVEL}")
if(TRACKMEET_RELEASE AND NOT TRACKMEET_LEVEL)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    set(TRACKMEET_LEVEL x86-64-v2)
    set(TRACKMEET_OTHER_LEVELS x86-64-v3 x86-64-v4)
  else()
    set(TRACKMEET_LEVEL base)
  endif()
endif()
if(NOT TRACKMEET_LEVEL)
  set(TRACKMEET_LEVEL native)
elseif(TRACKMEET_LEVEL STREQUAL "base")
  set(_flags "")
else()
  set(_flags "-march=${TRACKMEET_LEVEL}")
endif()
# Not kept in the cache, so that they follow the level; who sets them there, overrides them.
if(NOT DEFINED CACHE{TRACKMEET_SUITE_FLAGS})
  set(TRACKMEET_SUITE_FLAGS "${_flags}")
endif()

# trackmeet_add_other_levels(): the builds of the suites alone, one after the other and after this one: each uses every core.
function(trackmeet_add_other_levels)
  include(ExternalProject)
  set(after trackmeet trackmeet_suites)
  foreach(level IN LISTS TRACKMEET_OTHER_LEVELS)
    set(folder ${PROJECT_BINARY_DIR}/levels/${level})
    ExternalProject_Add(
      suites_${level}
      SOURCE_DIR ${PROJECT_SOURCE_DIR}
      BINARY_DIR ${folder}
      PREFIX ${folder}/steps
      CMAKE_ARGS -DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}
                 -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}
                 -DCMAKE_CXX_FLAGS=${CMAKE_CXX_FLAGS}
                 "-DCMAKE_CXX_FLAGS_RELEASE=${CMAKE_CXX_FLAGS_RELEASE}"
                 -DTRACKMEET_BUILD_TESTS=OFF
                 -DTRACKMEET_RELEASE=ON
                 -DTRACKMEET_SUITE_LEVEL=${level}
      BUILD_COMMAND ${CMAKE_COMMAND} --build <BINARY_DIR> --target trackmeet_suites
      BUILD_ALWAYS ON
      INSTALL_COMMAND ""
      USES_TERMINAL_BUILD ON
      DEPENDS ${after})
    list(APPEND after suites_${level})
    install(CODE "execute_process(COMMAND \"${CMAKE_COMMAND}\" --install \"${folder}\" --prefix \"\${CMAKE_INSTALL_PREFIX}\" --component suites COMMAND_ERROR_IS_FATAL ANY)"
            COMPONENT suites)
  endforeach()
endfunction()
