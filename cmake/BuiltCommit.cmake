# SPDX-License-Identifier: Apache-2.0

# Where our headers are included from: the sources, or where they are installed.
cmake_path(SET TRACKMEET_HEADERS NORMALIZE ${CMAKE_CURRENT_LIST_DIR}/..)
if(NOT EXISTS ${TRACKMEET_HEADERS}/suites)
  cmake_path(SET TRACKMEET_HEADERS NORMALIZE ${CMAKE_CURRENT_LIST_DIR}/../../../include/trackmeet)
endif()

# trackmeet_stamp_commit(<target>)
# Every link of <target> carries the commit that was built (suites/support/built_commit.hpp) and how it was compiled
# (trackmeet_describe_build). The commit is looked up at every build; nothing is compiled or linked again unless it changed.
function(trackmeet_stamp_commit target)
  if(NOT TARGET trackmeet_built_commit)
    # A build folder inside the checkout, whatever its name, must not make the checkout dirty.
    if(NOT PROJECT_BINARY_DIR STREQUAL PROJECT_SOURCE_DIR AND NOT EXISTS ${PROJECT_BINARY_DIR}/.gitignore)
      file(WRITE ${PROJECT_BINARY_DIR}/.gitignore "*\n")
    endif()
    set(source ${PROJECT_BINARY_DIR}/stamp/built_commit.cpp)
    # The same commit can have several branches and, where tags were not fetched, several descriptions.
    set(release $<$<BOOL:${TRACKMEET_RELEASE}>:--release>)
    add_custom_target(
      trackmeet_look_up_commit
      COMMAND trackmeet_stamp ${PROJECT_SOURCE_DIR} ${source} ${release}
      BYPRODUCTS ${source}
      COMMENT "Looking up the commit that is being built"
      COMMAND_EXPAND_LISTS VERBATIM)
    add_library(trackmeet_built_commit STATIC ${source})
    add_dependencies(trackmeet_built_commit trackmeet_look_up_commit)
    set_source_files_properties(${source} PROPERTIES GENERATED ON)
    target_include_directories(trackmeet_built_commit PUBLIC ${TRACKMEET_HEADERS})
    target_link_libraries(trackmeet_built_commit PRIVATE trackmeet_options)
  endif()
  target_link_libraries(${target} PRIVATE trackmeet_built_commit)
  trackmeet_describe_build(${target})
endfunction()

# trackmeet_describe_build(<target>)
# Defines for the sources of <target> what it is compiled with, as string literals: TRACKMEET_BUILD_TYPE, TRACKMEET_COMPILER ("GNU 12.2.0") and
# TRACKMEET_FLAGS (the global flags, those of the build type and the target's own, without warnings and the names of folders).
function(trackmeet_describe_build target)
  set(options "$<TARGET_PROPERTY:${target},COMPILE_OPTIONS>")
  set(own "$<FILTER:${options},EXCLUDE,^-(W|ffile-prefix-map)>")
  set(build_type "$<CONFIG>")
  set(flags "${CMAKE_CXX_FLAGS}")
  if(CMAKE_CONFIGURATION_TYPES)
    foreach(config ${CMAKE_CONFIGURATION_TYPES})
      string(TOUPPER ${config} upper)
      string(APPEND flags "$<$<CONFIG:${config}>: ${CMAKE_CXX_FLAGS_${upper}}>")
    endforeach()
  elseif(CMAKE_BUILD_TYPE)
    string(TOUPPER ${CMAKE_BUILD_TYPE} upper)
    string(APPEND flags " ${CMAKE_CXX_FLAGS_${upper}}")
  elseif(NOT "${flags}" MATCHES "-O([1-9sgz]|fast| |$)")
    # Neither a build type nor -O: `find_noise` warns of it.
    set(build_type "$<$<NOT:$<BOOL:$<FILTER:${options},INCLUDE,^-O([1-9sgz]|fast|$)>>>:Unoptimised>")
  endif()
  string(STRIP "${flags}" flags)
  string(REPLACE "\\" "\\\\" flags "${flags}")
  string(REPLACE "\"" "\\\"" flags "${flags}")
  target_compile_definitions(
    ${target} PRIVATE TRACKMEET_BUILD_TYPE="${build_type}"
                      TRACKMEET_COMPILER="${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
                      "TRACKMEET_FLAGS=\"${flags}$<$<BOOL:${own}>: >$<JOIN:${own}, >\"")
endfunction()
