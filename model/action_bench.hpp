// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/foreign_run.hpp"
#include "model/foreign_unit.hpp"
#include "model/json_tree.hpp"

namespace trackmeet::model {

/// The key of a bench that `format_data_js` wrote though nobody told which way is good: the tool of its entry says it,
/// as it must, but it is a guess.
constexpr std::string_view guess_note = "trackmeet_guessed";

/// Reads what github-action-benchmark calls a bench: `name`, `value` and `unit`. The value is a summary of something
/// that the file does not tell, and is taken for a mean. `range` and `extra` are text for people: a range has no unit
/// of its own, and may be in another one than the value. Only of Go the value is known to be a raw one, a repetition of
/// those of its name.
class ActionBenches {
public:
  /// `tool` wrote them: its name as the action spells it; empty: not known. Tools that say `BiggerIsBetter` or
  /// `SmallerIsBetter` decide the direction, the unit does otherwise. `prefix` is put before each name.
  ActionBenches(ForeignRun& run, std::string_view tool, std::string prefix);

  /// `where` names a bench that has no name.
  void read(const Json& bench, const std::string& where);

private:
  /// Whether it is the first value of the benchmark before it once more.
  bool is_doubled(const std::string& name, const std::string& suffix, std::string_view unit);
  /// Told apart from what `-cpu` measured under the same name before it.
  std::string go_name(std::string name, const Json& bench);
  ForeignUnit unit_of(const Json& bench, std::string_view spelled) const;
  std::uint32_t metric(Metric described);

  ForeignRun& run_;
  std::optional<Better> better_;
  bool is_go_;  ///< which lists each benchmark with all its values, and again for each value: `name - ns/op`
  std::string prefix_;
  std::string doubled_;                                 ///< of Go: what the value would be called if it came again
  std::unordered_map<std::string, std::string> procs_;  ///< of Go: `8 procs`, as each name has it first
};

}  // namespace trackmeet::model
