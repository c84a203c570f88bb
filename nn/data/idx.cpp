// SPDX-License-Identifier: Apache-2.0
#include "nn/data/idx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "nn/data/gzip.hpp"

namespace trackmeet::nn {
namespace {

constexpr std::uint8_t unsigned_byte = 8;

std::uint8_t byte_at(std::string_view bytes, std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); }

std::string kind_of(std::size_t dimensions) {
  if (dimensions == 1) return "labels (one dimension)";
  if (dimensions == 3) return "images (three dimensions)";
  return fmt::format("an array of {} dimensions", dimensions);
}

}  // namespace

Result<IdxArray> parse_idx(std::string_view bytes, const std::string& path, std::size_t dimensions) {
  const auto wrong = [&path](std::string what, std::string hint) {
    return failure(ErrorCode::input, std::move(what), SourcePos{path}, std::move(hint));
  };
  if (bytes.size() < 4 || byte_at(bytes, 0) != 0 || byte_at(bytes, 1) != 0) {
    return wrong("this is no IDX file: it does not begin with two zero bytes and a type",
                 "choose an IDX file, plain or gzip");
  }
  if (byte_at(bytes, 2) != unsigned_byte) {
    return wrong(fmt::format("the values are of type 0x{:02x}, not unsigned bytes (0x08)", byte_at(bytes, 2)),
                 "write them as unsigned bytes");
  }
  if (byte_at(bytes, 3) != dimensions) {
    return wrong(fmt::format("{} were expected, the file holds {}", kind_of(dimensions), kind_of(byte_at(bytes, 3))),
                 "check that images and labels are not mixed up");
  }
  const std::size_t header = 4 + 4 * dimensions;
  if (bytes.size() < header) return wrong("the file ends within its header", "fetch or copy it again");
  IdxArray array;
  const std::size_t there = bytes.size() - header;
  std::size_t said = 1;
  bool too_many = false;
  for (std::size_t i = 4; i < header; i += 4) {
    const std::size_t length = std::size_t{byte_at(bytes, i)} << 24U | std::size_t{byte_at(bytes, i + 1)} << 16U |
                               std::size_t{byte_at(bytes, i + 2)} << 8U | byte_at(bytes, i + 3);
    array.shape.push_back(static_cast<Index>(length));
    if (length == 0) return wrong("one of the dimensions is 0: there is nothing in it", "choose a file with data");
    too_many = too_many || length > there / said;
    if (!too_many) said *= length;
  }
  if (too_many || said != there) {
    return wrong(fmt::format("the header says {} values, {} bytes follow it", fmt::join(array.shape, " x "), there),
                 "the file is cut short or damaged: fetch or copy it again");
  }
  array.values = {reinterpret_cast<const std::uint8_t*>(bytes.data()) + header, there};
  return array;
}

std::string format_idx(const Shape& shape, std::span<const std::uint8_t> values) {
  std::string bytes{'\0', '\0', char{unsigned_byte}, static_cast<char>(shape.size())};
  for (const Index length : shape) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
      bytes += static_cast<char>((static_cast<std::uint32_t>(length) >> shift) & 0xFFU);
    }
  }
  return bytes.append(reinterpret_cast<const char*>(values.data()), values.size());
}

std::string format_idx_images(const LabelledImages& images) {
  return format_idx({images.count, images.height, images.width}, images.pixels.values());
}
std::string format_idx_labels(const LabelledImages& images) {
  return format_idx({images.count}, images.labels.values());
}

Result<LabelledImages> read_idx(std::string name, const std::filesystem::path& images_path,
                                const std::filesystem::path& labels_path) {
  const auto image_bytes = read_data_file(images_path);
  if (!image_bytes) return tl::make_unexpected(image_bytes.error());
  const auto pixels = parse_idx(*image_bytes, images_path.string(), 3);
  if (!pixels) return tl::make_unexpected(pixels.error());
  const auto label_bytes = read_data_file(labels_path);
  if (!label_bytes) return tl::make_unexpected(label_bytes.error());
  const auto labels = parse_idx(*label_bytes, labels_path.string(), 1);
  if (!labels) return tl::make_unexpected(labels.error());
  if (pixels->shape[0] != labels->shape[0]) {
    return failure(
        ErrorCode::input,
        fmt::format("{} labels for the {} images of {}", labels->shape[0], pixels->shape[0], images_path.string()),
        SourcePos{labels_path.string()}, "take both files from one data set");
  }
  LabelledImages images = blank_images(std::move(name), pixels->shape[0], pixels->shape[1], pixels->shape[2]);
  std::ranges::copy(pixels->values, images.pixels.data());
  std::ranges::copy(labels->values, images.labels.data());
  seal(images);
  return images;
}

}  // namespace trackmeet::nn
