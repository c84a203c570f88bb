// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <numeric>

#include "suites/tensor_ops/normalisation_ops.hpp"
#include "suites/tensor_ops/reference.hpp"
#include "suites/tensor_ops/test_shapes.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

TEST(Softmax, agrees_for_any_shape) {
  for (const Shape shape : test_shapes) {
    const Tensor a = Tensor::random(shape.rows, shape.columns, 1);
    Tensor out = unfilled(shape.rows, shape.columns);
    softmax(a, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::softmax(a))), "");
  }
}

TEST(Softmax, does_not_overflow) {
  Tensor a = Tensor::random(5, 100, 1);
  for (float& value : a.values()) value = value * 50 + 1000;
  Tensor out = unfilled(5, 100);
  softmax(a, out);
  EXPECT_EQ(disagreement({5, 100}, compare(out, reference::softmax(a))), "");
}

TEST(Softmax, each_row_of_the_reference_sums_to_one) {
  const Tensor a = Tensor::random(3, 17, 1);
  const reference::Values softmax_of_a = reference::softmax(a);
  for (auto row = softmax_of_a.begin(); row != softmax_of_a.end(); row += 17) {
    EXPECT_NEAR(std::accumulate(row, row + 17, 0.0), 1.0, 1e-12);
  }
}

TEST(LayerNorm, agrees_for_any_shape) {
  for (const Shape shape : test_shapes) {
    const Tensor a = Tensor::random(shape.rows, shape.columns, 1);
    const Tensor gain = Tensor::random(1, shape.columns, 2);
    const Tensor bias = Tensor::random(1, shape.columns, 3);
    Tensor out = unfilled(shape.rows, shape.columns);
    layer_norm(a, gain, bias, out);
    // With two or three columns the variance can come near zero, and the error of the mean with it to the fore.
    const Tolerance tolerance{.absolute = shape.columns < 5 ? 1e-4 : 2e-6, .relative = 1e-5};
    EXPECT_EQ(disagreement(shape, compare(out, reference::layer_norm(a, gain, bias), tolerance)), "");
  }
}

TEST(LayerNorm, gives_the_bias_where_a_row_is_constant) {
  Tensor a(1, 8);
  std::ranges::fill(a.values(), 3.0F);
  const Tensor gain = Tensor::random(1, 8, 2);
  const Tensor bias = Tensor::random(1, 8, 3);
  Tensor out = unfilled(1, 8);
  layer_norm(a, gain, bias, out);
  const reference::Values expected(bias.values().begin(), bias.values().end());
  EXPECT_EQ(disagreement({1, 8}, compare(out, expected)), "");
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
