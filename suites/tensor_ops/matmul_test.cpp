// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "suites/tensor_ops/matmul_ops.hpp"
#include "suites/tensor_ops/reference.hpp"
#include "suites/tensor_ops/test_shapes.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

TEST(MatMul, multiplies_matrices_of_any_shape) {
  for (const Shape shape : test_shapes) {
    for (const Index inner : {1, 3, 16, 65}) {
      const Tensor a = Tensor::random(shape.rows, inner, 1);
      const Tensor b = Tensor::random(inner, shape.columns, 2);
      Tensor out = unfilled(shape.rows, shape.columns);
      multiply(a, b, out);
      EXPECT_EQ(disagreement(shape, compare(out, reference::multiply(a, b), for_sum_of(inner))), "") << inner;
    }
  }
}

TEST(MatMul, multiplies_a_matrix_and_a_vector) {
  for (const Shape shape : test_shapes) {
    const Tensor a = Tensor::random(shape.rows, shape.columns, 1);
    const Tensor x = Tensor::random(shape.columns, 1, 2);
    Tensor out = unfilled(shape.rows, 1);
    multiply_vector(a, x, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::multiply(a, x), for_sum_of(shape.columns))), "");
  }
}

TEST(MatMul, multiplies_each_pair_of_a_batch_on_its_own) {
  for (const Index size : {1, 2, 5, 16, 33, 64}) {
    for (const Index batch : {1, 3, 4}) {
      const Shape shape{batch * size, size};
      const Tensor a = Tensor::random(shape.rows, shape.columns, 1);
      const Tensor b = Tensor::random(shape.rows, shape.columns, 2);
      Tensor out = unfilled(shape.rows, shape.columns);
      multiply_batched(a, b, batch, out);
      EXPECT_EQ(disagreement(shape, compare(out, reference::multiply_batched(a, b), for_sum_of(size))), "");
    }
  }
}

TEST(MatMul, the_reference_itself_is_right_where_it_can_be_told_by_hand) {
  Tensor a(2, 2);
  Tensor b(2, 2);
  for (std::size_t i = 0; i < 4; ++i) {
    a.values()[i] = static_cast<float>(i + 1);
    b.values()[i] = static_cast<float>(i + 5);
  }
  EXPECT_EQ(reference::multiply(a, b), (reference::Values{19, 22, 43, 50}));
}

TEST(MatMul, the_tolerance_sees_one_wrong_entry) {
  const Tensor a = Tensor::random(100, 100, 1);
  const Tensor b = Tensor::random(100, 100, 2);
  Tensor out = unfilled(100, 100);
  multiply(a, b, out);
  out.values()[4242] += 1e-3F;
  const auto mismatch = compare(out, reference::multiply(a, b), for_sum_of(100));
  ASSERT_TRUE(mismatch.has_value());
  EXPECT_EQ(mismatch->entry, "(42, 42)");
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
