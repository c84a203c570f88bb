// SPDX-License-Identifier: Apache-2.0
#include "nn/product.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "nn/plain/product.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {
namespace {

struct Sizes {
  Index rows, depth, columns;
};

/// Around the tile, the panel and the limit from which panels are copied, for registers of any width.
constexpr Sizes shapes[] = {
    {1, 1, 1},    {1, 7, 1},       {3, 1, 5},      {8, 5, 48},     {9, 16, 49},    {7, 33, 47},
    {16, 3, 96},  {5, 64, 17},     {128, 40, 100}, {129, 40, 100}, {129, 191, 33}, {17, 192, 9},
    {4, 193, 64}, {130, 385, 145}, {2, 400, 24},   {64, 16, 15},
};

std::string name(const Sizes& shape) {
  return std::to_string(shape.rows) + " x " + std::to_string(shape.depth) + " x " + std::to_string(shape.columns);
}

template <typename T>
class Product : public testing::Test {};
using Numbers = testing::Types<float, double>;
TYPED_TEST_SUITE(Product, Numbers);

/// The operands of one product and what it is to yield.
template <typename T>
struct Trial {
  explicit Trial(const Sizes& shape)
      : a(Tensor<T>::random({shape.rows, shape.depth}, 1)),
        b(Tensor<T>::random({shape.depth, shape.columns}, 2)),
        out({shape.rows, shape.columns}),
        expected({shape.rows, shape.columns}) {}

  /// Holds `out` against `expected`; each sum may be off by its number of terms times the rounding of one.
  void expect_same(const Sizes& shape) {
    const double tolerance = static_cast<double>(shape.depth + 1) * 2 * double{std::numeric_limits<T>::epsilon()};
    for (std::size_t i = 0; i < out.values().size(); ++i) {
      ASSERT_NEAR(out.values()[i], expected.values()[i], tolerance) << name(shape) << ", entry " << i;
    }
  }

  Tensor<T> a, b, out, expected;
};

TYPED_TEST(Product, is_that_of_plain_loops) {
  for (const Sizes& shape : shapes) {
    Trial<TypeParam> trial(shape);
    std::ranges::fill(trial.out.values(), std::numeric_limits<TypeParam>::quiet_NaN());
    multiply(trial.a.matrix(), trial.b.matrix(), trial.out.matrix());
    plain::multiply(trial.a.matrix(), trial.b.matrix(), trial.expected.matrix());
    trial.expect_same(shape);
  }
}

TYPED_TEST(Product, is_added_to_what_is_there) {
  for (const Sizes& shape : shapes) {
    Trial<TypeParam> trial(shape);
    std::ranges::fill(trial.out.values(), TypeParam{0.25});
    std::ranges::fill(trial.expected.values(), TypeParam{0.25});
    add_product(trial.a.matrix(), trial.b.matrix(), trial.out.matrix());
    plain::add_product(trial.a.matrix(), trial.b.matrix(), trial.expected.matrix());
    trial.expect_same(shape);
  }
}

TYPED_TEST(Product, of_no_depth_is_zero_and_adds_nothing) {
  Tensor<TypeParam> out({3, 4});
  std::ranges::fill(out.values(), TypeParam{7});
  const Matrix<const TypeParam> a{out.values().data(), 3, 0};
  const Matrix<const TypeParam> b{out.values().data(), 0, 4};
  add_product(a, b, out.matrix());
  EXPECT_EQ(out.values()[5], TypeParam{7});
  multiply(a, b, out.matrix());
  EXPECT_EQ(out.values()[0], TypeParam{0});
  EXPECT_EQ(out.values()[11], TypeParam{0});
}

TYPED_TEST(Product, can_be_told_by_hand) {
  Tensor<TypeParam> a({2, 2}), b({2, 2}), out({2, 2});
  for (std::size_t i = 0; i < 4; ++i) {
    a.values()[i] = static_cast<TypeParam>(i + 1);
    b.values()[i] = static_cast<TypeParam>(i + 5);
  }
  multiply(a.matrix(), b.matrix(), out.matrix());
  EXPECT_EQ(std::vector<TypeParam>(out.values().begin(), out.values().end()), (std::vector<TypeParam>{19, 22, 43, 50}));
}

}  // namespace
}  // namespace trackmeet::nn
