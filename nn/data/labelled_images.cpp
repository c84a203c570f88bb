// SPDX-License-Identifier: Apache-2.0
#include "nn/data/labelled_images.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/sha256.hpp"

namespace trackmeet::nn {

LabelledImages blank_images(std::string name, Index count, Index height, Index width) {
  LabelledImages images;
  images.name = std::move(name);
  images.count = count;
  images.height = height;
  images.width = width;
  images.pixels = Buffer<std::uint8_t>(static_cast<std::size_t>(count * height * width));
  images.labels = Buffer<std::uint8_t>(static_cast<std::size_t>(count));
  return images;
}

std::string content_hash(const LabelledImages& images) {
  Sha256 hash;
  for (const Index length : {images.count, images.height, images.width}) {
    hash.add_number(static_cast<std::uint64_t>(length));
  }
  return hash.add(std::as_bytes(images.pixels.values())).add(std::as_bytes(images.labels.values())).hex();
}

void seal(LabelledImages& images) {
  const auto labels = images.labels.values();
  images.classes = labels.empty() ? 0 : Index{std::ranges::max(labels)} + 1;
  images.hash = content_hash(images);
}

ImageSet joined(std::string name, LabelledImages train, LabelledImages test) {
  test.classes = train.classes;
  std::string hash = Sha256().add(train.hash).add(test.hash).hex();
  return {std::move(name), std::move(hash), std::move(train), std::move(test)};
}

Result<ImageSet> pair_up(std::string name, LabelledImages train, LabelledImages test) {
  for (const LabelledImages* part : {&train, &test}) {
    if (part->count == 0) {
      return failure(ErrorCode::input, fmt::format("'{}' has no images", part->name), "choose data with some");
    }
    const auto [least, greatest] = std::ranges::minmax(part->labels.values());
    if (least == greatest) {
      return failure(ErrorCode::input,
                     fmt::format("all {} images of '{}' have the label {}", part->count, part->name, least),
                     "check that the labels belong to the images");
    }
  }
  if (train.height != test.height || train.width != test.width) {
    return failure(ErrorCode::input,
                   fmt::format("images of {}x{} pixels ('{}') are not to be tested with images of {}x{} ('{}')",
                               train.height, train.width, train.name, test.height, test.width, test.name),
                   "take both parts from one data set");
  }
  if (test.classes > train.classes) {
    return failure(ErrorCode::input,
                   fmt::format("'{}' has labels up to {}, '{}' only up to {}: what was never shown cannot be known",
                               test.name, test.classes - 1, train.name, train.classes - 1),
                   "take both parts from one data set");
  }
  return joined(std::move(name), std::move(train), std::move(test));
}

}  // namespace trackmeet::nn
