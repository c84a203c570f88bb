// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "compare/policy.hpp"
#include "model/run.hpp"

namespace trackmeet::compare {

/// A warning for each metric that the policy or a rule of it names, that neither side has, and that is most likely
/// mistyped; and one where neither side has any of those that the policy judges. `sides` must not be empty.
std::vector<std::string> unknown_metrics(const Policy& policy, const std::vector<const model::Run*>& sides);

}  // namespace trackmeet::compare
