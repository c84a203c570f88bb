// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trackmeet {

/// `text` as a terminal may show it: control characters, what reorders or hides text, and bytes that are not UTF-8
/// become visible escapes (`\x1b`, `\n`, `\u202e`), so that a hostile name can neither move the cursor nor forge a line
/// nor pass for another one. All other UTF-8 is kept as it is.
std::string printable(std::string_view text);

/// Columns that `text`, which should be printable, takes on a terminal, by Unicode's East Asian Width: one for most
/// code points, two for wide ones and emoji, none for combining marks.
std::size_t display_width(std::string_view text);

/// `text` cut in the middle with `…` so that it takes at most `width` columns (at least 1).
std::string elide_middle(std::string_view text, std::size_t width);

}  // namespace trackmeet
