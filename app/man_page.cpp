// SPDX-License-Identifier: Apache-2.0
#include "app/man_page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace trackmeet::app {
namespace {

/// The characters that our help has beside those of ASCII, as roff names them.
constexpr std::pair<std::string_view, std::string_view> names[] = {
    {"…", "\\[u2026]"}, {"–", "\\[en]"}, {"×", "\\[mu]"}};

/// `text` as roff shows it: backslashes and hyphens as they are, and no line taken for a request.
std::string roff(std::string_view text) {
  std::string escaped;
  bool line_begins = true;
  while (!text.empty()) {
    const char c = text.front();
    const auto* const named =
        std::ranges::find_if(names, [&](const auto& name) { return text.starts_with(name.first); });
    if (named != std::end(names)) {
      escaped += named->second;
      text.remove_prefix(named->first.size());
    } else {
      if (line_begins && (c == '.' || c == '\'')) escaped += "\\&";
      if (c == '\\')
        escaped += "\\e";
      else if (c == '-')
        escaped += "\\-";
      else
        escaped += c;
      text.remove_prefix(1);
    }
    line_begins = c == '\n';
  }
  return escaped;
}

std::string_view without_blank_ends(std::string_view text) {
  while (text.starts_with('\n')) text.remove_prefix(1);
  while (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

void add_option(const OptionShape& option, std::string& page) {
  page += ".TP\n";
  for (std::size_t i = 0; i < option.names.size(); ++i)
    page += (i == 0 ? "" : ", ") + fmt::format("\\fB{}\\fR", roff(option.names[i]));
  if (!option.value.empty()) page += fmt::format("{}\\fI{}\\fR", option.names.empty() ? "" : " ", roff(option.value));
  page += "\n" + roff(option.description);
  if (!option.standard.empty()) page += fmt::format(" (default: {})", roff(option.standard));
  page += "\n";
}

std::string synopsis_of(const CommandShape& command, const std::string& path) {
  std::string text = fmt::format("\\fB{}\\fR [\\fIOPTION\\fR]...", roff(path));
  if (!command.commands.empty()) text += " \\fICOMMAND\\fR";
  for (const OptionShape& argument : command.arguments) text += fmt::format(" \\fI{}\\fR", roff(argument.value));
  return text;
}

void add_command(const CommandShape& command, const std::string& path, std::string& page) {
  page += fmt::format(".SS {}\n{}\n.PP\n{}.\n", roff(path), synopsis_of(command, path), roff(command.description));
  for (const OptionShape& argument : command.arguments) add_option(argument, page);
  for (const OptionShape& option : command.options) add_option(option, page);
  if (!command.footer.empty()) page += fmt::format(".PP\n.nf\n{}\n.fi\n", roff(without_blank_ends(command.footer)));
  for (const CommandShape& below : command.commands) add_command(below, path + " " + below.name, page);
}

}  // namespace

std::string man_page(const CommandShape& program, const std::string& version) {
  std::string page = fmt::format(
      ".\\\" Written by `{0} man`.\n.TH TRACKMEET 1 \"\" \"Trackmeet {1}\" \"User Commands\"\n", program.name, version);
  page += fmt::format(".SH NAME\n{} \\- {}\n", program.name, "catches performance regressions");
  page += fmt::format(".SH SYNOPSIS\n{}\n", synopsis_of(program, program.name));
  page += fmt::format(".SH DESCRIPTION\n{}\n.SH OPTIONS\n", roff(program.description));
  for (const OptionShape& option : program.options) add_option(option, page);
  page += fmt::format(".PP\n.nf\n{}\n.fi\n.SH COMMANDS\n", roff(without_blank_ends(program.footer)));
  for (const CommandShape& command : program.commands) add_command(command, program.name + " " + command.name, page);
  return page;
}

}  // namespace trackmeet::app
