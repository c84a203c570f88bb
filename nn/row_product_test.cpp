// SPDX-License-Identifier: Apache-2.0
#include "nn/row_product.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "nn/plain/product.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {
namespace {

struct Case {
  Index inputs, outputs, every;  ///< only each so-many-th entry of x is not zero
};

template <typename T>
void expect_same_as_plain(Case shape, double tolerance) {
  auto x = Tensor<T>::random({1, shape.inputs}, 1);
  for (Index i = 0; i < shape.inputs; ++i) {
    if (i % shape.every != 0) x.values()[static_cast<std::size_t>(i)] = 0;
  }
  const auto weight = Tensor<T>::random({shape.inputs, shape.outputs}, 2);
  auto out = Tensor<T>::random({1, shape.outputs}, 3), expected = Tensor<T>::random({1, shape.outputs}, 3);
  add_row_product<T>(std::as_const(x).values(), weight, out.values());
  plain::add_product<T>(x, weight, expected);
  for (std::size_t j = 0; j < out.values().size(); ++j) {
    ASSERT_NEAR(double{out.values()[j]}, double{expected.values()[j]}, tolerance)
        << shape.inputs << " x " << shape.outputs << ", 1 in " << shape.every << ": " << j;
  }
}

TEST(RowProduct, agrees_with_plain_loops_with_many_zeros_and_with_none) {
  for (const Index inputs : {1, 3, 8, 17, 512, 1300}) {
    for (const Index outputs : {1, 7, 10, 16, 17, 63, 64, 128, 300}) {
      for (const Index every : {1, 2, 5, 2000}) {
        expect_same_as_plain<float>({inputs, outputs, every}, 1e-4);
        expect_same_as_plain<double>({inputs, outputs, every}, 1e-12);
      }
    }
  }
}

TEST(RowProduct, adds_nothing_for_an_empty_row_or_one_of_zeros) {
  for (const Index inputs : {0, 600}) {
    const Tensor<float> x({1, std::max<Index>(1, inputs)});
    const auto weight = Tensor<float>::random({std::max<Index>(1, inputs), 200}, 2);
    std::vector<float> out(200, 0.25);
    add_row_product<float>(x.values().first(static_cast<std::size_t>(inputs)), {weight.matrix().data, inputs, 200},
                           std::span<float>(out));
    EXPECT_EQ(out, std::vector<float>(200, 0.25));
  }
}

}  // namespace
}  // namespace trackmeet::nn
