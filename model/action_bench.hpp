// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "model/foreign_run.hpp"
#include "model/json_tree.hpp"

namespace trackmeet::model {

/// Reads what github-action-benchmark calls a bench: `name`, `value` and `unit`. The value is a summary of something
/// that the file does not tell, and is taken for a mean. `range` and `extra` are text for people: a range has no unit
/// of its own, and may be in another one than the value.
class ActionBenches {
public:
  /// `tool` wrote them: its name as the action spells it; empty: not known. Tools that say `BiggerIsBetter` or
  /// `SmallerIsBetter` decide the direction, the unit does otherwise. `prefix` is put before each name.
  ActionBenches(ForeignRun& run, std::string_view tool, std::string prefix);

  /// `where` names a bench that has no name.
  void read(const Json& bench, const std::string& where);

private:
  ForeignRun& run_;
  std::optional<Better> better_;
  bool is_go_;  ///< which lists each benchmark with all its values, and again for each value: `name - ns/op`
  std::string prefix_;
  std::unordered_set<std::string> seen_;  ///< of Go: names with their metrics
};

}  // namespace trackmeet::model
