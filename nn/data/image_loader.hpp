// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "nn/data/augmentation.hpp"
#include "nn/data/labelled_images.hpp"
#include "nn/data/prefetch.hpp"
#include "nn/data/sampler.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {

/// Images as a network takes them in.
class ImageBatch {
public:
  ImageBatch(Index capacity, Index area)
      : pixels_({capacity, area}),
        labels_(static_cast<std::size_t>(capacity)),
        rows_(static_cast<std::size_t>(capacity)) {}

  Matrix<const float> images() const { return pixels_.matrix().slice(0, count_); }  ///< one a row, pixels from 0 to 1
  std::span<const std::int32_t> labels() const { return labels_.values().first(used()); }
  std::span<const std::uint32_t> rows() const { return rows_.values().first(used()); }  ///< which images of the set
  Index count() const { return count_; }                                                ///< images, at least 1

private:
  friend class ImageSource;
  std::size_t used() const { return static_cast<std::size_t>(count_); }

  Tensor<float> pixels_;
  Buffer<std::int32_t> labels_;
  Buffer<std::uint32_t> rows_;
  Index count_ = 0;
  Index epoch_ = 0, first_ = 0;  ///< place of the first image in the epoch
};

struct ImageLoading {
  Index batch = 64;  ///< images; the last batch of an epoch has what is left
  Sampling sampling = {};
  Augmentation augmentation = {};
  int workers = 0;  ///< threads that make batches ahead of need
  Index ahead = 4;  ///< batches that they make ahead at most; at least `workers`
};

/// The batches of image after image, epoch by epoch:
///     ImageLoader loader(set.train, {.batch = 64});
///     for (Index epoch = 0; epoch < 10; ++epoch) {
///       loader.start(epoch);
///       while (const ImageBatch* batch = loader.next()) learn(batch->images(), batch->labels());
///     }
/// What comes depends on the images and the options but not on `workers`. `images` must outlive the loader. Allocates
/// nothing once it is made.
class ImageLoader {
public:
  ImageLoader(const LabelledImages& images, const ImageLoading& loading);
  ~ImageLoader();

  /// Begins an epoch, counted from 0.
  void start(Index epoch);
  /// Valid until the next call of either; null at the end of the epoch.
  const ImageBatch* next();
  /// Batches of an epoch.
  Index batches() const { return batches_; }

private:
  std::unique_ptr<BatchSource<ImageBatch>> source_;
  std::unique_ptr<Prefetch<ImageBatch>> prefetch_;
  Index batches_ = 0;
};

}  // namespace trackmeet::nn
