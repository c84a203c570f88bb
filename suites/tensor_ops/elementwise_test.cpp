// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "suites/tensor_ops/elementwise_ops.hpp"
#include "suites/tensor_ops/reference.hpp"
#include "suites/tensor_ops/test_shapes.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

TEST(Elementwise, sums_two_tensors_of_any_shape) {
  for (const Shape shape : test_shapes) {
    const Tensor a = Tensor::random(shape.rows, shape.columns, 1);
    const Tensor b = Tensor::random(shape.rows, shape.columns, 2);
    Tensor out = unfilled(shape.rows, shape.columns);
    add(a, b, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::add(a, b))), "");
  }
}

TEST(Elementwise, scales_a_tensor_of_any_shape) {
  for (const Shape shape : test_shapes) {
    const Tensor a = Tensor::random(shape.rows, shape.columns, 1);
    Tensor out = unfilled(shape.rows, shape.columns);
    scale(a, -2.5F, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::scale(a, -2.5F))), "");
  }
}

TEST(Elementwise, multiplies_and_adds_tensors_of_any_shape) {
  for (const Shape shape : test_shapes) {
    const Tensor a = Tensor::random(shape.rows, shape.columns, 1);
    const Tensor b = Tensor::random(shape.rows, shape.columns, 2);
    const Tensor c = Tensor::random(shape.rows, shape.columns, 3);
    Tensor out = unfilled(shape.rows, shape.columns);
    multiply_add(a, b, c, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::multiply_add(a, b, c))), "");
  }
}

TEST(Elementwise, adds_one_row_to_each_row) {
  for (const Shape shape : test_shapes) {
    const Tensor a = Tensor::random(shape.rows, shape.columns, 1);
    const Tensor row = Tensor::random(1, shape.columns, 2);
    Tensor out = unfilled(shape.rows, shape.columns);
    add_row(a, row, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::add_row(a, row))), "");
  }
}

TEST(Elementwise, the_reference_itself_is_right_where_it_can_be_told_by_hand) {
  Tensor a(1, 3);
  a.values()[0] = 0;
  a.values()[1] = 1;
  a.values()[2] = -1;
  const reference::Values gelu_of_a = reference::gelu(a);
  EXPECT_DOUBLE_EQ(gelu_of_a[0], 0);
  EXPECT_NEAR(gelu_of_a[1], 0.841192, 1e-6);  // as PyTorch's gelu(approximate='tanh') gives
  EXPECT_NEAR(gelu_of_a[2], -0.158808, 1e-6);
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
