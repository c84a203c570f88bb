// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/completion.hpp"

namespace trackmeet::app {
namespace {

/// Adds to `paths` the cases that follow which command is being typed: `"baseline" list` is the command `baseline
/// list`.
void add_paths(const CommandShape& command, const std::string& path, std::string& paths) {
  for (const CommandShape& below : command.commands) {
    const std::string name = path.empty() ? below.name : path + " " + below.name;
    paths += fmt::format("      '{}/{}') command='{}' ;;\n", path, below.name, name);
    add_paths(below, name, paths);
  }
}

std::string answer_for(const OptionShape& option) {
  switch (option.kind) {
    case ValueKind::words:
      return fmt::format("_trackmeet_words '{}'", fmt::join(option.words, " "));
    case ValueKind::folder:
      return "_trackmeet_files -d";
    case ValueKind::file:
      return "_trackmeet_files -f";
    case ValueKind::none:
    case ValueKind::other:
      break;
  }
  return "COMPREPLY=()";
}

/// Adds what can be typed after `path`: in `values` behind an option, in `words` anywhere else.
void add_answers(const CommandShape& command, const std::string& path, std::string& values, std::string& words) {
  std::string options;
  for (const OptionShape& option : command.options) {
    for (const std::string& name : option.names) {
      options += (options.empty() ? "" : " ") + name;
      if (option.kind != ValueKind::none)
        values += fmt::format("    '{}/{}') {}; return ;;\n", path, name, answer_for(option));
    }
  }
  std::string names;
  for (const CommandShape& below : command.commands) names += (names.empty() ? "" : " ") + below.name;
  std::string otherwise = "COMPREPLY=()";
  if (!names.empty()) otherwise = fmt::format("_trackmeet_words '{}'", names);
  if (!command.arguments.empty()) otherwise = answer_for(command.arguments.front());
  words += fmt::format("    '{}') if [[ $cur == -* ]]; then _trackmeet_words '{}'; else {}; fi ;;\n", path, options,
                       otherwise);
  for (const CommandShape& below : command.commands)
    add_answers(below, path.empty() ? below.name : path + " " + below.name, values, words);
}

}  // namespace

std::string bash_completion(const CommandShape& program) {
  std::string paths;
  std::string values;
  std::string words;
  add_paths(program, "", paths);
  add_answers(program, "", values, words);
  return fmt::format(R"(# bash completion for {0}, written by `{0} completion bash`
_trackmeet_words() {{ mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }}
_trackmeet_files() {{
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}}
_trackmeet() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD - 1]}} command='' word
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = && $COMP_CWORD -gt 1 ]]; then
    prev=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$command/$word" in
{1}    esac
  done
  case "$command/$prev" in
{2}  esac
  case "$command" in
{3}  esac
}}
complete -F _trackmeet {0}
)",
                     program.name, paths, values, words);
}

}  // namespace trackmeet::app
