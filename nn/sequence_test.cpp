// SPDX-License-Identifier: Apache-2.0
#include "nn/sequence.hpp"

#include "nn/layer_fixture.hpp"
#include "nn/layers.hpp"

namespace trackmeet::nn {
namespace {

const std::vector<NamedLayer>& some_layers() {
  static const std::vector<NamedLayer> layers = {
      {"first", Dense{3, 5}},
      {"around", Residual{{{"inner1", Dense{5, 7}}, {"inner2", Dense{7, 5}}}}},
      {"last", Dense{5, 2}},
  };
  return layers;
}

TEST(Sequence, gradients_agree_with_finite_differences_through_residuals_too) {
  expect_gradients(Sequence<double>(some_layers(), Loops::tuned), 4);
  expect_gradients(Sequence<double>(some_layers(), Loops::plain), 1);
}

TEST(Sequence, tuned_loops_agree_with_plain_ones) {
  expect_same_as_plain(Sequence<float>(some_layers(), Loops::tuned), Sequence<double>(some_layers(), Loops::plain), 9,
                       1e-5);
}

TEST(Sequence, names_its_parameters_by_the_path_to_them) {
  std::vector<std::string> names;
  const Sequence<float> sequence(some_layers(), Loops::tuned);
  for (const Parameter& parameter : sequence.parameters().all()) names.push_back(parameter.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"first.weight", "first.bias", "around.inner1.weight", "around.inner1.bias",
                                      "around.inner2.weight", "around.inner2.bias", "last.weight", "last.bias"}));
  EXPECT_EQ(sequence.parameters().count(), 3 * 5 + 5 + 5 * 7 + 7 + 7 * 5 + 5 + 5 * 2 + 2);
}

TEST(Sequence, yields_the_same_for_fewer_rows_than_its_memory_was_made_for) {
  const Sequence<double> sequence(some_layers(), Loops::tuned);
  LayerTrial<double> trial(sequence, 8, 1);
  trial.forward();
  Tensor<double> few({3, sequence.outputs()});
  sequence.forward(trial.memory(), trial.in.matrix().slice(0, 3), few.matrix());
  for (std::size_t i = 0; i < few.values().size(); ++i) EXPECT_DOUBLE_EQ(few.values()[i], trial.out.values()[i]);
}

TEST(Sequence, counts_the_operations_of_its_parts) {
  const double expected = 2.0 * 3 * 5 + 5 + (2.0 * 5 * 7 + 7) + (2.0 * 7 * 5 + 5) + 5 + 2.0 * 5 * 2 + 2;
  EXPECT_EQ(Sequence<float>(some_layers(), Loops::tuned).flops(1), expected);
}

}  // namespace
}  // namespace trackmeet::nn
