// SPDX-License-Identifier: Apache-2.0
#include "nn/relu.hpp"

#include "nn/layer_fixture.hpp"
#include "nn/layers.hpp"
#include "nn/plain/relu.hpp"

namespace trackmeet::nn {
namespace {

TEST(Relu, gradients_agree_with_finite_differences) {
  expect_gradients(*make_layer<double>(Relu{7}, Loops::tuned), 3);
  expect_gradients(*make_layer<double>(Relu{7}, Loops::plain), 3);
}

TEST(Relu, tuned_loops_agree_with_plain_ones) {
  for (const Index width : {1, 3, 16, 37, 128}) {
    for (const Index rows : {1, 3}) {
      expect_same_as_plain(*make_layer<float>(Relu{width}, Loops::tuned),
                           *make_layer<double>(Relu{width}, Loops::plain), rows, 0);
    }
  }
}

/// The same number 33 times: as many as go through vector registers and through what is left over.
struct ReluOf {
  explicit ReluOf(float in_value) : in(33, in_value), d_out(33, 2), out(33), d_in(33) {}
  void tuned() {
    relu<float>({in.data(), 1, 33}, {out.data(), 1, 33});
    relu_backward<float>({in.data(), 1, 33}, {d_out.data(), 1, 33}, {d_in.data(), 1, 33});
  }
  void plain() {
    plain::relu<float>({in.data(), 1, 33}, {out.data(), 1, 33});
    plain::relu_backward<float>({in.data(), 1, 33}, {d_out.data(), 1, 33}, {d_in.data(), 1, 33});
  }
  std::vector<float> in, d_out, out, d_in;
};

TEST(Relu, derivative_at_zero_is_zero) {
  for (const float zero : {0.0F, -0.0F}) {
    ReluOf trial(zero);
    trial.tuned();
    EXPECT_EQ(trial.out, std::vector<float>(33, 0));
    EXPECT_EQ(trial.d_in, std::vector<float>(33, 0));
    trial.plain();
    EXPECT_EQ(trial.d_in, std::vector<float>(33, 0));
  }
}

TEST(Relu, not_a_number_stays_one) {
  ReluOf trial(std::nanf(""));
  trial.tuned();
  for (const float value : trial.out) EXPECT_TRUE(std::isnan(value));
  trial.plain();
  for (const float value : trial.out) EXPECT_TRUE(std::isnan(value));
}

}  // namespace
}  // namespace trackmeet::nn
