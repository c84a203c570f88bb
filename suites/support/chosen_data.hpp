// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace trackmeet::suites {

/// What `--data` asked for: a data set's name, or a folder; empty: nothing, so the embedded one. Set before the first
/// benchmark is made.
const std::string& chosen_data();
void choose_data(std::string name_or_folder);

}  // namespace trackmeet::suites
