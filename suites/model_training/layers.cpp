// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include "nn/reference_models.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/support/network_work.hpp"

/// Each kind of layer on its own, in the shape that it has in a reference model, forward and backward.
namespace trackmeet::suites::model_training {
namespace {

using nn::Index;

constexpr Index images = 64, tokens = nn::text_tokens, characters = 16 * tokens;
constexpr Index width = 128, hidden = 512;

nn::ModelDescription alone(const nn::NamedLayer& layer) { return {layer.name, {layer}}; }

/// `layer_<name>_forward` and `layer_<name>_backward`, the latter with what is passed on to the layer before. The quick
/// profile has both, or neither.
class LayerBenchmarks {
public:
  LayerBenchmarks(Traits traits, const nn::NamedLayer& layer, MakeSamples make_samples, Index count)
      : forward_(traits, "layer_" + layer.name + "_forward", alone(layer), make_samples, count),
        backward_(traits, "layer_" + layer.name + "_backward", alone(layer), make_samples, count, PassOn::yes) {}

private:
  Benchmark<NetworkForward> forward_;
  Benchmark<NetworkBackward> backward_;
};

constexpr nn::Conv2d conv1{.height = 28, .width = 28, .channels = 1, .filters = 32, .kernel = 3};
constexpr nn::MaxPool pool1{.height = 26, .width = 26, .channels = 32, .size = 2};
constexpr nn::Conv2d conv2{.height = 13, .width = 13, .channels = 32, .filters = 64, .kernel = 3};

const LayerBenchmarks dense1(Traits{}, {"dense1", nn::Dense{784, 128}}, random_samples<784>, images);
const LayerBenchmarks on_conv2(Traits{}, {"conv2", conv2}, random_samples<13 * 13 * 32>, images);
const LayerBenchmarks on_pool1(Traits{}, {"pool1", pool1}, random_samples<26 * 26 * 32>, images);
const LayerBenchmarks attention(Traits{}, {"attention", nn::SelfAttention{tokens, width, 8}}, random_samples<width>,
                                characters);
const LayerBenchmarks gelu(Traits{}, {"gelu", nn::Gelu{hidden}}, random_samples<hidden>, characters);

const LayerBenchmarks on_conv1(full, {"conv1", conv1}, random_samples<784>, images);
const LayerBenchmarks relu1(full, {"relu1", nn::Relu{26 * 26 * 32}}, random_samples<26 * 26 * 32>, images);
const LayerBenchmarks dense_head(full, {"dense_head", nn::Dense{1600, 10}}, random_samples<1600>, images);
const LayerBenchmarks layer_norm(full, {"layer_norm", nn::LayerNorm{width}}, random_samples<width>, characters);
const LayerBenchmarks feed_forward(full, {"dense_128_512", nn::Dense{width, hidden}}, random_samples<width>,
                                   characters);

}  // namespace
}  // namespace trackmeet::suites::model_training
