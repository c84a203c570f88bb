// SPDX-License-Identifier: Apache-2.0
#include "nn/conv2d.hpp"

#include "nn/layer_fixture.hpp"
#include "nn/layers.hpp"

namespace trackmeet::nn {
namespace {

TEST(Conv2d, gradients_agree_with_finite_differences) {
  for (const Conv2d shape : {Conv2d{5, 4, 2, 3, 3}, Conv2d{3, 6, 1, 9, 2}, Conv2d{3, 3, 2, 2, 3}}) {
    expect_gradients(*make_layer<double>(shape, Loops::tuned), 2);
    expect_gradients(*make_layer<double>(shape, Loops::plain), 2);
  }
}

TEST(Conv2d, tuned_loops_agree_with_plain_ones) {
  for (const Conv2d shape : {Conv2d{1, 1, 1, 1, 1}, Conv2d{28, 28, 1, 32, 3}, Conv2d{13, 13, 32, 64, 3},
                             Conv2d{7, 30, 3, 10, 5}, Conv2d{6, 9, 17, 49, 2}, Conv2d{4, 40, 5, 7, 4}}) {
    for (const Index rows : {1, 3}) {
      expect_same_as_plain(*make_layer<float>(shape, Loops::tuned), *make_layer<double>(shape, Loops::plain), rows,
                           1e-4);
    }
  }
}

TEST(Conv2d, kernel_is_not_turned_round) {
  const Conv2d shape{.height = 2, .width = 3, .channels = 1, .filters = 1, .kernel = 2};
  const std::vector<float> image{1, 2, 3, 4, 5, 6}, kernel{1, 10, 100, 1000}, bias{0.5};
  std::vector<float> out(2);
  conv2d<float>(shape, {image.data(), 1, 6}, {kernel.data(), 4, 1}, bias, {out.data(), 1, 2});
  EXPECT_EQ(out, (std::vector<float>{5421.5, 6532.5}));
}

TEST(Conv2d, channels_and_filters_lie_innermost) {
  const Conv2d shape{.height = 1, .width = 2, .channels = 2, .filters = 3, .kernel = 1};
  const std::vector<float> image{1, 2, 3, 4}, kernel{1, 10, 100, 5, 50, 500}, bias{0, 0, 0};
  std::vector<float> out(6);
  conv2d<float>(shape, {image.data(), 1, 4}, {kernel.data(), 2, 3}, bias, {out.data(), 1, 6});
  EXPECT_EQ(out, (std::vector<float>{11, 110, 1100, 23, 230, 2300}));
}

TEST(Conv2d, flops_count_each_multiply_add_of_each_window_and_the_bias) {
  EXPECT_EQ(make_layer<float>(Conv2d{28, 28, 1, 32, 3}, Loops::tuned)->flops(2), 2.0 * 26 * 26 * 32 * (2 * 9 + 1));
}

}  // namespace
}  // namespace trackmeet::nn
