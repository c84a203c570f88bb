// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace trackmeet::model {

/// The files that a user means by `place`: the one of that name, `-`, the results files that lie in a folder (their
/// names end as results do: .json, .jsonl, .txt, .xml, .js, .out, .log, packed with .gz or not), or those that match a
/// pattern with `*`, `?` and `[…]`. In the order of their names; never empty.
Result<std::vector<std::filesystem::path>> files_of(const std::string& place);

}  // namespace trackmeet::model
