// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <numeric>

#include "suites/tensor_ops/reference.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

TEST(Softmax, each_row_of_the_reference_sums_to_one) {
  const Tensor a = Tensor::random(3, 17, 1);
  const reference::Values softmax_of_a = reference::softmax(a);
  for (auto row = softmax_of_a.begin(); row != softmax_of_a.end(); row += 17) {
    EXPECT_NEAR(std::accumulate(row, row + 17, 0.0), 1.0, 1e-12);
  }
}

TEST(LayerNorm, the_reference_gives_the_bias_where_a_row_is_constant) {
  Tensor a(1, 8);
  std::ranges::fill(a.values(), 3.0F);
  const Tensor gain = Tensor::random(1, 8, 2);
  const Tensor bias = Tensor::random(1, 8, 3);
  EXPECT_EQ(reference::layer_norm(a, gain, bias), (reference::Values{bias.values().begin(), bias.values().end()}));
}

TEST(LayerNorm, the_reference_can_be_told_by_hand) {
  Tensor a(1, 2), gain(1, 2);
  const Tensor bias(1, 2);
  a.values()[0] = 1;
  a.values()[1] = 5;
  std::ranges::fill(gain.values(), 3.0F);
  const reference::Values result = reference::layer_norm(a, gain, bias);  // mean 3, deviation 2
  EXPECT_NEAR(result[0], -3, 1e-5);
  EXPECT_NEAR(result[1], 3, 1e-5);
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
