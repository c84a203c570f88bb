// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compare/policy.hpp"
#include "core/result.hpp"

namespace trackmeet::app {

/// A suite executable that trackmeet.toml names.
struct ConfiguredSuite {
  std::string name;
  std::filesystem::path executable;  ///< absolute
  std::filesystem::path source{};    ///< folder of its sources, from the root; empty: `suites/<name>`
};

/// What trackmeet.toml says; without one, the defaults.
struct Config {
  std::filesystem::path root;  ///< the folder of trackmeet.toml, or the current one
  std::filesystem::path file;  ///< empty: there is none
  std::string build_command;
  std::string build_output;
  std::string instructions_command;  ///< the same for suites that valgrind can run
  std::string instructions_output;
  std::vector<ConfiguredSuite> suites;
  compare::Policy policy;
};

/// Reads configuration text. Every key is checked: an unknown one is an error with line, column and a near name.
Result<Config> parse_config(std::string_view text, const std::filesystem::path& file);

/// Reads `file`, or, if it is empty, the trackmeet.toml of the current folder or the nearest one above it within the
/// repository or home.
Result<Config> load_config(const std::filesystem::path& file);

/// `none`, `slight`, `minor`, `moderate` or `severe`.
std::optional<compare::Gate> gate_named(std::string_view name);

}  // namespace trackmeet::app
