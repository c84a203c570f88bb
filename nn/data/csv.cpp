// SPDX-License-Identifier: Apache-2.0
#include "nn/data/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "core/printable.hpp"
#include "nn/data/gzip.hpp"

namespace trackmeet::nn {
namespace {

constexpr Index largest_side = 4096;  ///< pixels

/// Whether a line is a heading. Not all that is no digit: a byte order mark before data must not cost the first image.
bool begins_with_letter(std::string_view text) {
  const char first = text.empty() ? '0' : text.front();
  return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '"';
}

/// Takes the next line, without its end, from the front of `text`.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The side of a square of so many pixels, or 0 if there is none.
Index side_of(Index pixels) {
  Index side = 1;
  while (side < largest_side && side * side < pixels) ++side;
  return side * side == pixels ? side : 0;
}

/// What is wrong with a line, and the byte of it that is to blame, from 0.
struct Complaint {
  std::string what;
  std::size_t at = 0;
};

/// Reads exactly as many numbers as there is room for: the label and the pixels of one image.
std::optional<Complaint> parse_line(std::string_view line, std::uint8_t& label, std::span<std::uint8_t> pixels) {
  const char* at = line.data();
  const char* const end = at + line.size();
  const auto here = [&] { return static_cast<std::size_t>(at - line.data()); };
  for (std::size_t i = 0; i <= pixels.size(); ++i) {
    std::uint8_t& value = i == 0 ? label : pixels[i - 1];
    const auto [after, error] = std::from_chars(at, end, value);
    if (error != std::errc()) {
      const std::string_view field(at, std::find(at, end, ','));
      return Complaint{fmt::format("'{}' is no whole number from 0 to 255", printable(field.substr(0, 20))), here()};
    }
    at = after;
    if (i == pixels.size()) break;
    if (at == end) return Complaint{fmt::format("{} pixels instead of {}", i, pixels.size()), here()};
    if (*at != ',') return Complaint{"a comma was expected", here()};
    ++at;
  }
  if (at != end) return Complaint{fmt::format("something follows the {} pixels", pixels.size()), here()};
  return std::nullopt;
}

}  // namespace

Result<LabelledImages> parse_csv(std::string name, std::string_view text, const std::string& path) {
  std::uint32_t number = 0;
  const auto wrong = [&](std::string what, std::size_t at = 0) {
    const SourcePos where{path, number, number == 0 ? 0 : static_cast<std::uint32_t>(at + 1)};
    return failure(ErrorCode::input, std::move(what), where, "each line is to be: label,pixel,pixel,…");
  };
  if (begins_with_letter(text)) {
    take_line(text);
    ++number;
  }
  std::string_view peek = text;
  const auto pixels = static_cast<Index>(std::ranges::count(take_line(peek), ','));
  if (text.empty()) {
    number = 0;
    return wrong("there are no images in it");
  }
  const Index side = side_of(pixels);
  if (side == 0) {
    ++number;
    return wrong(fmt::format("{} pixels make no square image", pixels));
  }
  const auto count = std::ranges::count(text, '\n') + (text.ends_with('\n') ? 0 : 1);
  // Each number takes two bytes or more, so memory is bounded by the length of the text.
  if (static_cast<std::size_t>(count) > text.size() / (2 * static_cast<std::size_t>(pixels)) + 1) {
    while (!text.empty()) {  // some line is too short: find it
      ++number;
      const std::string_view line = take_line(text);
      const auto there = std::ranges::count(line, ',');
      if (there != pixels) return wrong(fmt::format("{} pixels instead of {}", there, pixels), line.size());
    }
  }
  LabelledImages images = blank_images(std::move(name), count, side, side);
  for (Index i = 0; i < count; ++i) {
    ++number;
    const auto row =
        images.pixels.values().subspan(static_cast<std::size_t>(i * pixels), static_cast<std::size_t>(pixels));
    const auto complaint = parse_line(take_line(text), images.labels[static_cast<std::size_t>(i)], row);
    if (complaint) return wrong(complaint->what, complaint->at);
  }
  seal(images);
  return images;
}

Result<LabelledImages> read_csv(std::string name, const std::filesystem::path& path) {
  auto text = read_data_file(path);
  if (!text) return passed_on(text);
  return parse_csv(std::move(name), *text, path.string());
}

std::string format_csv(const LabelledImages& images) {
  assert(images.height == images.width);
  std::string text = "label";
  for (Index i = 1; i <= images.area(); ++i) fmt::format_to(std::back_inserter(text), ",pixel{}", i);
  text += '\n';
  for (Index i = 0; i < images.count; ++i) {
    fmt::format_to(std::back_inserter(text), "{}", images.labels[static_cast<std::size_t>(i)]);
    for (const std::uint8_t pixel : images.image(i)) fmt::format_to(std::back_inserter(text), ",{}", pixel);
    text += '\n';
  }
  return text;
}

}  // namespace trackmeet::nn
