// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "suites/tensor_ops/reduction_ops.hpp"
#include "suites/tensor_ops/reference.hpp"
#include "suites/tensor_ops/test_shapes.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

TEST(Reductions, sum_each_row) {
  for (const Shape shape : test_shapes) {
    const Tensor a = Tensor::random(shape.rows, shape.columns, 1);
    Tensor out = unfilled(shape.rows, 1);
    row_sum(a, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::row_sum(a), for_sum_of(shape.columns))), "");
  }
}

TEST(Reductions, sum_each_column) {
  for (const Shape shape : test_shapes) {
    const Tensor a = Tensor::random(shape.rows, shape.columns, 1);
    Tensor out = unfilled(1, shape.columns);
    column_sum(a, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::column_sum(a), for_sum_of(shape.rows))), "");
  }
}

TEST(Reductions, find_the_greatest_of_each_row_even_if_all_are_negative) {
  for (const Shape shape : test_shapes) {
    Tensor a = Tensor::random(shape.rows, shape.columns, 1);
    for (float& value : a.values()) value -= 2;
    Tensor out = unfilled(shape.rows, 1);
    row_max(a, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::row_max(a), exactly)), "");
  }
}

TEST(Reductions, the_references_themselves_are_right_where_they_can_be_told_by_hand) {
  Tensor a(2, 3);
  for (std::size_t i = 0; i < 6; ++i) a.values()[i] = static_cast<float>(i);
  EXPECT_EQ(reference::row_sum(a), (reference::Values{3, 12}));
  EXPECT_EQ(reference::column_sum(a), (reference::Values{3, 5, 7}));
  EXPECT_EQ(reference::row_max(a), (reference::Values{2, 5}));
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
