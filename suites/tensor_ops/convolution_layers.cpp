// SPDX-License-Identifier: Apache-2.0
// The convolutions of the reference network for images, through the kernel of nn.
#include <fmt/format.h>

#include <vector>

#include "nn/conv2d.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/parts.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

/// A batch of images through one layer. A row is an image: height x width x channels.
struct ConvolutionLayer : Work {
  ConvolutionLayer(nn::Conv2d convolution, Index batch)
      : shape(convolution),
        images(Tensor::random(batch, shape.height * shape.width * shape.channels, 1)),
        kernel(Tensor::random(taps(), shape.filters, 2)),
        bias(Tensor::random(1, shape.filters, 3)),
        out(batch, shape.out_height() * shape.out_width() * shape.filters) {}

  void run() override { convolve(0, images.rows()); }
  std::optional<Mismatch> check() const override {
    const auto entry = [this](std::size_t image, std::size_t j) { return expected(index(image), index(j)); };
    return compare_sample(out, entry, 2000, for_sum_of(taps() + 1));
  }
  Cost cost() const override {
    return {.bytes = float_bytes(images) + float_bytes(kernel) + float_bytes(bias) + float_bytes(out),
            .flops = entries(out) * (2 * static_cast<double>(taps()) + 1),
            .items = static_cast<double>(images.rows())};
  }

  void convolve(Index first, Index count) {
    const nn::Matrix<const float> in = images;
    const nn::Matrix<float> to = out;
    nn::conv2d<float>(shape, in.slice(first, count), kernel, bias.values(), to.slice(first, count));
  }
  /// Entry `j` of an image's result, from the definition.
  double expected(Index image, Index j) const {
    const Index filter = j % shape.filters;
    const Index x = j / shape.filters % shape.out_width();
    const Index y = j / shape.filters / shape.out_width();
    const ConstView in = images, weights = kernel;
    double sum = bias.values()[static_cast<std::size_t>(filter)];
    for (Index tap = 0; tap < taps(); ++tap) {
      const Index channel = tap % shape.channels;
      const Index dx = tap / shape.channels % shape.kernel;
      const Index dy = tap / shape.channels / shape.kernel;
      const Index from = ((y + dy) * shape.width + x + dx) * shape.channels + channel;
      sum += double{in(image, from)} * double{weights(tap, filter)};
    }
    return sum;
  }
  Index taps() const { return shape.kernel * shape.kernel * shape.channels; }

  nn::Conv2d shape;
  Tensor images, kernel, bias, out;
};

/// Each thread takes half of the images.
struct ConvolutionLayerInParts final : ConvolutionLayer {
  using ConvolutionLayer::ConvolutionLayer;
  void run() override {
    team.share(team.threads(), [this](Index part) {
      const Index first = images.rows() * part / team.threads();
      convolve(first, images.rows() * (part + 1) / team.threads() - first);
    });
  }

  nn::Team team{2};
};

constexpr nn::Conv2d conv1{.height = 28, .width = 28, .channels = 1, .filters = 32, .kernel = 3};
constexpr nn::Conv2d conv2{.height = 13, .width = 13, .channels = 32, .filters = 64, .kernel = 3};

const std::vector<Benchmark<ConvolutionLayer>> layers = [] {
  std::vector<Benchmark<ConvolutionLayer>> all;
  for (const Index batch : {1, 16, 32, 64, 128}) {
    all.emplace_back(full, fmt::format("cnn_conv1_batch{}", batch), conv1, batch);
    all.emplace_back(full, fmt::format("cnn_conv2_batch{}", batch), conv2, batch);
  }
  return all;
}();
const Benchmark<ConvolutionLayerInParts> in_parts{full, "cnn_conv2_batch32_2_threads", conv2, 32};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
