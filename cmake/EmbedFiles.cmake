# SPDX-License-Identifier: Apache-2.0

# trackmeet_embed_files(<target> HEADER <header> NAMESPACE <namespace> TEXT <name> <file>… [TEXT <name> <file>…]…)
# Gives <target> a source that defines `const std::string_view <name>` for each TEXT: its files one after the other, byte
# for byte. <header> declares them. Written again whenever a file changes.
function(trackmeet_embed_files target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "HEADER;NAMESPACE" "")
  set(words ${arg_UNPARSED_ARGUMENTS})
  set(files ${words})
  list(FILTER files INCLUDE REGEX "/")
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cpp)
  string(REPLACE ";" "|" packed "${words}")
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} "-Dwords=${packed}" -Dheader=${arg_HEADER} -Dnamespace=${arg_NAMESPACE} -Dsource=${source} -P
            ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
    COMMENT "Embedding the files of ${target}"
    VERBATIM)
  target_sources(${target} PRIVATE ${source})
endfunction()

# As a script: writes the source.
if(CMAKE_SCRIPT_MODE_FILE AND DEFINED source)
  set(text "// Written by cmake/EmbedFiles.cmake.\n#include \"${header}\"\n\nnamespace ${namespace} {\n\nusing namespace std::string_view_literals;\n")
  string(REPLACE "|" ";" words "${words}")
  set(closing "")
  foreach(word IN LISTS words)
    if(word STREQUAL "TEXT")
      set(expect_name TRUE)
      continue()
    endif()
    if(expect_name)
      string(APPEND text "${closing}\nconst std::string_view ${word} =")
      set(closing "sv;\n")
      set(expect_name FALSE)
      continue()
    endif()
    # By bytes, since CMake's own text functions know lists and brackets. 200 kB take no time.
    file(READ "${word}" bytes HEX)
    string(REGEX REPLACE "(................................................................)" "\\1\n" lines "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" lines "${lines}")
    string(REGEX REPLACE "([^\n]+)\n?" "\n    \"\\1\"" lines "${lines}")
    string(APPEND text "${lines}")
  endforeach()
  string(APPEND text "${closing}\n}  // namespace ${namespace}\n")
  file(WRITE "${source}" "${text}")
endif()
