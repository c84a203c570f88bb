// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <numeric>

#include "core/random.hpp"
#include "nn/reference_models.hpp"
#include "nn/trainer.hpp"
#include "suites/model_training/training.hpp"
#include "suites/support/benchmark.hpp"

/// Milestones of the field, each learnt from the beginning to the end, and each passed or failed by a number.
namespace trackmeet::suites::model_training {
namespace {

/// 1957, F. Rosenblatt, "The perceptron": a plane between two classes is found, if there is one, by adding or
/// subtracting the points that lie on its wrong side. 400 points in 20 dimensions, a margin of 0.1 between the classes;
/// passed when all are right within 200 rounds.
struct Perceptron final : Work {
  static constexpr std::size_t dimensions = 20, points = 400, most_rounds = 200;
  static constexpr float margin = 0.1F;
  using Point = std::array<float, dimensions>;

  Perceptron() {
    SplitMix64 random(1957);
    const auto draw = [&random](Point& point) {
      for (float& coordinate : point) coordinate = random.next_float();
    };
    Point plane;
    draw(plane);
    while (x.size() < points) {
      Point point;
      draw(point);
      const float side = product(plane, point);
      if (side * side < margin * margin) continue;
      x.push_back(point);
      y.push_back(side > 0 ? 1.0F : -1.0F);
    }
  }
  static float product(const Point& a, const Point& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F);
  }

  void run() override {
    weights = {};
    std::size_t wrong = points;
    for (rounds = 0; rounds < most_rounds && wrong > 0; ++rounds) {
      wrong = 0;
      for (std::size_t i = 0; i < points; ++i) {
        if (y[i] * product(weights, x[i]) > 0) continue;
        ++wrong;
        for (std::size_t d = 0; d < dimensions; ++d) weights[d] += y[i] * x[i][d];
      }
    }
  }
  double accuracy() const {
    std::size_t right = 0;
    for (std::size_t i = 0; i < points; ++i) right += y[i] * product(weights, x[i]) > 0 ? 1 : 0;
    return static_cast<double>(right) / points;
  }
  std::optional<Mismatch> check() const override {
    return accuracy() < 1 ? std::optional(Mismatch{"accuracy", 1, accuracy()}) : std::nullopt;
  }
  Cost cost() const override { return {.bytes = 0, .flops = 0, .items = 1}; }
  std::vector<Counter> counters() const override {
    return {{"accuracy", accuracy()}, {"epochs_to_quality", static_cast<double>(rounds)}};
  }

  std::vector<Point> x;
  std::vector<float> y;
  Point weights{};
  std::size_t rounds = 0;
};
const Benchmark<Perceptron> perceptron{"milestone_1957_perceptron"};

/// 1969, M. Minsky, S. Papert, "Perceptrons": no single plane tells exclusive or; a hidden layer does. Passed when the
/// network is right, and sure by 9 to 1, about all four cases within 1000 steps.
struct ExclusiveOr final : Work {
  static constexpr int most_steps = 1000;

  ExclusiveOr()
      : network({"xor", {{"hidden", nn::Dense{2, 8}}, {"relu", nn::Relu{8}}, {"out", nn::Dense{8, 2}}}}),
        cases({4, 2}) {
    cases.matrix()(1, 0) = cases.matrix()(2, 1) = cases.matrix()(3, 0) = cases.matrix()(3, 1) = 1;
  }

  void run() override {
    network.initialise(1969);
    nn::Trainer<float> trainer(network, nn::Adam{.rate = 0.03}, {.most_rows = 4, .rows_per_sample = 1, .threads = 1});
    loss = 10;
    for (steps = 0; steps < most_steps && loss > enough; ++steps) loss = trainer.step(cases, labels);
  }
  /// The mean of -log p over four cases is below a quarter of -log 0.9 only if each p is above 0.9.
  static constexpr double enough = 0.0263;
  std::optional<Mismatch> check() const override {
    return loss > enough ? std::optional(Mismatch{"mean loss", enough, loss}) : std::nullopt;
  }
  Cost cost() const override { return {.bytes = 0, .flops = 0, .items = 1}; }
  std::vector<Counter> counters() const override {
    return {{"accuracy", loss > enough ? 0.0 : 1.0}, {"epochs_to_quality", static_cast<double>(steps)}};
  }

  nn::Network<float> network;
  nn::Tensor<float> cases;
  std::array<std::int32_t, 4> labels{0, 1, 1, 0};
  double loss = 10;
  int steps = 0;
};
const Benchmark<ExclusiveOr> exclusive_or{"milestone_1969_xor"};

/// 1986, D. Rumelhart, G. Hinton, R. Williams, "Learning representations by back-propagating errors": descent with
/// momentum through two hidden layers. Passed at 85 % of the test glyphs.
const Benchmark<ImageTraining> back_propagation{
    full_once, "milestone_1986_mlp",
    Recipe{nn::mlp(),
           nn::Sgd{.rate = 0.05, .momentum = 0.9},
           {{"glyphs", 0.85, 10}, {"fashion-mnist", 0.84, 10}, {"mnist", 0.95, 10}}}};

/// 1998, Y. LeCun et al., "Gradient-based learning applied to document recognition": convolution and pooling. Passed at
/// 90 %.
const Benchmark<ImageTraining> convolution{
    full_once, "milestone_1998_cnn",
    Recipe{nn::cnn(),
           nn::Sgd{.rate = 0.05, .momentum = 0.9},
           {{"glyphs", 0.9, 5}, {"fashion-mnist", 0.86, 5}, {"mnist", 0.97, 5}}}};

/// 2017, A. Vaswani et al., "Attention is all you need". Passed below 1.3 bits per character of the generated text,
/// which takes more than knowing the letters and pairs of letters.
const Benchmark<TextTraining> attention{
    full_once, "milestone_2017_transformer",
    Recipe{nn::transformer(), nn::Adam{.rate = 2e-3}, {{"markov", 1.3, 15}, {"tinyshakespeare", 3.2, 15}}}};

}  // namespace
}  // namespace trackmeet::suites::model_training
