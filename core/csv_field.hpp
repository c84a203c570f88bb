// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace trackmeet {

/// Text as a field of a CSV file (RFC 4180), in quotes where it needs them. `text` must be printable. What a
/// spreadsheet would take for a formula (after blanks: `=`, `+`, `-`, `@` and their wide forms) gets a `'` before it;
/// so does what begins with `'` itself, so that one `'` at the start of a field is always ours. Quotes also keep what
/// CI services obey at the beginning of a line (`::error::`) from standing there.
std::string csv_field(std::string_view text);

}  // namespace trackmeet
