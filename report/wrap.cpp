// SPDX-License-Identifier: Apache-2.0
#include "report/wrap.hpp"

#include <algorithm>

#include "core/printable.hpp"
#include "report/shown.hpp"

namespace trackmeet::report {
namespace {

constexpr std::size_t least_room = 10;

/// Bytes of the longest start of `word` that takes at most `columns`, and at least its first code point.
std::size_t bytes_within(std::string_view word, std::size_t columns) {
  std::size_t end = 0;
  for (std::size_t used = 0; end < word.size();) {
    std::size_t next = end + 1;
    while (next < word.size() && (static_cast<unsigned char>(word[next]) & 0xC0U) == 0x80U) ++next;
    used += display_width(word.substr(end, next - end));
    if (used > columns && end > 0) break;
    end = next;
  }
  return end;
}

}  // namespace

std::string wrap(std::string_view text, std::size_t width, Indent indent, Colour colour, UseColour use) {
  std::string out;
  std::string line;
  std::size_t taken = 0;
  bool first = true;
  const auto margin = [&] { return first ? indent.first : indent.rest; };
  const auto room = [&] { return std::max(width, margin() + least_room) - margin(); };
  const auto end_line = [&] {
    if (line.empty()) return;
    out += std::string(margin(), ' ') + coloured(line, colour, use) + "\n";
    line.clear();
    taken = 0;
    first = false;
  };
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    std::string word(text.substr(0, blank));
    text.remove_prefix(std::min(blank + 1, text.size()));
    if (word.empty()) continue;
    if (taken > 0 && taken + 1 + display_width(word) > room()) end_line();
    while (taken == 0 && display_width(word) > room()) {
      const std::size_t cut = bytes_within(word, room());
      line = word.substr(0, cut);
      word = shown(word.substr(cut), 4 * word.size());  // where the rest begins a line, it must not begin a command
      end_line();
    }
    if (word.empty()) continue;
    if (taken > 0) {
      line += ' ';
      ++taken;
    }
    line += word;
    taken += display_width(word);
  }
  end_line();
  return out;
}

std::string wrap_parts(std::span<const std::string> parts, std::string_view between, std::size_t width, Indent indent,
                       Colour colour, UseColour use) {
  std::string out;
  std::string line;
  const auto margin = [&] { return out.empty() ? indent.first : indent.rest; };
  const auto end_line = [&] { out += wrap(line, width, {margin(), indent.rest}, colour, use); };
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!line.empty() && margin() + display_width(line) + display_width(between) + display_width(part) > width) {
      end_line();
      line.clear();
    }
    if (!line.empty()) line += between;
    line += part;
  }
  end_line();
  return out;
}

std::vector<std::string> shown_lines(std::string_view text, std::size_t columns, std::size_t most) {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() < most) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.push_back(shown(text.substr(0, end), columns));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace trackmeet::report
