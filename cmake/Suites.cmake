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
  add_executable(${name} ${arg_SOURCES} ${TRACKMEET_HEADERS}/suites/support/main.cpp)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/suites)
  target_compile_definitions(${name} PRIVATE TRACKMEET_SUITE_NAME="${name}")
  trackmeet_suite_options(${name})
  trackmeet_stamp_commit(${name})
  target_link_libraries(${name} PRIVATE trackmeet_options trackmeet_warnings trackmeet::suite_support ${arg_DEPS})
endfunction()

# trackmeet_test_suite(<name> [LEAVE_OUT <regex>])
# A test that every benchmark of the suite, but for what is left out, yields what its own check asks for: one iteration of each, not timed.
function(trackmeet_test_suite name)
  if(NOT TRACKMEET_BUILD_TESTS)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LEAVE_OUT" "")
  set(filter .)
  if(arg_LEAVE_OUT)
    set(filter "-${arg_LEAVE_OUT}")
  endif()
  add_test(NAME suites.${name} COMMAND ${name} --profile=full --iterations=1 --filter=${filter})
  set_tests_properties(suites.${name} PROPERTIES LABELS suites TIMEOUT 300)
endfunction()
