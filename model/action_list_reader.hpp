// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is a list that github-action-benchmark reads as a custom one: objects with `name`, `unit` and `value`.
bool is_action_list(const Json& root);

/// One value for each benchmark. Which way is good does not stand in the file, but in the settings of who publishes it
/// (`customBiggerIsBetter` or `customSmallerIsBetter`): it is guessed from the unit, see `foreign_unit`.
Result<Run> read_action_list(const Json& root, const std::string& source);

}  // namespace trackmeet::model
