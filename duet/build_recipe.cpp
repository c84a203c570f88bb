// SPDX-License-Identifier: Apache-2.0
#include "duet/build_recipe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <system_error>

#include "core/printable.hpp"
#include "core/sha256.hpp"

extern char** environ;

namespace trackmeet::duet {
namespace {

namespace fs = std::filesystem;

constexpr std::array listened_to = {"CC", "CXX", "CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS"};
constexpr std::array tools = {"cc", "c++", "gcc", "g++", "clang", "clang++", "ld", "as"};

bool matters(std::string_view variable) {
  const std::string_view name = variable.substr(0, variable.find('='));
  return name.starts_with("CMAKE_") || std::ranges::find(listened_to, name) != listened_to.end();
}

/// The value of `name`; empty if it is not set.
std::string value_of(std::span<const std::string> environment, std::string_view name) {
  for (const std::string& variable : environment) {
    const std::size_t equals = variable.find('=');
    if (equals != std::string::npos && std::string_view(variable).substr(0, equals) == name)
      return variable.substr(equals + 1);
  }
  return {};
}

/// Which file a program is and of what version, as far as its place, size and time tell; empty if there is none.
std::string identity_of(const std::string& program, const std::string& search_path) {
  std::vector<fs::path> candidates;
  if (program.find('/') != std::string::npos) {
    candidates.emplace_back(program);
  } else {
    for (std::size_t from = 0; from <= search_path.size();) {
      const std::size_t to = std::min(search_path.find(':', from), search_path.size());
      candidates.push_back(fs::path(search_path.substr(from, to - from)) / program);
      from = to + 1;
    }
  }
  for (const fs::path& candidate : candidates) {
    std::error_code error;
    const fs::path file = fs::canonical(candidate, error);
    if (error || !fs::is_regular_file(file, error)) continue;
    const auto size = fs::file_size(file, error);
    const auto time = fs::last_write_time(file, error).time_since_epoch().count();
    return fmt::format("{} {} {}", file.string(), size, time);
  }
  return {};
}

}  // namespace

Result<void> check_recipe(const BuildRecipe& recipe) {
  if (recipe.command.find_first_not_of(" \t\n") == std::string::npos)
    return failure(ErrorCode::usage, "it is not said how the project is built",
                   "say it in trackmeet.toml: [build] command = \"…\" and output = \"…\" (`trackmeet init` shows how)");
  const fs::path output = recipe.output.lexically_normal();
  if (output.is_absolute() || (!output.empty() && *output.begin() == ".."))
    return failure(ErrorCode::usage,
                   fmt::format("the build output '{}' lies outside of the project", printable(recipe.output.string())),
                   "both sides of a duet are built at once: let the project build into a folder of its own");
  return {};
}

std::vector<std::string> current_environment() {
  std::vector<std::string> variables;
  for (char** at = environ; at != nullptr && *at != nullptr; ++at) variables.emplace_back(*at);
  return variables;
}

std::string recipe_key(const BuildRecipe& recipe, std::span<const std::string> environment) {
  std::vector<std::string> parts = {recipe.command, recipe.output.lexically_normal().string()};
  std::vector<std::string> variables;
  std::ranges::copy_if(environment, std::back_inserter(variables), matters);
  std::ranges::sort(variables);
  parts.insert(parts.end(), variables.begin(), variables.end());

  const std::string search_path = value_of(environment, "PATH");
  for (const char* tool : tools) parts.push_back(identity_of(tool, search_path));
  for (const char* variable : {"CC", "CXX"}) {
    const std::string value = value_of(environment, variable);
    parts.push_back(identity_of(value.substr(0, value.find(' ')), search_path));
  }
  Sha256 hash;
  for (const std::string& part : parts) hash.add_number(part.size()).add(part);
  return hash.hex();
}

}  // namespace trackmeet::duet
