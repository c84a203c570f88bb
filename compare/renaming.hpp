// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "model/baseline.hpp"

namespace trackmeet::compare {

/// Whether any benchmark of the baseline has an old name of `renames` (old names to new ones).
bool has_old_names(const model::Baseline& baseline, const std::map<std::string, std::string>& renames);

/// The baseline with every benchmark under its new name. All renames happen at once: `{"a" = "b", "b" = "a"}` swaps
/// two. Fails if two benchmarks of one session would end up under one name.
Result<model::Baseline> renamed(model::Baseline baseline, const std::map<std::string, std::string>& renames);

/// Warnings of renames that must be misspelt: the head has the new name, nothing in the (renamed) `base` became it, and
/// something in the base is missing in the head.
std::vector<std::string> vain_renames(const std::map<std::string, std::string>& renames, const model::Run& base,
                                      const model::Run& head);

}  // namespace trackmeet::compare
