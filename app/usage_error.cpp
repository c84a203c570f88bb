// SPDX-License-Identifier: Apache-2.0
#include "app/usage_error.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/command.hpp"
#include "core/spelling.hpp"

namespace trackmeet::app {
namespace {

/// The innermost subcommand that was named.
const CLI::App& called(const CLI::App& program) {
  const CLI::App* app = &program;
  while (!app->get_subcommands().empty()) app = app->get_subcommands().front();
  return *app;
}

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  return flags;
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({}))
    if (!command->get_group().empty()) names.push_back(command->get_name());  // those without are hidden
  return names;
}

std::string path_of(const CLI::App& app) {
  std::string path = app.get_name();
  for (const CLI::App* parent = app.get_parent(); parent != nullptr; parent = parent->get_parent())
    path = parent->get_name() + " " + path;
  return path;
}

/// `--gate: sever not in {slight,minor}`, as the parser says it, in our words; nothing if it says something else.
std::optional<Error> unknown_value(std::string_view said) {
  constexpr std::string_view after_flag = ": ";
  constexpr std::string_view before_list = " not in {";
  const std::size_t value = said.find(after_flag);
  const std::size_t list = said.rfind(before_list);
  if (value == std::string_view::npos || list == std::string_view::npos || list < value || !said.ends_with('}'))
    return std::nullopt;
  std::vector<std::string> known;
  std::string_view rest = said.substr(list + before_list.size());
  for (std::size_t end = rest.find_first_of(",}"); end != std::string_view::npos; end = rest.find_first_of(",}")) {
    known.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  const std::string_view given = said.substr(value + after_flag.size(), list - value - after_flag.size());
  return Error{
      ErrorCode::usage, fmt::format("{} cannot be '{}'", said.substr(0, value), given), {}, did_you_mean(given, known)};
}

}  // namespace

Error usage_error(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App& app = called(program);
  for (const std::string& word : program.remaining(true)) {
    if (word.starts_with("--")) {
      const std::string flag = word.substr(0, word.find('='));
      const std::string near = closest(flag, flags_of(app));
      return {ErrorCode::usage,
              fmt::format("unknown option '{}'", flag),
              {},
              near.empty() ? fmt::format("see {} --help", path_of(app))
                           : fmt::format("did you mean '{}'? (see {} --help)", near, path_of(app))};
    }
    const std::vector<std::string> commands = commands_of(app);
    if (!commands.empty())
      return {ErrorCode::usage, fmt::format("unknown command '{}'", word), {}, did_you_mean(word, commands)};
  }
  const std::vector<std::string> commands = commands_of(app);
  if (error.get_name() == "RequiredError" && !commands.empty())
    return {ErrorCode::usage,
            fmt::format("{} needs a command", path_of(app)),
            {},
            fmt::format("{} (see {} --help)", did_you_mean("", commands), path_of(app))};
  if (std::optional<Error> unknown = unknown_value(error.what())) return *unknown;
  return {ErrorCode::usage, error.what(), {}, fmt::format("see {} --help", path_of(app))};
}

std::string help_footer(const std::string& examples) {
  return "\nExamples:\n" + examples +
         "\n\nExit status:\n"
         "  0  nothing is worse\n"
         "  1  a regression at or above the gate: an answer, not a failure\n"
         "  2  the question could not be answered: usage, input, I/O, a failed or missing benchmark";
}

std::string help_footer(const std::string& examples, const std::string& done) {
  return "\nExamples:\n" + examples + "\n\nExit status:\n  0  " + done + "\n  2  that could not be done";
}

}  // namespace trackmeet::app
