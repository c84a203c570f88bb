// SPDX-License-Identifier: Apache-2.0
#include "nn/data/raw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "nn/data/gzip.hpp"

namespace trackmeet::nn {
namespace {

constexpr std::size_t header = 8 + 3 * 8;  ///< bytes

std::uint64_t number_at(std::string_view bytes, std::size_t offset) {
  std::uint64_t number = 0;
  for (std::size_t i = 8; i-- > 0;) number = number << 8U | static_cast<std::uint8_t>(bytes[offset + i]);
  return number;
}

}  // namespace

Result<LabelledImages> parse_raw(std::string name, std::string_view bytes, const std::string& path) {
  const auto wrong = [&path](std::string what) {
    return failure(ErrorCode::input, std::move(what), SourcePos{path},
                   "nn/data/raw.hpp tells what a raw file is made of");
  };
  if (!bytes.starts_with(raw_magic))
    return wrong(fmt::format("this is no raw file: it does not begin with '{}'", raw_magic));
  if (bytes.size() < header) return wrong("the file ends within its header");
  const std::array<std::uint64_t, 3> lengths = {number_at(bytes, 8), number_at(bytes, 16), number_at(bytes, 24)};
  const std::uint64_t there = bytes.size() - header;
  const auto [count, height, width] = lengths;
  // No length is beyond what is there, so that the product of two fits into 64 bits.
  const bool bounded =
      std::ranges::all_of(lengths, [there](std::uint64_t length) { return length > 0 && length <= there; }) &&
      there <= largest_data_file && height * width <= there;
  if (!bounded || count * (height * width + 1) != there) {
    return wrong(fmt::format("the header says {} images of {} x {} pixels and their labels, {} bytes follow it", count,
                             height, width, there));
  }
  LabelledImages images =
      blank_images(std::move(name), static_cast<Index>(count), static_cast<Index>(height), static_cast<Index>(width));
  const std::string_view values = bytes.substr(header);
  std::ranges::copy(values.substr(0, images.pixels.size()), images.pixels.data());
  std::ranges::copy(values.substr(images.pixels.size()), images.labels.data());
  seal(images);
  return images;
}

Result<LabelledImages> read_raw(std::string name, const std::filesystem::path& path) {
  auto bytes = read_data_file(path);
  if (!bytes) return passed_on(bytes);
  return parse_raw(std::move(name), *bytes, path.string());
}

std::string format_raw(const LabelledImages& images) {
  std::string bytes{raw_magic};
  for (const Index length : {images.count, images.height, images.width}) {
    for (unsigned shift = 0; shift < 64; shift += 8) {
      bytes += static_cast<char>((static_cast<std::uint64_t>(length) >> shift) & 0xFFU);
    }
  }
  const auto append = [&bytes](std::span<const std::uint8_t> values) {
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size());
  };
  append(images.pixels.values());
  append(images.labels.values());
  return bytes;
}

}  // namespace trackmeet::nn
