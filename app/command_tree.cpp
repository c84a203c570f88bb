// SPDX-License-Identifier: Apache-2.0
#include "app/command_tree.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <string_view>

namespace trackmeet::app {
namespace {

/// The words of `description` that the option takes as its value. Descriptions name all there are; what is none of
/// them, its validator refuses.
std::vector<std::string> words_taken(const CLI::Option& option) {
  std::vector<std::string> taken;
  // Only the non-const member gives validators away; they are only asked here.
  CLI::Validator* validator = nullptr;
  try {
    validator = const_cast<CLI::Option&>(option).get_validator(0);
  } catch (const CLI::OptionNotFound&) {
    return taken;
  }
  const std::string& text = option.get_description();
  const auto in_word = [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.'; };
  for (auto at = text.begin(); at != text.end();) {
    const auto first = std::find_if(at, text.end(), in_word);
    at = std::find_if_not(first, text.end(), in_word);
    std::string word(first, at);
    while (word.ends_with('.')) word.pop_back();
    if (word.empty() || std::ranges::find(taken, word) != taken.end()) continue;
    if (std::string tried = word; (*validator)(tried).empty()) taken.push_back(word);
  }
  return taken;
}

ValueKind kind_of(const OptionShape& option) {
  if (option.value.empty()) return ValueKind::none;
  if (!option.words.empty()) return ValueKind::words;
  const auto names = [&](std::string_view kind) { return option.value.find(kind) != std::string::npos; };
  if (option.value == "DIR") return ValueKind::folder;
  return names("FILE") || names("PATH") || names("DIR") || names("JOURNAL") ? ValueKind::file : ValueKind::other;
}

OptionShape shape_of(const CLI::Option& option) {
  OptionShape shape;
  for (const std::string& name : option.get_lnames()) shape.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) shape.names.push_back("-" + name);
  if (option.get_items_expected_max() > 0) {
    shape.value = option.get_type_name();
    if (shape.value.empty()) shape.value = option.get_positional() ? option.get_name(true) : "VALUE";
    shape.words = words_taken(option);
    shape.standard = option.get_default_str();
  }
  shape.kind = kind_of(shape);
  // What is called by place is mostly a file.
  if (option.get_positional() && shape.kind == ValueKind::other) shape.kind = ValueKind::file;
  shape.description = option.get_description();
  return shape;
}

}  // namespace

CommandShape shape_of(const CLI::App& app) {
  CommandShape shape{app.get_name(), app.get_description(), app.get_footer(), {}, {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    (option->get_positional() ? shape.arguments : shape.options).push_back(shape_of(*option));
  }
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    if (!command->get_group().empty()) shape.commands.push_back(shape_of(*command));
  return shape;
}

}  // namespace trackmeet::app
