// SPDX-License-Identifier: Apache-2.0
#include "nn/strided_product.hpp"

#include <gtest/gtest.h>

#include "nn/causal.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
T entry(Strided<const T> left, Strided<const T> right, Index i, Index j) {
  T sum = 0;
  for (Index k = 0; k < left.columns; ++k) sum += left(i, k) * right(k, j);
  return sum;
}

template <typename T>
void expect_product(Index rows, Index depth, Index columns, T tolerance) {
  SCOPED_TRACE(testing::Message() << rows << " x " << depth << " x " << columns);
  const auto a = Tensor<T>::random({rows, depth + 3}, 1);
  const auto b = Tensor<T>::random({depth, columns + 5}, 2);
  Tensor<T> c({rows, columns + 2});
  for (T& value : c.values()) value = 7;
  const auto left = columns_of(a.matrix(), 3, depth);
  const auto right = columns_of(b.matrix(), 1, columns);
  strided_product<T>(left, right, columns_of(c.matrix(), 1, columns), 2);
  for (Index i = 0; i < rows; ++i) {
    EXPECT_EQ(c.matrix()(i, 0), 7) << "left of the result";
    EXPECT_EQ(c.matrix()(i, columns + 1), 7) << "right of the result";
    for (Index j = 0; j < columns; ++j) ASSERT_NEAR(c.matrix()(i, j + 1), 2 * entry(left, right, i, j), tolerance);
  }
}

TEST(StridedProduct, agrees_with_the_definition_whatever_the_shape) {
  for (const Index rows : {1, 2, 7, 8, 17}) {
    for (const Index columns : {1, 3, 4, 15, 16, 33, 64}) {
      expect_product<float>(rows, 5, columns, 1e-5F);
      expect_product<double>(rows, 16, columns, 1e-13);
    }
  }
}

TEST(StridedProduct, takes_a_transposed_matrix_on_the_left) {
  const auto a = Tensor<double>::random({6, 11}, 1);
  const auto b = Tensor<double>::random({6, 20}, 2);
  Tensor<double> c({11, 20});
  const auto left = columns_of(a.matrix(), 0, 11).transposed();
  const auto right = columns_of(b.matrix(), 0, 20);
  strided_product<double>(left, right, columns_of(c.matrix(), 0, 20));
  for (Index i = 0; i < 11; ++i) {
    for (Index j = 0; j < 20; ++j) ASSERT_NEAR(c.matrix()(i, j), entry(left, right, i, j), 1e-14);
  }
}

TEST(StridedProduct, leaves_out_what_is_known_to_be_zero) {
  for (const Index size : {1, 7, 16, 37}) {
    auto a = Tensor<double>::random({size, size}, 1);
    for (Index i = 0; i < size; ++i) {
      for (Index j = i + 1; j < size; ++j) a.matrix()(i, j) = 0;
    }
    const auto b = Tensor<double>::random({size, 19}, 2);
    Tensor<double> c({size, 19});
    const auto lower = columns_of(std::as_const(a).matrix(), 0, size);
    const auto right = columns_of(b.matrix(), 0, 19);
    for (const bool turned : {false, true}) {
      const auto left = turned ? lower.transposed() : lower;
      strided_product<double>(left, right, columns_of(c.matrix(), 0, 19), 1,
                              turned ? Triangle::upper_left : Triangle::lower_left);
      for (Index i = 0; i < size; ++i) {
        for (Index j = 0; j < 19; ++j) ASSERT_NEAR(c.matrix()(i, j), entry(left, right, i, j), 1e-13);
      }
    }
  }
}

TEST(StridedProduct, computes_all_within_causal_reach) {
  for (const Index size : {1, 7, 16, 37, 64}) {
    const auto a = Tensor<double>::random({size, 9}, 1);
    const auto b = Tensor<double>::random({9, size}, 2);
    Tensor<double> c({size, size});
    const auto left = columns_of(a.matrix(), 0, 9);
    const auto right = columns_of(b.matrix(), 0, size);
    strided_product<double>(left, right, columns_of(c.matrix(), 0, size), 1, Triangle::lower_result);
    for (Index i = 0; i < size; ++i) {
      for (Index j = 0; j < causal_reach(i, size); ++j) ASSERT_NEAR(c.matrix()(i, j), entry(left, right, i, j), 1e-14);
    }
  }
}

}  // namespace
}  // namespace trackmeet::nn
