// SPDX-License-Identifier: Apache-2.0
#include "nn/optimiser.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "nn/tensor.hpp"

namespace trackmeet::nn {
namespace {

/// One weight as the formulas say, in double.
struct Followed {
  double w = 0, first = 0, second = 0;
  int t = 0;

  void step(const Sgd& with, double rate, double g) {
    first = with.momentum * first + g;
    w -= rate * first;
  }
  void step(const RmsProp& with, double rate, double g) {
    first = with.decay * first + (1 - with.decay) * g * g;
    w -= rate * g / (std::sqrt(first) + with.epsilon);
  }
  void step(const AdamW& with, double rate, double g) {
    ++t;
    first = with.beta1 * first + (1 - with.beta1) * g;
    second = with.beta2 * second + (1 - with.beta2) * g * g;
    const double mean = first / (1 - std::pow(with.beta1, t));
    const double square = second / (1 - std::pow(with.beta2, t));
    w -= rate * (mean / (std::sqrt(square) + with.epsilon) + with.weight_decay * w);
  }
  void step(const Adam& with, double rate, double g) {
    step(AdamW{with.rate, with.beta1, with.beta2, with.epsilon, 0}, rate, g);
  }
};

struct Case {
  std::string name;
  OptimiserDescription description;
};

const std::vector<Case> cases = {{"sgd", Sgd{0.1, 0}},
                                 {"momentum", Sgd{0.1, 0.9}},
                                 {"rmsprop", RmsProp{}},
                                 {"adam", Adam{}},
                                 {"adamw", AdamW{0.01, 0.8, 0.99, 1e-6, 0.1}}};

template <typename T>
void expect_formulas(const Case& tried, Index size, double tolerance) {
  SCOPED_TRACE(tried.name + " of " + std::to_string(size));
  const auto optimiser = make_optimiser<T>(tried.description, size);
  auto weights = Tensor<T>::random({size}, 1);
  std::vector<Followed> followed(static_cast<std::size_t>(size));
  for (std::size_t i = 0; i < followed.size(); ++i) followed[i].w = static_cast<double>(weights.values()[i]);
  for (int step = 0; step < 20; ++step) {
    if (step == 10) optimiser->set_rate(optimiser->rate() / 3);
    const auto gradients = Tensor<T>::random({size}, 100 + static_cast<std::uint64_t>(step));
    optimiser->step(weights.values(), gradients.values());
    for (std::size_t i = 0; i < followed.size(); ++i) {
      const auto g = static_cast<double>(gradients.values()[i]);
      std::visit([&](const auto& with) { followed[i].step(with, optimiser->rate(), g); }, tried.description);
      ASSERT_NEAR(static_cast<double>(weights.values()[i]), followed[i].w, tolerance) << "step " << step << ", " << i;
    }
  }
}

TEST(Optimiser, follows_the_formulas_through_a_change_of_rate) {
  for (const Case& tried : cases) {
    for (const Index size : {1, 15, 1024, 2500}) {
      expect_formulas<float>(tried, size, 3e-6);
      expect_formulas<double>(tried, size, 1e-13);
    }
  }
}

double after(const OptimiserDescription& description, double weight, const std::vector<double>& gradients) {
  const auto optimiser = make_optimiser<double>(description, 1);
  for (const double gradient : gradients) optimiser->step({&weight, 1}, {&gradient, 1});
  return weight;
}

TEST(Optimiser, first_steps_by_hand) {
  EXPECT_DOUBLE_EQ(after(Sgd{0.1, 0}, 1, {2}), 0.8);
  EXPECT_DOUBLE_EQ(after(Sgd{0.1, 0.5}, 1, {2, 2}), 1 - 0.1 * 2 - 0.1 * 3);
  EXPECT_NEAR(after(RmsProp{0.1, 0.75, 0}, 1, {3}), 1 - 0.1 * 2, 1e-15);  // 3 / sqrt(9 / 4)
  EXPECT_NEAR(after(Adam{0.1, 0.9, 0.999, 1}, 1, {3}), 1 - 0.1 * 0.75, 1e-15);
  EXPECT_NEAR(after(AdamW{0.1, 0.9, 0.999, 1, 0.5}, 1, {3}), 1 - 0.1 * (0.75 + 0.5), 1e-15);
}

TEST(Optimiser, the_first_step_of_adam_is_the_rate_whatever_the_gradient) {
  for (const double gradient : {1e-3, 0.1, 1.0, 1e6}) {
    EXPECT_NEAR(after(Adam{}, 5, {gradient}), 5 - 0.001, 1e-7) << gradient;
    EXPECT_NEAR(after(Adam{}, 5, {-gradient}), 5 + 0.001, 1e-7) << gradient;
  }
}

TEST(Optimiser, weight_decay_is_not_divided_by_the_running_mean) {
  const AdamW with{.rate = 0.1, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8, .weight_decay = 0.3};
  const Adam without{.rate = 0.1, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8};
  for (const double gradient : {1e-3, 1.0, 1e3}) {
    EXPECT_NEAR(after(without, 2, {gradient}) - after(with, 2, {gradient}), 0.1 * 0.3 * 2, 1e-14) << gradient;
  }
}

TEST(Optimiser, stands_still_where_there_is_no_gradient) {
  EXPECT_EQ(after(Sgd{0.1, 0.9}, 3, {0, 0, 0}), 3);
  EXPECT_EQ(after(RmsProp{}, 3, {0, 0, 0}), 3);
  EXPECT_EQ(after(Adam{}, 3, {0, 0, 0}), 3);
}

TEST(Optimiser, what_lies_between_parameters_stays_zero) {
  for (const Case& tried : cases) {
    const auto optimiser = make_optimiser<float>(tried.description, 33);
    Tensor<float> weights({33}), gradients({33});
    for (int step = 0; step < 50; ++step) optimiser->step(weights.values(), std::as_const(gradients).values());
    for (const float weight : weights.values()) EXPECT_EQ(weight, 0) << tried.name;
  }
}

TEST(Optimiser, finds_the_bottom_of_a_bowl) {
  for (const Case& tried : cases) {
    if (tried.name == "adamw") continue;  // its bottom is elsewhere
    const auto optimiser = make_optimiser<double>(tried.description, 1);
    double weight = 1;
    for (int step = 1; step <= 4000; ++step) {
      const double gradient = 2 * (weight - 0.25);
      if (step == 3000) optimiser->set_rate(optimiser->rate() / 100);
      optimiser->step({&weight, 1}, {&gradient, 1});
    }
    EXPECT_NEAR(weight, 0.25, 1e-4) << tried.name;
  }
}

}  // namespace
}  // namespace trackmeet::nn
