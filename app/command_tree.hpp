// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace trackmeet::app {

/// What stands behind an option, as far as a shell can complete it.
enum class ValueKind { none, words, file, folder, other };

/// An option or, without names, a positional argument.
struct OptionShape {
  std::vector<std::string> names{};  ///< `--out`, `-o`
  std::string value{};               ///< what its help calls the value: `FILE`; empty: it takes none
  ValueKind kind = ValueKind::none;
  std::vector<std::string> words{};  ///< all values there are, for `words`
  std::string standard{};            ///< the value that it has if it is not given; empty: not told
  std::string description{};
};

/// A command with all that can be said after it.
struct CommandShape {
  std::string name;
  std::string description;
  std::string footer;  ///< how its help closes: examples, exit status
  std::vector<OptionShape> options;
  std::vector<OptionShape> arguments;
  std::vector<CommandShape> commands;
};

/// The commands and options of `app` that its help shows, in the order of the help.
CommandShape shape_of(const CLI::App& app);

}  // namespace trackmeet::app
