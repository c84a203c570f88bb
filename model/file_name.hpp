// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace trackmeet::model {

/// `name` reduced to one harmless component of a path: letters, digits, `.`, `_`, `+` and `-` stay, everything else
/// becomes `-`; no leading dot or dash, at most 100 bytes, never empty.
std::string safe_file_name(std::string_view name);

}  // namespace trackmeet::model
