// SPDX-License-Identifier: Apache-2.0
#include "nn/gelu.hpp"

#include "nn/layer_fixture.hpp"
#include "nn/layers.hpp"
#include "nn/plain/gelu.hpp"

namespace trackmeet::nn {
namespace {

TEST(Gelu, gradients_agree_with_finite_differences) {
  expect_gradients(*make_layer<double>(Gelu{7}, Loops::tuned), 5);
  expect_gradients(*make_layer<double>(Gelu{7}, Loops::plain), 5);
}

TEST(Gelu, tuned_loops_agree_with_plain_ones) {
  for (const Index width : {1, 15, 16, 33, 512, 700}) {
    for (const Index rows : {1, 3}) {
      expect_same_as_plain(*make_layer<float>(Gelu{width}, Loops::tuned),
                           *make_layer<double>(Gelu{width}, Loops::plain), rows, 1e-6);
    }
  }
}

TEST(Gelu, both_forms_agree_from_minus_ten_to_ten) {
  constexpr Index count = 2001;
  Tensor<double> x({1, count}), dy({1, count}), ours({1, count}), theirs({1, count});
  for (Index i = 0; i < count; ++i) x.matrix()(0, i) = -10 + 0.01 * static_cast<double>(i);
  for (double& value : dy.values()) value = 1;
  const auto expect_same = [&] {
    for (Index i = 0; i < count; ++i) EXPECT_NEAR(ours.matrix()(0, i), theirs.matrix()(0, i), 1e-13);
  };
  gelu<double>(x, ours);
  plain::gelu<double>(x, theirs);
  expect_same();
  gelu_backward<double>(x, dy, ours);
  plain::gelu_backward<double>(x, dy, theirs);
  expect_same();
}

TEST(Gelu, passes_large_numbers_and_stops_small_ones) {
  const std::vector<float> x = {-1e30F, -100, 0, 100, 1e30F};
  const std::vector<float> expected = {0, 0, 0, 100, 1e30F};
  std::vector<float> y(x.size());
  gelu<float>({x.data(), 1, 5}, Matrix<float>{y.data(), 1, 5});
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(y[i], expected[i], 1e-6F) << x[i];
}

}  // namespace
}  // namespace trackmeet::nn
