// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "core/page_buffer.hpp"
#include "nn/data/prefetch.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {

/// Windows of a text as a network takes them in: one row a token, window after window.
class TextBatch {
public:
  TextBatch(Index windows, Index window)
      : tokens_({windows * window, 1}),
        next_(static_cast<std::size_t>(windows * window)),
        begins_(static_cast<std::size_t>(windows)) {}

  Matrix<const float> tokens() const { return tokens_.matrix(); }             ///< windows * window x 1
  std::span<const std::int32_t> next() const { return next_.values(); }       ///< the token after each of them
  std::span<const std::uint32_t> begins() const { return begins_.values(); }  ///< where in the text each window begins

private:
  friend class TextSource;
  Tensor<float> tokens_;
  Buffer<std::int32_t> next_;
  Buffer<std::uint32_t> begins_;
};

struct TextLoading {
  Index batch = 16;   ///< windows
  Index window = 64;  ///< tokens that a network sees at once
  Index batches = 0;  ///< of an epoch; 0: as many as it takes to show as many tokens as the text has
  std::uint64_t seed = 1;
  int workers = 0;  ///< threads that make batches ahead of need
  Index ahead = 4;  ///< batches that they make ahead at most; at least `workers`
};

/// Batches of windows that begin anywhere in a text, each place as likely as any other. What comes depends on the text
/// and the options but not on `workers`. `text` must be longer than a window, below 2^32 tokens, and outlive the
/// loader. Allocates nothing once it is made.
class TextLoader {
public:
  TextLoader(std::span<const std::uint8_t> text, const TextLoading& loading);
  ~TextLoader();

  /// Begins an epoch, counted from 0.
  void start(Index epoch);
  /// Valid until the next call of either; null at the end of the epoch.
  const TextBatch* next();
  /// Batches of an epoch.
  Index batches() const { return batches_; }

private:
  Index batches_ = 0;
  std::unique_ptr<BatchSource<TextBatch>> source_;
  std::unique_ptr<Prefetch<TextBatch>> prefetch_;
};

}  // namespace trackmeet::nn
