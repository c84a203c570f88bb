// SPDX-License-Identifier: Apache-2.0
#include "nn/max_pool.hpp"

#include "nn/layer_fixture.hpp"
#include "nn/layers.hpp"

namespace trackmeet::nn {
namespace {

TEST(MaxPool, gradients_agree_with_finite_differences) {
  for (const MaxPool shape : {MaxPool{4, 6, 3, 2}, MaxPool{5, 7, 9, 3}}) {
    expect_gradients(*make_layer<double>(shape, Loops::tuned), 2);
    expect_gradients(*make_layer<double>(shape, Loops::plain), 2);
  }
}

TEST(MaxPool, tuned_loops_agree_with_plain_ones) {
  for (const MaxPool shape : {MaxPool{1, 1, 1, 1}, MaxPool{26, 26, 32, 2}, MaxPool{11, 11, 64, 2}, MaxPool{9, 8, 21, 3},
                              MaxPool{3, 3, 5, 4}}) {
    for (const Index rows : {1, 3}) {
      expect_same_as_plain(*make_layer<float>(shape, Loops::tuned), *make_layer<double>(shape, Loops::plain), rows, 0);
    }
  }
}

/// One image of 3 x 5 pixels, whose 17 channels are the same: as many as go through vector registers and what is left.
struct Pooled {
  static constexpr MaxPool shape{.height = 3, .width = 5, .channels = 17, .size = 2};
  Pooled(const std::vector<float>& pixels, Loops loops) : layer(make_layer<float>(shape, loops)), trial(*layer, 1, 1) {
    for (std::size_t i = 0; i < pixels.size() * 17; ++i) trial.in.values()[i] = pixels[i / 17];
    for (std::size_t i = 0; i < 2 * 17; ++i) trial.d_out.values()[i] = i < 17 ? 10.0F : 20.0F;
    std::ranges::fill(trial.d_in.values(), std::nanf(""));
    trial.forward();
    trial.backward();
  }
  void expect(const Tensor<float>& got, const std::vector<float>& pixels) const {
    ASSERT_EQ(got.values().size(), pixels.size() * 17);
    for (std::size_t i = 0; i < got.values().size(); ++i) EXPECT_EQ(got.values()[i], pixels[i / 17]) << i;
  }

  LayerPointer<float> layer;
  LayerTrial<float> trial;
};

TEST(MaxPool, first_of_equal_maxima_takes_the_derivative_and_what_is_left_over_none) {
  for (const Loops loops : {Loops::tuned, Loops::plain}) {
    const Pooled pooled({1, 3, 5, 5, 9,  //
                         3, 2, 5, 5, 9,  //
                         9, 9, 9, 9, 9},
                        loops);
    pooled.expect(pooled.trial.out, {3, 5});
    pooled.expect(pooled.trial.d_in, {0, 10, 20, 0, 0,  //
                                      0, 0, 0, 0, 0,    //
                                      0, 0, 0, 0, 0});
  }
}

TEST(MaxPool, last_pixel_of_a_square_can_be_the_greatest) {
  for (const Loops loops : {Loops::tuned, Loops::plain}) {
    const Pooled pooled({-4, -3, 0, 1, 9,  //
                         -2, -1, 2, 0, 9,  //
                         9, 9, 9, 9, 9},
                        loops);
    pooled.expect(pooled.trial.out, {-1, 2});
    pooled.expect(pooled.trial.d_in, {0, 0, 0, 0, 0,    //
                                      0, 10, 20, 0, 0,  //
                                      0, 0, 0, 0, 0});
  }
}

}  // namespace
}  // namespace trackmeet::nn
