// SPDX-License-Identifier: Apache-2.0
#include "machine/system_file.hpp"

#include <charconv>

#include "core/file.hpp"
#include "core/printable.hpp"

namespace trackmeet::machine {
namespace {

constexpr std::string_view blanks(" \t\r\n\0", 5);

}  // namespace

bool is_real_root(const std::filesystem::path& root) { return root.lexically_normal() == "/"; }

std::string read_system_file(const std::filesystem::path& root, std::string_view path) {
  constexpr std::size_t limit = std::size_t{4} << 20U;  // cpuinfo of a thousand cores has 2 MiB
  return read_file(root / path, limit).value_or(std::string());
}

std::string read_system_line(const std::filesystem::path& root, std::string_view path) {
  const std::string text = read_system_file(root, path);
  return presentable(std::string_view(text).substr(0, text.find('\n')));
}

std::string presentable(std::string_view text) {
  constexpr std::size_t longest = 200;
  std::string shown = printable(trimmed(trimmed(text).substr(0, longest)));
  if (shown.size() <= longest) return shown;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0U) == 0x80U) --end;
  return shown.substr(0, end);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (;;) {
    const std::size_t begin = line.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return words;
    line.remove_prefix(begin);
    const std::size_t end = line.find_first_of(blanks);
    words.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return words;
    line.remove_prefix(end);
  }
}

std::optional<std::string_view> value_of(std::string_view text, std::string_view key, char separator) {
  for (const std::string_view line : lines_of(text)) {
    const std::size_t at = line.find(separator);
    if (at != std::string_view::npos && trimmed(line.substr(0, at)) == key) return trimmed(line.substr(at + 1));
  }
  return std::nullopt;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace trackmeet::machine
