# SPDX-License-Identifier: Apache-2.0

# trackmeet_suite_options(<target>): compiles <target> as suites are, for this CPU (TRACKMEET_SUITE_FLAGS) and for speed. What is there to be
# tested or debugged, not measured, keeps the optimisation of its build type.
function(trackmeet_suite_options target)
  separate_arguments(instruction_set UNIX_COMMAND "${TRACKMEET_SUITE_FLAGS}")
  target_compile_options(${target} PRIVATE ${instruction_set})
  if(NOT TRACKMEET_SANITIZE AND NOT TRACKMEET_COVERAGE)
    target_compile_options(${target} PRIVATE $<$<NOT:$<CONFIG:Debug>>:-O3>)
  endif()
endfunction()

# trackmeet_add_suite(<name> SOURCES … [DEPS …])
# One suite: the executable suites/<name> of the build folder, which carries the commit it was built from.
function(trackmeet_add_suite name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPS")
  add_executable(${name} ${arg_SOURCES} ${PROJECT_SOURCE_DIR}/suites/support/main.cpp)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/suites)
  target_compile_definitions(${name} PRIVATE TRACKMEET_SUITE_NAME="${name}")
  trackmeet_suite_options(${name})
  trackmeet_stamp_commit(${name})
  target_link_libraries(${name} PRIVATE trackmeet_options trackmeet_warnings trackmeet::suite_support ${arg_DEPS})
endfunction()
