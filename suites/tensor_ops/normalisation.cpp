// SPDX-License-Identifier: Apache-2.0
#include "nn/layer_norm.hpp"
#include "nn/softmax.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/reference.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

struct Softmax final : Work {
  explicit Softmax(Index n) : a(Tensor::random(n, n, 1)), out(n, n) {}

  void run() override { nn::softmax<float>(a, out); }
  std::optional<Mismatch> check() const override { return compare(out, reference::softmax(a)); }
  Cost cost() const override { return {.bytes = 2 * float_bytes(a), .items = static_cast<double>(a.rows())}; }

  Tensor a, out;
};
const Benchmark<Softmax> softmax_small{"softmax_small", 100}, softmax_large{"softmax_large", 1000};

struct LayerNorm final : Work {
  explicit LayerNorm(Index n)
      : a(Tensor::random(n, n, 1)),
        gain(Tensor::random(1, n, 2)),
        bias(Tensor::random(1, n, 3)),
        moments(n, 2),
        out(n, n) {}

  void run() override { nn::layer_norm<float>(a, gain.values(), bias.values(), moments, out); }
  std::optional<Mismatch> check() const override { return compare(out, reference::layer_norm(a, gain, bias)); }
  Cost cost() const override {
    return {.bytes = 2 * float_bytes(a) + float_bytes(gain) + float_bytes(bias) + float_bytes(moments),
            .items = static_cast<double>(a.rows())};
  }

  Tensor a, gain, bias, moments, out;
};
const Benchmark<LayerNorm> layer_norm_small{"layer_norm_small", 100}, layer_norm_large{"layer_norm_large", 1000};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
