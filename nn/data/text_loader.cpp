// SPDX-License-Identifier: Apache-2.0
#include "nn/data/text_loader.hpp"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include "core/random.hpp"

namespace trackmeet::nn {

class TextSource final : public BatchSource<TextBatch> {
public:
  TextSource(std::span<const std::uint8_t> text, const TextLoading& loading, Index batches)
      : text_(text), window_(static_cast<std::size_t>(loading.window)), seed_(loading.seed), batches_(batches) {}

  void start(Index epoch) override {
    random_ = SplitMix64(stream_seed(seed_, static_cast<std::uint64_t>(epoch)));
    chosen_ = 0;
  }

  bool choose(TextBatch& batch) override {
    if (chosen_ == batches_) return false;
    ++chosen_;
    for (std::uint32_t& begin : batch.begins_.values()) {
      begin = static_cast<std::uint32_t>(random_.next_below(text_.size() - window_));
    }
    return true;
  }

  void fill(TextBatch& batch) const override {
    float* token = batch.tokens_.values().data();
    std::int32_t* next = batch.next_.data();
    for (const std::uint32_t begin : batch.begins()) {
      const std::uint8_t* from = text_.data() + begin;
      for (std::size_t i = 0; i < window_; ++i) {
        token[i] = from[i];
        next[i] = from[i + 1];
      }
      token += window_;
      next += window_;
    }
  }

private:
  std::span<const std::uint8_t> text_;
  std::size_t window_;
  std::uint64_t seed_;
  Index batches_;
  Index chosen_ = 0;
  SplitMix64 random_{0};
};

TextLoader::TextLoader(std::span<const std::uint8_t> text, const TextLoading& loading) : batches_(loading.batches) {
  assert(loading.batch >= 1 && loading.window >= 1 && static_cast<Index>(text.size()) > loading.window);
  const Index tokens = loading.batch * loading.window;
  if (batches_ == 0) batches_ = (static_cast<Index>(text.size()) + tokens - 1) / tokens;
  source_ = std::make_unique<TextSource>(text, loading, batches_);
  const Index ahead = loading.workers == 0 ? 0 : std::max<Index>(loading.ahead, loading.workers);
  std::vector<TextBatch> ring;
  for (Index i = 0; i <= ahead; ++i) ring.emplace_back(loading.batch, loading.window);
  prefetch_ = std::make_unique<Prefetch<TextBatch>>(*source_, std::move(ring), loading.workers);
  start(0);
}

TextLoader::~TextLoader() = default;

void TextLoader::start(Index epoch) { prefetch_->start(epoch); }
const TextBatch* TextLoader::next() { return prefetch_->next(); }

}  // namespace trackmeet::nn
