// SPDX-License-Identifier: Apache-2.0
#include "nn/weights_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "nn/reference_models.hpp"

namespace trackmeet::nn {
namespace {

const ModelDescription& small_model() {
  static const ModelDescription model{"small", {{"a", Dense{2, 3}}, {"r", Relu{3}}, {"b", Dense{3, 2}}}};
  return model;
}

std::vector<float> weights_of(const Network<float>& network) {
  return {network.weights().begin(), network.weights().end()};
}

TEST(WeightsFile, gives_back_every_reference_model) {
  for (const ModelDescription& model : {mlp(), cnn(), transformer()}) {
    Network<float> saved(model), loaded(model);
    saved.initialise(3);
    const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / (model.name + ".safetensors");
    ASSERT_TRUE(save_weights(saved, path));
    const Result<void> read = load_weights(path, loaded);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(weights_of(loaded), weights_of(saved)) << model.name;
    EXPECT_EQ(format_weights(loaded), format_weights(saved));
    std::filesystem::remove(path);
  }
}

TEST(WeightsFile, that_does_not_fit_is_refused_and_changes_nothing) {
  Network<float> small(small_model());
  small.initialise(1);
  const std::vector<float> before = weights_of(small);
  const auto refused = [&](const ModelDescription& other) {
    Network<float> network(other);
    const Result<void> read = parse_weights(format_weights(network), "w.safetensors", small);
    EXPECT_FALSE(read) << other.name;
    EXPECT_EQ(weights_of(small), before);
    return read ? std::string() : read.error().message;
  };
  EXPECT_EQ(refused({"other", small_model().layers}), "these are the weights of the model 'other'");
  EXPECT_EQ(refused({"small", {{"a", Dense{2, 3}}, {"b", Dense{3, 1}}}}),
            "tensor 'b.weight' is F32 [3, 1], not F32 [3, 2]");
  EXPECT_EQ(refused({"small", {{"a", Dense{2, 3}}}}), "there is no tensor 'b.weight' in it");
  EXPECT_EQ(refused({"small", {{"a", Dense{2, 3}}, {"b", Dense{3, 2}}, {"c", Dense{2, 2}}}}),
            "tensor 'c.weight' is no parameter of the model");

  Network<float> broken(small_model());
  broken.weights()[0] = NAN;
  const Result<void> read = parse_weights(format_weights(broken), "w.safetensors", small);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message, "tensor 'a.weight' has a value that is not finite");
  EXPECT_EQ(read.error().hint, "give a file that was saved from the model 'small'");
  EXPECT_FALSE(parse_weights("no such thing", "w.safetensors", small));
  EXPECT_FALSE(load_weights("no/such/file", small));
  EXPECT_EQ(weights_of(small), before);
}

}  // namespace
}  // namespace trackmeet::nn
