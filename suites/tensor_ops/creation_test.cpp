// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "suites/tensor_ops/creation_ops.hpp"
#include "suites/tensor_ops/reference.hpp"
#include "suites/tensor_ops/test_shapes.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

TEST(Creation, reaches_every_entry_of_any_shape) {
  for (const Shape shape : test_shapes) {
    Tensor out = unfilled(shape.rows, shape.columns);
    zeros(out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::fill(shape.rows, shape.columns, 0), exactly)), "");
    fill(-2.25F, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::fill(shape.rows, shape.columns, -2.25), exactly)), "");
    random(7, out);
    EXPECT_EQ(disagreement(shape, compare(out, reference::random(shape.rows, shape.columns, 7), exactly)), "");
  }
}

TEST(Creation, the_reference_draws_what_the_generator_was_published_with) {
  // SplitMix64 from 1234567 begins with 6457827717110365317, as Java's SplittableRandom does.
  EXPECT_EQ(reference::random(1, 1, 1234567)[0], (6457827717110365317U >> 40U) * 0x1p-23 - 1);
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
