// SPDX-License-Identifier: Apache-2.0
#include "nn/transpose.hpp"

#include <gtest/gtest.h>

#include "nn/tensor.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
void expect_transposed(Index rows, Index columns) {
  SCOPED_TRACE(testing::Message() << rows << " x " << columns);
  auto in = Tensor<T>::random({rows, columns + 3}, 1);
  Tensor<T> out({columns, rows + 2});
  for (T& value : out.values()) value = 7;
  transpose<T>(columns_of(in.matrix(), 2, columns), columns_of(out.matrix(), 1, rows));
  for (Index j = 0; j < columns; ++j) {
    EXPECT_EQ(out.matrix()(j, 0), 7);
    EXPECT_EQ(out.matrix()(j, rows + 1), 7);
    for (Index i = 0; i < rows; ++i) ASSERT_EQ(out.matrix()(j, i + 1), in.matrix()(i, j + 2)) << i << ", " << j;
  }
}

TEST(Transpose, agrees_with_the_definition_whatever_the_shape) {
  for (const Index rows : {1, 4, 15, 16, 33, 64, 71, 130}) {
    for (const Index columns : {1, 3, 16, 17, 48, 65, 129}) {
      expect_transposed<float>(rows, columns);
      expect_transposed<double>(rows, columns);
    }
  }
}

}  // namespace
}  // namespace trackmeet::nn
