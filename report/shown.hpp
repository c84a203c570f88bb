// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trackmeet::report {

/// Foreign `text` as a terminal and a CI log may show it: printable, shortened in the middle to `columns` (at least 1;
/// the bytes are bounded too, whatever combining marks pile up), and with what a CI system would take for a command
/// made visible: `::` at the start of a word becomes `\x3a:` (GitHub's `::error::`), `##` becomes `\x23#` (`##[error]`,
/// `##vso[`, `##teamcity[`).
std::string shown(std::string_view text, std::size_t columns = 200);

/// The same for text that something else stands before on its line: `::` means nothing there and is left as it is, so
/// that `Sort<int, ::ns::Less>` stays the name that other programs know.
std::string shown_within(std::string_view text, std::size_t columns = 200);

}  // namespace trackmeet::report
