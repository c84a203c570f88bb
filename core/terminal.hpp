// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trackmeet {

enum class Colour { none, red, yellow, green, dim, bold };

enum class UseColour { no, yes };

/// Whether to colour what goes to `fd`: only on a terminal, and never when NO_COLOR is set to anything but the empty
/// string (no-color.org) or TERM is `dumb`.
UseColour colour_for(int fd);

/// Columns of the terminal behind `fd`; COLUMNS overrides it; `fallback` when `fd` is not a terminal.
std::size_t terminal_width(int fd, std::size_t fallback);

/// `text` in `colour`, or as it is.
std::string coloured(std::string_view text, Colour colour, UseColour use);

}  // namespace trackmeet
