// SPDX-License-Identifier: Apache-2.0
#include "suites/data_loading/image_check.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "suites/support/data_sets.hpp"

namespace trackmeet::suites::data_loading {
namespace {

using nn::Index;

std::optional<Mismatch> compare_bytes(const char* what, std::span<const std::uint8_t> got,
                                      std::span<const std::uint8_t> expected) {
  if (got.size() != expected.size()) {
    return Mismatch{fmt::format("number of {}s", what), static_cast<double>(expected.size()),
                    static_cast<double>(got.size())};
  }
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (got[i] != expected[i]) {
      return Mismatch{fmt::format("{} {}", what, i), static_cast<double>(expected[i]), static_cast<double>(got[i])};
    }
  }
  return std::nullopt;
}

/// An image moved by so many pixels, and mirrored before that or not.
struct Place {
  Index right = 0, down = 0;
  bool mirrored = false;
};

/// The value that belongs to pixel (y, x) then, from 0 to 1.
double moved_pixel(std::span<const std::uint8_t> image, Index height, Index width, const Place& place, Index y,
                   Index x) {
  const Index from_y = y - place.down, unmirrored = x - place.right;
  if (from_y < 0 || from_y >= height || unmirrored < 0 || unmirrored >= width) return 0;
  const Index from_x = place.mirrored ? width - 1 - unmirrored : unmirrored;
  return image[static_cast<std::size_t>(from_y * width + from_x)] / 255.0;
}

/// The first pixel that is not as it must be there; -1 if all are.
Index first_wrong_pixel(std::span<const float> got, std::span<const std::uint8_t> image, Index width,
                        const Place& place, double noise) {
  const Index height = static_cast<Index>(image.size()) / width;
  for (Index i = 0; i < height * width; ++i) {
    const double pixel = got[static_cast<std::size_t>(i)];
    const double expected = moved_pixel(image, height, width, place, i / width, i % width);
    const bool near = std::abs(pixel - expected) <= noise + 1e-6 && pixel >= 0 && pixel <= 1;
    if (!near) return i;
  }
  return -1;
}

std::vector<Place> places(const nn::Augmentation& augmentation) {
  std::vector<Place> all;
  for (Index right = -augmentation.shift; right <= augmentation.shift; ++right) {
    for (Index down = -augmentation.shift; down <= augmentation.shift; ++down) {
      all.push_back({right, down, false});
      if (augmentation.flip) all.push_back({right, down, true});
    }
  }
  return all;
}

std::optional<Mismatch> check_image(std::span<const float> got, std::span<const std::uint8_t> image, Index width,
                                    const nn::Augmentation& augmentation, const std::vector<Place>& possible) {
  const double noise = static_cast<double>(augmentation.noise) / 255;
  Index wrong = -1;
  for (const Place& place : possible) {
    wrong = first_wrong_pixel(got, image, width, place, noise);
    if (wrong < 0) return std::nullopt;
  }
  const auto at = static_cast<std::size_t>(wrong);
  return Mismatch{fmt::format("pixel {}", wrong), image[at] / 255.0, got[at]};
}

Mismatch in_image(std::uint32_t row, Mismatch mismatch) {
  mismatch.entry = fmt::format("image {}, {}", row, mismatch.entry);
  return mismatch;
}

}  // namespace

const nn::ImageSet& images_to_load(Index generated) { return image_set({.train = generated, .test = 100, .seed = 1}); }

std::optional<Mismatch> compare_images(const nn::LabelledImages& got, const nn::LabelledImages& expected) {
  if (got.count != expected.count || got.width != expected.width) {
    return Mismatch{"number of images", static_cast<double>(expected.count), static_cast<double>(got.count)};
  }
  if (auto pixels = compare_bytes("pixel", got.pixels.values(), expected.pixels.values())) return pixels;
  if (auto labels = compare_bytes("label", got.labels.values(), expected.labels.values())) return labels;
  if (got.hash != expected.hash) return Mismatch{"hash", 1, 0};
  return std::nullopt;
}

std::optional<Mismatch> check_epoch(nn::ImageLoader& loader, const nn::LabelledImages& images,
                                    const nn::ImageLoading& loading, Index epoch) {
  std::vector<std::uint8_t> seen(static_cast<std::size_t>(images.count));
  const std::vector<Place> possible = places(loading.augmentation);
  Index place = 0, in_order = 0;
  loader.start(epoch);
  while (const nn::ImageBatch* batch = loader.next()) {
    for (Index i = 0; i < batch->count(); ++i, ++place) {
      const std::uint32_t row = batch->rows()[static_cast<std::size_t>(i)];
      if (row >= seen.size() || seen[row]++ != 0) return Mismatch{fmt::format("times that image {} came", row), 1, 2};
      if (static_cast<Index>(row) == place) ++in_order;
      const double label = images.labels[row], got = batch->labels()[static_cast<std::size_t>(i)];
      if (label != got) return in_image(row, {"label", label, got});
      if (auto wrong =
              check_image(batch->images().row(i), images.image(row), images.width, loading.augmentation, possible)) {
        return in_image(row, *wrong);
      }
    }
  }
  if (place != images.count) {
    return Mismatch{"images of an epoch", static_cast<double>(images.count), static_cast<double>(place)};
  }
  const bool sequential = loading.sampling.order == nn::Sampling::Order::sequential;
  if (sequential != (in_order == images.count)) {
    return Mismatch{"images in their place", sequential ? static_cast<double>(images.count) : 1.0,
                    static_cast<double>(in_order)};
  }
  return std::nullopt;
}

}  // namespace trackmeet::suites::data_loading
