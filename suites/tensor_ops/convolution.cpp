// SPDX-License-Identifier: Apache-2.0
#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/convolution_ops.hpp"
#include "suites/tensor_ops/parts.hpp"
#include "suites/tensor_ops/reference.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

/// A layer from the middle of a small network for images.
constexpr Convolution layer{.in_channels = 32, .out_channels = 64, .height = 32, .width = 32, .kernel = 3};
constexpr std::size_t samples = 10'000;

/// What both ways of convolving share: operands, the check and the cost.
struct Convolve : Work {
  Convolve()
      : input(Tensor::random(layer.in_channels, layer.pixels(), 1)),
        kernels(Tensor::random(layer.out_channels, layer.taps(), 2)),
        padded(layer.in_channels, layer.padded_height() * layer.padded_width()),
        out(layer.out_channels, layer.pixels()) {}

  std::optional<Mismatch> check() const override {
    const auto entry = [this](std::size_t channel, std::size_t pixel) {
      return reference::convolution_entry(layer, input, kernels, index(channel), index(pixel));
    };
    return compare_sample(out, entry, samples, for_sum_of(layer.taps()));
  }
  Cost cost() const override {
    return {.bytes = float_bytes(input) + float_bytes(kernels) + float_bytes(out),
            .flops = 2 * entries(out) * static_cast<double>(layer.taps()),
            .items = 1};
  }

  Tensor input, kernels, padded, out;
};

struct ConvolveByProduct final : Convolve {
  ConvolveByProduct() : patches(layer.taps(), layer.pixels()) {}
  void run() override { convolve_im2col(layer, input, kernels, padded, patches, out); }

  Tensor patches;
};
const Benchmark<ConvolveByProduct> by_product{"conv2d_im2col"};

struct ConvolveDirectly final : Convolve {
  void run() override { convolve_direct(layer, input, kernels, padded, out); }
};
const Benchmark<ConvolveDirectly> directly{"conv2d_direct"};

/// Each thread yields half of the output channels, from a padded image of its own.
struct ConvolveInParts final : Convolve {
  ConvolveInParts() : padded_again(padded.rows(), padded.columns()) {}
  void run() override {
    team.share(team.threads(), [this](Index part) {
      Convolution half = layer;
      half.out_channels /= team.threads();
      convolve_direct(half, input, part_of_rows(std::as_const(kernels), part, team.threads()),
                      part == 0 ? padded : padded_again, part_of_rows(out, part, team.threads()));
    });
  }

  Tensor padded_again;
  nn::Team team{2};
};
const Benchmark<ConvolveInParts> in_parts{full, "conv2d_direct_2_threads"};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
