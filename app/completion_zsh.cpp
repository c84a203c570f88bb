// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

#include "app/completion.hpp"

namespace trackmeet::app {
namespace {

/// `text` within single quotes, inside a specification of `_arguments`, where brackets and colons have a meaning.
std::string specified(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\'')
      escaped += R"('\'')";
    else if (c == '[' || c == ']' || c == ':' || c == '\\')
      escaped += std::string("\\") + c;
    else
      escaped += c;
  }
  return escaped;
}

std::string action_of(const OptionShape& option) {
  switch (option.kind) {
    case ValueKind::none:
      return "";
    case ValueKind::words:
      return fmt::format(":{}:({})", specified(option.value), fmt::join(option.words, " "));
    case ValueKind::folder:
      return fmt::format(":{}:_files -/", specified(option.value));
    case ValueKind::file:
      return fmt::format(":{}:_files", specified(option.value));
    case ValueKind::other:
      break;
  }
  return fmt::format(":{}: ", specified(option.value));
}

/// The function that completes what comes after `command`, and those of the commands below it.
std::string function_of(const CommandShape& command, const std::string& name) {
  std::string text =
      fmt::format("{}() {{\n  local context state line\n  typeset -A opt_args\n  _arguments -C -S", name);
  for (const OptionShape& option : command.options)
    for (const std::string& flag : option.names)
      text += fmt::format(" \\\n    '{}[{}]{}'",
                          option.kind == ValueKind::none ? flag : flag + (flag.starts_with("--") ? "=" : "+"),
                          specified(option.description), action_of(option));
  if (!command.arguments.empty()) text += fmt::format(" \\\n    '*{}'", action_of(command.arguments.front()));
  if (command.commands.empty()) return text + "\n}\n";
  text +=
      " \\\n    '1:command:->command' \\\n    '*::argument:->argument'\n  case $state in\n    command)\n      local -a "
      "commands=(\n";
  for (const CommandShape& below : command.commands)
    text += fmt::format("        '{}:{}'\n", below.name, specified(below.description));
  text += "      )\n      _describe command commands ;;\n    argument)\n      case $line[1] in\n";
  std::string functions;
  for (const CommandShape& below : command.commands) {
    std::string function = name + "_" + below.name;
    for (char& c : function)
      if (c == '-') c = '_';
    text += fmt::format("        {}) {} ;;\n", below.name, function);
    functions += function_of(below, function);
  }
  return functions + text + "      esac ;;\n  esac\n}\n";
}

}  // namespace

std::string zsh_completion(const CommandShape& program) {
  return fmt::format(
      "#compdef {0}\n# zsh completion for {0}, written by `{0} completion zsh`\n{1}"
      "if [[ $funcstack[1] == _{0} ]]; then\n  _{0} \"$@\"\nelse\n  compdef _{0} {0}\nfi\n",
      program.name, function_of(program, "_" + program.name));
}

}  // namespace trackmeet::app
