// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/terminal.hpp"

namespace trackmeet::report {

/// Where the lines of a wrapped paragraph begin.
struct Indent {
  std::size_t first = 0;
  std::size_t rest = 0;
};

/// `text`, which must be printable, broken between words into lines of at most `width` columns, each ended by a
/// newline. A word that is longer than a line is broken, and what then begins a line is `shown`. At least 10 columns
/// are used beside the indent. Indents are not coloured. Empty text gives no line.
std::string wrap(std::string_view text, std::size_t width, Indent indent, Colour colour = Colour::none,
                 UseColour use = UseColour::no);

/// Short `parts` side by side with `between` them, each whole where a line can hold it; otherwise as `wrap`.
std::string wrap_parts(std::span<const std::string> parts, std::string_view between, std::size_t width, Indent indent,
                       Colour colour = Colour::none, UseColour use = UseColour::no);

/// The lines of foreign text, each safe to show and at most `columns` wide, `most` of them at most; empty ones are left
/// out.
std::vector<std::string> shown_lines(std::string_view text, std::size_t columns, std::size_t most);

}  // namespace trackmeet::report
