# SPDX-License-Identifier: Apache-2.0

# trackmeet_add_library(<name> SOURCES … HEADERS … [DEPS …] [PRIVATE_DEPS …])
# One module: a static library trackmeet::<name> whose headers are included as "<name>/<header>.hpp".
function(trackmeet_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;DEPS;PRIVATE_DEPS")
  add_library(trackmeet_${name} STATIC ${arg_SOURCES})
  add_library(trackmeet::${name} ALIAS trackmeet_${name})
  set_target_properties(trackmeet_${name} PROPERTIES EXPORT_NAME ${name} VERIFY_INTERFACE_HEADER_SETS ON)
  target_sources(trackmeet_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
  # Generated headers. Not a second base: the presets build inside the source folder, and bases may not contain each other.
  target_include_directories(trackmeet_${name} PUBLIC ${PROJECT_BINARY_DIR})
  target_link_libraries(trackmeet_${name} PUBLIC trackmeet_options ${arg_DEPS} PRIVATE trackmeet_warnings
                                                                                       ${arg_PRIVATE_DEPS})
endfunction()

# trackmeet_add_tests(<name> SOURCES … [DEPS …])
# The unit tests of one module: an executable <name>_tests whose cases CTest lists as <name>.<Suite>.<Case>.
function(trackmeet_add_tests name)
  if(NOT TRACKMEET_BUILD_TESTS)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPS")
  add_executable(${name}_tests ${arg_SOURCES})
  target_link_libraries(${name}_tests PRIVATE trackmeet_options trackmeet_warnings ${arg_DEPS} GTest::gtest_main)
  target_compile_definitions(${name}_tests PRIVATE TRACKMEET_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  set(timeout 120)
  if(TRACKMEET_SANITIZE)
    set(timeout 600)  # the thread sanitizer makes simulations ten times slower
  endif()
  gtest_discover_tests(${name}_tests TEST_PREFIX ${name}. NO_PRETTY_VALUES DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT ${timeout})
endfunction()
