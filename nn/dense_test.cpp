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
  for (const Dense shape : {Dense{1, 1}, Dense{7, 17}, Dense{64, 10}, Dense{129, 33}}) {
    for (const Index rows : {1, 2, 31, 100}) {
      expect_same_as_plain(*make_layer<float>(shape, Loops::tuned), *make_layer<double>(shape, Loops::plain), rows,
                           1e-5);
    }
  }
}

}  // namespace
}  // namespace trackmeet::nn
