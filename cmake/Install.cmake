# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where: one folder that holds everything and can be moved (INSTALL.md shows it). Component `suites` is what each
# instruction-set level has of its own; `tools` is all the rest.

set(_data README.md INSTALL.md CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE)
set(_here ${PROJECT_SOURCE_DIR}/packaging)

# trackmeet_installed_rpath(<target> <folder>): <target>, installed in <folder>, finds the bundled libraries. Those of GCC lie apart: a suite that was
# built elsewhere, with a newer GCC, takes the others from here but not these.
function(trackmeet_installed_rpath target folder)
  string(REGEX REPLACE "[^/]+" ".." up ${folder})
  set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN/${up}/lib;$ORIGIN/${up}/lib/gcc")
endfunction()

# trackmeet_install_program(<target> <folder> <component>)
function(trackmeet_install_program target folder component)
  trackmeet_installed_rpath(${target} ${folder})
  install(TARGETS ${target} RUNTIME_DEPENDENCY_SET trackmeet_libraries RUNTIME DESTINATION ${folder} COMPONENT ${component})
endfunction()

# The program, and the script that starts it: bin/trackmeet is what users call.
trackmeet_install_program(trackmeet libexec tools)
trackmeet_install_program(trackmeet_stamp libexec tools)
install(PROGRAMS ${_here}/trackmeet DESTINATION bin COMPONENT tools)

# The manual page and what shells complete, as the program itself knows them.
set(_written ${PROJECT_BINARY_DIR}/written)
file(MAKE_DIRECTORY ${_written})
add_custom_command(
  OUTPUT ${_written}/trackmeet.1 ${_written}/trackmeet ${_written}/_trackmeet ${_written}/trackmeet.fish
  COMMAND trackmeet man > ${_written}/trackmeet.1
  COMMAND trackmeet completion bash > ${_written}/trackmeet
  COMMAND trackmeet completion zsh > ${_written}/_trackmeet
  COMMAND trackmeet completion fish > ${_written}/trackmeet.fish
  DEPENDS trackmeet
  COMMENT "Writing the manual page and completions"
  VERBATIM)
add_custom_target(trackmeet_written ALL DEPENDS ${_written}/trackmeet.1)
install(FILES ${_written}/trackmeet.1 DESTINATION share/man/man1 COMPONENT tools)
install(FILES ${_written}/trackmeet DESTINATION share/bash-completion/completions COMPONENT tools)
install(FILES ${_written}/_trackmeet DESTINATION share/zsh/site-functions COMPONENT tools)
install(FILES ${_written}/trackmeet.fish DESTINATION share/fish/vendor_completions.d COMPONENT tools)

if(TRACKMEET_BUILD_SUITES)
  include(SuiteKit)
  add_custom_target(trackmeet_suites)
  foreach(suite tensor_ops model_training data_loading events)
    trackmeet_install_program(${suite} suites/${TRACKMEET_LEVEL} suites)
    add_dependencies(trackmeet_suites ${suite})
  endforeach()
  add_dependencies(trackmeet_suites trackmeet_suite_kit)
  trackmeet_install_program(canary probes tools)
  trackmeet_add_other_levels()
endif()

# Everything that they need but the C library itself, which a program shares with its system.
set(_system "^ld-linux" "^lib(c|m|dl|rt|pthread|resolv|util|mvec|anl|nsl)\\.so")
set(_gcc "^lib(stdc\\+\\+|gcc_s|gomp|atomic)\\.so")
install(
  RUNTIME_DEPENDENCY_SET trackmeet_libraries
  PRE_EXCLUDE_REGEXES ${_system} ${_gcc}
  LIBRARY DESTINATION lib COMPONENT tools)
install(
  RUNTIME_DEPENDENCY_SET trackmeet_libraries
  PRE_INCLUDE_REGEXES ${_gcc}
  PRE_EXCLUDE_REGEXES "."
  LIBRARY DESTINATION lib/gcc COMPONENT tools)

install(FILES ${_data} DESTINATION . COMPONENT tools)
install(DIRECTORY docs baselines examples DESTINATION . COMPONENT tools)
install(FILES results/.gitkeep results/README.md DESTINATION results COMPONENT tools)
install(PROGRAMS scripts/bench scripts/fetch-data DESTINATION scripts COMPONENT tools)
install(FILES scripts/step.bash DESTINATION scripts COMPONENT tools)

# Whose work is bundled, and under which terms.
install(CODE "set(chart_licence \"${PROJECT_SOURCE_DIR}/report/html/chart_licence.txt\")" COMPONENT tools)
install(CODE "set(required ${TRACKMEET_RELEASE})" COMPONENT tools)
install(SCRIPT ${_here}/notices.cmake COMPONENT tools)
