// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "nn/matrix.hpp"

namespace trackmeet::nn {

struct NamedLayer;

/// y = x W + b, with W (inputs x outputs).
struct Dense {
  Index inputs = 0, outputs = 0;
};
/// max(x, 0) and the tanh form of GELU, entry by entry; rows of `width`.
struct Relu {
  Index width = 0;
};
struct Gelu {
  Index width = 0;
};
/// A square kernel moved over an image without padding and by single steps. A row is an image: height x width x
/// channels, channels innermost; the kernel is kernel x kernel x channels x filters.
struct Conv2d {
  Index height = 0, width = 0, channels = 0, filters = 0, kernel = 3;
  constexpr Index out_height() const { return height - kernel + 1; }
  constexpr Index out_width() const { return width - kernel + 1; }
};
/// The greatest of each size x size square, channel by channel; squares do not overlap, and what is left over at the
/// right and lower border is ignored.
struct MaxPool {
  Index height = 0, width = 0, channels = 0, size = 2;
  constexpr Index out_height() const { return height / size; }
  constexpr Index out_width() const { return width / size; }
};
/// A row is one token: its number goes in as T (exact below 2^24), so that every layer looks the same; out comes the
/// token's vector plus that of its position, which is the row's number modulo `tokens`.
struct Embedding {
  Index vocabulary = 0, tokens = 0, width = 0;
};
struct LayerNorm {
  Index width = 0;
};
/// Multi-head self-attention with causal mask, over texts of `tokens` rows each: projections to queries, keys and
/// values (one matrix, width x 3 width), scaled scores, softmax, mix of values, output projection.
struct SelfAttention {
  Index tokens = 0, width = 0, heads = 0;
};
/// x + f(x), with f the layers inside.
struct Residual {
  std::vector<NamedLayer> layers;
};

struct NamedLayer {
  std::string name;  ///< part of the names of its parameters, such as `dense1`
  std::variant<Dense, Relu, Gelu, Conv2d, MaxPool, Embedding, LayerNorm, SelfAttention, Residual> layer;
};

/// A model, described once: training, events and export all build on this.
struct ModelDescription {
  std::string name;
  std::vector<NamedLayer> layers;
};

}  // namespace trackmeet::nn
