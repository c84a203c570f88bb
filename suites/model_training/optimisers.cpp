// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <functional>

#include "core/page_buffer.hpp"
#include "core/random.hpp"
#include "nn/optimiser.hpp"
#include "suites/support/benchmark.hpp"

/// One step of each optimiser over 10 thousand, 100 thousand and a million parameters.
namespace trackmeet::suites::model_training {
namespace {

/// What the first step takes off a weight, from the definition: what an optimiser remembers is zero then.
double first_change(const nn::Sgd& sgd, double /*weight*/, double gradient) { return sgd.rate * gradient; }
double first_change(const nn::RmsProp& rms, double /*weight*/, double gradient) {
  return rms.rate * gradient / (std::sqrt((1 - rms.decay) * gradient * gradient) + rms.epsilon);
}
double first_change(const nn::Adam& adam, double /*weight*/, double gradient) {
  return adam.rate * gradient / (std::abs(gradient) + adam.epsilon);
}
double first_change(const nn::AdamW& adam, double weight, double gradient) {
  return adam.rate * (gradient / (std::abs(gradient) + adam.epsilon) + adam.weight_decay * weight);
}

/// Floats read and written for each weight, the gradient and what is remembered counted: each moment twice.
double floats_moved(const nn::Sgd&) { return 5; }
double floats_moved(const nn::RmsProp&) { return 5; }
double floats_moved(const nn::Adam&) { return 7; }
double floats_moved(const nn::AdamW&) { return 7; }

template <typename Description>
struct OptimiserStep final : Work {
  OptimiserStep(Description chosen, std::size_t parameters)
      : description(chosen),
        optimiser(nn::make_optimiser<float>(chosen, static_cast<nn::Index>(parameters))),
        weights(parameters),
        gradients(parameters),
        before(parameters) {
    fill_random(weights.values(), 1);
    fill_random(gradients.values(), 2);
    fill_random(before.values(), 1);
  }

  void run() override { optimiser->step(weights.values(), gradients.values()); }
  std::optional<Mismatch> check() const override {
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double expected = before[i] - first_change(description, before[i], gradients[i]);
      if (!near(weights[i], expected, {.absolute = 1e-6, .relative = 1e-5}))
        return Mismatch{"weight " + std::to_string(i), expected, weights[i]};
    }
    return std::nullopt;
  }
  Cost cost() const override {
    const auto count = static_cast<double>(weights.size());
    return {.bytes = floats_moved(description) * sizeof(float) * count, .flops = 0, .items = count};
  }

  Description description;
  std::unique_ptr<nn::Optimiser<float>> optimiser;
  Buffer<float> weights, gradients, before;
};

// Rates so small that the weights stay what they are, however many iterations are timed.
constexpr double rate = 1e-6;
constexpr nn::Sgd sgd{.rate = rate, .momentum = 0.9};
constexpr nn::RmsProp rmsprop{.rate = rate};
constexpr nn::Adam adam{.rate = rate};
constexpr nn::AdamW adamw{.rate = rate};

template <typename Description>
class AtEachSize {
public:
  AtEachSize(const std::string& name, Description description)
      : at_10k_(full, "optimiser_" + name + "_10k", description, std::size_t{10'000}),
        at_100k_("optimiser_" + name + "_100k", description, std::size_t{100'000}),
        at_1m_(full, "optimiser_" + name + "_1m", description, std::size_t{1'000'000}) {}

private:
  Benchmark<OptimiserStep<Description>> at_10k_, at_100k_, at_1m_;
};
const AtEachSize sgd_steps("sgd", sgd);
const AtEachSize rmsprop_steps("rmsprop", rmsprop);
const AtEachSize adam_steps("adam", adam);
const AtEachSize adamw_steps("adamw", adamw);

}  // namespace
}  // namespace trackmeet::suites::model_training
