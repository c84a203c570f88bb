// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

#include "app/completion.hpp"

namespace trackmeet::app {
namespace {

/// `text` within single quotes of fish.
std::string quoted(std::string_view text) {
  std::string escaped = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped + "'";
}

/// How fish knows that `path`, the names of commands, was typed and no command below it.
std::string condition_of(const CommandShape& command, const std::vector<std::string>& path) {
  std::string condition;
  for (const std::string& name : path)
    condition += fmt::format("{}__fish_seen_subcommand_from {}", condition.empty() ? "" : "; and ", name);
  if (command.commands.empty()) return condition;
  std::string below;
  for (const CommandShape& each : command.commands) below += " " + each.name;
  return condition + (condition.empty() ? "" : "; and ") + "not __fish_seen_subcommand_from" + below;
}

std::string value_of(const OptionShape& option) {
  switch (option.kind) {
    case ValueKind::none:
      return "";
    case ValueKind::words:
      return fmt::format(" -x -a {}", quoted(fmt::format("{}", fmt::join(option.words, " "))));
    case ValueKind::folder:
      return " -x -a '(__fish_complete_directories)'";
    case ValueKind::file:
      return " -r -F";
    case ValueKind::other:
      break;
  }
  return " -x";
}

void add(const std::string& program, const CommandShape& command, const std::vector<std::string>& path,
         std::string& text) {
  const std::string begin = fmt::format("complete -c {} -n {}", program, quoted(condition_of(command, path)));
  for (const CommandShape& below : command.commands)
    text += fmt::format("{} -f -a {} -d {}\n", begin, below.name, quoted(below.description));
  for (const OptionShape& option : command.options) {
    std::string names;
    for (const std::string& name : option.names)
      names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    text += fmt::format("{}{}{} -d {}\n", begin, names, value_of(option), quoted(option.description));
  }
  if (command.commands.empty() && command.arguments.empty()) text += begin + " -f\n";
  for (const CommandShape& below : command.commands) {
    std::vector<std::string> longer = path;
    longer.push_back(below.name);
    add(program, below, longer, text);
  }
}

}  // namespace

std::string fish_completion(const CommandShape& program) {
  std::string text = fmt::format("# fish completion for {0}, written by `{0} completion fish`\n", program.name);
  add(program.name, program, {}, text);
  return text;
}

}  // namespace trackmeet::app
