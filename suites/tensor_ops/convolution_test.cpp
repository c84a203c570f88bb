// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "suites/tensor_ops/convolution_ops.hpp"
#include "suites/tensor_ops/reference.hpp"
#include "suites/tensor_ops/test_shapes.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

struct Case {
  const char* name;
  Convolution shape;
};

constexpr Case cases[] = {
    {"one pixel, one channel, one tap", {1, 1, 1, 1, 1}},
    {"a kernel that is larger than the image", {1, 1, 2, 2, 5}},
    {"one row of pixels", {2, 3, 1, 40, 3}},
    {"one column of pixels", {2, 3, 40, 1, 3}},
    {"odd sizes all through", {3, 5, 7, 9, 3}},
    {"several blocks of output channels and some left over", {2, 19, 5, 6, 3}},
    {"strips of pixels and some left over", {2, 9, 3, 75, 3}},
    {"five by five", {4, 8, 12, 33, 5}},
    {"taps of one pixel, a product of matrices", {8, 16, 6, 32, 1}},
    {"the suite's channels on a smaller image", {32, 64, 6, 32, 3}},
};

struct Operands {
  explicit Operands(const Convolution& shape)
      : input(Tensor::random(shape.in_channels, shape.pixels(), 1)),
        kernels(Tensor::random(shape.out_channels, shape.taps(), 2)),
        padded(shape.in_channels, shape.padded_height() * shape.padded_width()),
        out(unfilled(shape.out_channels, shape.pixels())) {}

  std::string disagreement(const Convolution& shape) const {
    return tensor_ops::disagreement({shape.out_channels, shape.pixels()},
                                    compare(out, reference::convolve(shape, input, kernels), for_sum_of(shape.taps())));
  }

  Tensor input, kernels, padded, out;
};

TEST(Convolution, by_matrix_product_agrees) {
  for (const Case& c : cases) {
    Operands operands(c.shape);
    Tensor patches = unfilled(c.shape.taps(), c.shape.pixels());
    convolve_im2col(c.shape, operands.input, operands.kernels, operands.padded, patches, operands.out);
    EXPECT_EQ(operands.disagreement(c.shape), "") << c.name;
  }
}

TEST(Convolution, straight_from_the_definition_agrees) {
  for (const Case& c : cases) {
    Operands operands(c.shape);
    convolve_direct(c.shape, operands.input, operands.kernels, operands.padded, operands.out);
    EXPECT_EQ(operands.disagreement(c.shape), "") << c.name;
  }
}

TEST(Convolution, the_reference_sums_a_neighbourhood_that_ends_at_the_border) {
  const Convolution shape{1, 1, 2, 2, 3};
  Tensor input(1, 4);
  Tensor kernels(1, 9);
  for (std::size_t i = 0; i < 4; ++i) input.values()[i] = static_cast<float>(i + 1);
  for (std::size_t i = 0; i < 9; ++i) kernels.values()[i] = static_cast<float>(i);
  // Pixel (0, 0) meets taps 4, 5, 7, 8: 1*4 + 2*5 + 3*7 + 4*8; and so on around.
  EXPECT_EQ(reference::convolve(shape, input, kernels), (reference::Values{67, 57, 37, 27}));
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
