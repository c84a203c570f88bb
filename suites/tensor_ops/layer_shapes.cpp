// SPDX-License-Identifier: Apache-2.0
// The products of the three reference models in the shapes in which training and inference meet them, through the
// kernels of nn.
#include <fmt/format.h>

#include <vector>

#include "nn/dense.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/matmul_ops.hpp"
#include "suites/tensor_ops/reference.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

constexpr std::size_t samples = 2000;

/// x W + b for a batch of rows.
struct DenseLayer final : Work {
  DenseLayer(Index batch, Index inputs, Index outputs)
      : x(Tensor::random(batch, inputs, 1)),
        weight(Tensor::random(inputs, outputs, 2)),
        bias(Tensor::random(1, outputs, 3)),
        y(batch, outputs) {}

  void run() override { nn::dense<float>(x, weight, bias.values(), y); }
  std::optional<Mismatch> check() const override {
    const auto entry = [this](std::size_t i, std::size_t j) {
      return reference::product_entry(x, weight, index(i), index(j)) + double{bias.values()[j]};
    };
    return compare_sample(y, entry, samples, for_sum_of(x.columns() + 1));
  }
  Cost cost() const override {
    return {.bytes = float_bytes(x) + float_bytes(weight) + float_bytes(bias) + float_bytes(y),
            .flops = 2 * entries(y) * static_cast<double>(x.columns()) + entries(y),
            .items = static_cast<double>(x.rows())};
  }

  Tensor x, weight, bias, y;
};

struct DenseShape {
  const char* name;
  Index inputs, outputs;
};
constexpr DenseShape mlp[] = {{"mlp_dense1", 784, 128}, {"mlp_dense2", 128, 64}, {"mlp_dense3", 64, 10}};

/// Each layer with every batch. A vector, since a benchmark is declared by existing.
const std::vector<Benchmark<DenseLayer>> mlp_layers = [] {
  std::vector<Benchmark<DenseLayer>> all;
  for (const DenseShape& shape : mlp) {
    for (const Index batch : {1, 16, 32, 64, 128}) {
      all.emplace_back(full, fmt::format("{}_batch{}", shape.name, batch), batch, shape.inputs, shape.outputs);
    }
  }
  return all;
}();

/// One text of 64 tokens, width 128.
constexpr Index tokens = 64, width = 128, hidden = 512;
const Benchmark<DenseLayer> queries_keys_values{full, "transformer_qkv", tokens, width, 3 * width},
    projection{full, "transformer_projection", tokens, width, width},
    widening{full, "transformer_dense1", tokens, width, hidden},
    narrowing{full, "transformer_dense2", tokens, hidden, width};

/// The scores of one of 8 heads: each token's query with each token's key.
struct Scores final : Work {
  Scores() : queries(Tensor::random(tokens, head_width, 1)), keys(Tensor::random(head_width, tokens, 2)) {}

  void run() override { multiply(queries, keys, scores); }
  std::optional<Mismatch> check() const override {
    return compare(scores, reference::multiply(queries, keys), for_sum_of(head_width));
  }
  Cost cost() const override {
    return {.bytes = float_bytes(queries) + float_bytes(keys) + float_bytes(scores),
            .flops = 2 * entries(scores) * static_cast<double>(head_width),
            .items = 1};
  }

  static constexpr Index head_width = width / 8;
  Tensor queries, keys;
  Tensor scores{tokens, tokens};
};
const Benchmark<Scores> scores{full, "transformer_scores"};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
