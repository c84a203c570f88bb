// SPDX-License-Identifier: Apache-2.0
#include "nn/layer_fixture.hpp"
#include "nn/layers.hpp"

namespace trackmeet::nn {
namespace {

TEST(Dense, gradients_agree_with_finite_differences) {
  expect_gradients(*make_layer<double>(Dense{5, 3}, Loops::tuned), 4);
  expect_gradients(*make_layer<double>(Dense{5, 3}, Loops::plain), 4);
}

TEST(Dense, tuned_loops_agree_with_plain_ones) {
  for (const Dense shape : {Dense{1, 1}, Dense{7, 17}, Dense{64, 10}, Dense{129, 33}, Dense{400, 350}}) {
    for (const Index rows : {1, 2, 31, 300}) {
      expect_same_as_plain(*make_layer<float>(shape, Loops::tuned), *make_layer<double>(shape, Loops::plain), rows,
                           5e-5);
    }
  }
}

TEST(Dense, no_rows_have_no_gradients) {
  for (const Loops loops : {Loops::tuned, Loops::plain}) {
    const auto layer = make_layer<float>(Dense{5, 19}, loops);
    LayerTrial<float> trial(*layer, 0, 1);
    std::ranges::fill(trial.gradients.values(), std::nanf(""));
    trial.forward();
    trial.backward();
    for (const Parameter& parameter : layer->parameters().all()) {
      for (const float value : row_of(parameter, trial.gradients.values())) EXPECT_EQ(value, 0);
    }
  }
}

}  // namespace
}  // namespace trackmeet::nn
