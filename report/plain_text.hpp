// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/printable.hpp"

/// What the tests ask of rendered text.
namespace trackmeet::report::sample {

/// `text` without the escapes that colour it.
inline std::string without_colours(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\x1b[") {
      i = std::min(text.find('m', i), text.size() - 1);
    } else {
      out += text[i];
    }
  }
  return out;
}

inline std::size_t widest_line(std::string_view text) {
  std::size_t widest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    widest = std::max(widest, display_width(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return widest;
}

/// Whether any line would be taken for a command by GitHub's log reader, which skips leading blanks.
inline bool has_ci_command(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::size_t first = std::min(line.find_first_not_of(" |"), line.size());
    if (line.substr(first).starts_with("::") || line.find("##[") != std::string_view::npos) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

/// Names that somebody might give a benchmark to harm whoever reads the report.
inline const std::string hostile_names[] = {
    "\x1b[2J\x1b[31mred",
    "line\n::error::forged\r\nPASS: all is well",
    "::error::forged",
    "##[error]forged",
    std::string(10'000, 'x'),
    std::string(3'000, ' ') + "::warning::x",
    "\u202eright to left\u200b\xff\xfe",
    std::string("nul\0byte", 8),
    "a|b`c`<script>alert(1)</script><!-- --> @everyone #1 [x](https://example.com) **b** $x$ &amp;",
    "-->\n# heading",
    "",
};

}  // namespace trackmeet::report::sample
