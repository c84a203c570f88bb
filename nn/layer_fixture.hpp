// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nn/layer.hpp"

/// What the unit tests of layers share.
namespace trackmeet::nn {

/// A layer with memory, random parameters and random rows.
template <typename T>
struct LayerTrial {
  LayerTrial(const Layer<T>& tried, Index rows, std::uint64_t seed)
      : layer(tried),
        parameters(Tensor<T>::random({std::max<Index>(1, tried.parameters().size())}, seed)),
        gradients({std::max<Index>(1, tried.parameters().size())}),
        scratch({std::max<Index>(1, tried.scratch_size(rows))}),
        in(Tensor<T>::random({rows, tried.inputs()}, seed + 1)),
        out({rows, tried.outputs()}),
        d_out(Tensor<T>::random({rows, tried.outputs()}, seed + 2)),
        d_in({rows, tried.inputs()}) {}

  LayerMemory<T> memory() {
    return {std::as_const(parameters).values(), gradients.values(), scratch.values(), in.matrix().rows};
  }
  void forward() { layer.forward(memory(), in.matrix(), out.matrix()); }
  void backward() { layer.backward(memory(), in.matrix(), out.matrix(), d_out.matrix(), d_in.matrix()); }
  /// A loss whose derivative by `out` is `d_out`.
  T loss() {
    forward();
    T sum = 0;
    for (std::size_t i = 0; i < out.values().size(); ++i) sum += out.values()[i] * d_out.values()[i];
    return sum;
  }

  const Layer<T>& layer;
  Tensor<T> parameters, gradients, scratch, in, out, d_out, d_in;
};

enum class CheckInputs { no, yes };

/// Holds `backward` against central differences in double, (f(x + h) - f(x - h)) / 2h with h = 1e-5, of each parameter
/// and each entry of the input.
inline void expect_gradients(const Layer<double>& layer, Index rows, CheckInputs check_inputs = CheckInputs::yes) {
  LayerTrial<double> trial(layer, rows, 17);
  const auto expect_derivative = [&](double& variable, double derivative, const std::string& name) {
    constexpr double h = 1e-5;
    const double before = variable;
    variable = before + h;
    const double above = trial.loss();
    variable = before - h;
    const double below = trial.loss();
    variable = before;
    const double numeric = (above - below) / (2 * h);
    EXPECT_NEAR(derivative, numeric, 1e-7 + 1e-6 * std::abs(numeric)) << name;
  };
  trial.forward();
  std::ranges::fill(trial.gradients.values(), std::nan(""));  // overwritten, so never seen
  trial.backward();
  const std::vector<double> gradients(trial.gradients.values().begin(), trial.gradients.values().end());
  const std::vector<double> d_in(trial.d_in.values().begin(), trial.d_in.values().end());
  for (const Parameter& parameter : layer.parameters().all()) {
    for (Index i = 0; i < entries(parameter.shape); ++i) {
      const auto at = static_cast<std::size_t>(parameter.offset + i);
      expect_derivative(trial.parameters.values()[at], gradients[at], parameter.name + "[" + std::to_string(i) + "]");
    }
  }
  if (check_inputs == CheckInputs::no) return;
  for (std::size_t i = 0; i < d_in.size(); ++i) {
    expect_derivative(trial.in.values()[i], d_in[i], "in[" + std::to_string(i) + "]");
  }
}

/// Holds the tuned loops, in float, against the plain ones, in double, of the same layer: forward and backward.
inline void expect_same_as_plain(const Layer<float>& tuned, const Layer<double>& plain, Index rows, double tolerance) {
  LayerTrial<float> ours(tuned, rows, 5);
  LayerTrial<double> theirs(plain, rows, 5);
  const auto expect_near = [tolerance](std::span<const float> got, std::span<const double> expected, const char* what) {
    ASSERT_EQ(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      ASSERT_NEAR(double{got[i]}, expected[i], tolerance * (1 + std::abs(expected[i]))) << what << "[" << i << "]";
    }
  };
  ours.forward();
  theirs.forward();
  expect_near(ours.out.values(), theirs.out.values(), "out");
  ours.backward();
  theirs.backward();
  expect_near(ours.d_in.values(), theirs.d_in.values(), "d_in");
  for (const Parameter& parameter : tuned.parameters().all()) {
    expect_near(row_of(parameter, std::as_const(ours.gradients).values()),
                row_of(parameter, std::as_const(theirs.gradients).values()), parameter.name.c_str());
  }
}

}  // namespace trackmeet::nn
