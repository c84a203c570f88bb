// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trackmeet {

enum class Colour { none, red, yellow, green, dim, bold };

enum class UseColour { no, yes };

/// Whether to colour what goes to `fd`: never when NO_COLOR is set to anything but the empty string (no-color.org);
/// otherwise on a terminal whose TERM is not `dumb`, and elsewhere, as in the log of a CI service, if CLICOLOR_FORCE or
/// FORCE_COLOR is set to anything but the empty string and 0.
UseColour colour_for(int fd);

/// Columns of the terminal behind `fd`; COLUMNS overrides it; `fallback` when `fd` is not a terminal.
std::size_t terminal_width(int fd, std::size_t fallback);

/// `text` in `colour`, or as it is.
std::string coloured(std::string_view text, Colour colour, UseColour use);

}  // namespace trackmeet
