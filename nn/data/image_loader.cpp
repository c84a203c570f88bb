// SPDX-License-Identifier: Apache-2.0
#include "nn/data/image_loader.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "nn/data/gather.hpp"

namespace trackmeet::nn {

class ImageSource final : public BatchSource<ImageBatch> {
public:
  ImageSource(const LabelledImages& images, const ImageLoading& loading)
      : images_(images), augmentation_(loading.augmentation), sampler_(images.count, loading.sampling) {}

  void start(Index epoch) override {
    sampler_.start(epoch);
    epoch_ = epoch;
    place_ = 0;
  }

  bool choose(ImageBatch& batch) override {
    batch.count_ = sampler_.take(batch.rows_.values());
    batch.epoch_ = epoch_;
    batch.first_ = place_;
    place_ += batch.count_;
    return batch.count_ > 0;
  }

  void fill(ImageBatch& batch) const override {
    const Matrix<float> pixels = batch.pixels_.matrix().slice(0, batch.count_);
    const auto labels = batch.labels_.values().first(batch.used());
    if (!augmentation_.any()) {
      gather(images_, batch.rows(), pixels, labels);
      return;
    }
    const std::uint64_t seed = stream_seed(augmentation_.seed, static_cast<std::uint64_t>(batch.epoch_));
    for (Index i = 0; i < batch.count_; ++i) {
      const std::uint32_t row = batch.rows()[static_cast<std::size_t>(i)];
      const SplitMix64 random(stream_seed(seed, static_cast<std::uint64_t>(batch.first_ + i)));
      augment(images_.image(row), images_.width, augmentation_, random, pixels.row(i));
      labels[static_cast<std::size_t>(i)] = images_.labels[row];
    }
  }

private:
  const LabelledImages& images_;
  Augmentation augmentation_;
  Sampler sampler_;
  Index epoch_ = 0, place_ = 0;
};

ImageLoader::ImageLoader(const LabelledImages& images, const ImageLoading& loading)
    : source_(std::make_unique<ImageSource>(images, loading)),
      batches_((images.count + loading.batch - 1) / loading.batch) {
  assert(loading.batch >= 1 && loading.workers >= 0);
  const Index ahead = loading.workers == 0 ? 0 : std::max<Index>(loading.ahead, loading.workers);
  std::vector<ImageBatch> ring;
  for (Index i = 0; i <= ahead; ++i) ring.emplace_back(loading.batch, images.area());
  prefetch_ = std::make_unique<Prefetch<ImageBatch>>(*source_, std::move(ring), loading.workers);
  start(0);
}

ImageLoader::~ImageLoader() = default;

void ImageLoader::start(Index epoch) { prefetch_->start(epoch); }
const ImageBatch* ImageLoader::next() { return prefetch_->next(); }

}  // namespace trackmeet::nn
