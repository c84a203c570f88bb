// SPDX-License-Identifier: Apache-2.0
#include "suites/support/network_work.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "suites/support/check.hpp"

namespace trackmeet::suites {
namespace {

constexpr std::uint64_t seed_of_weights = 1;
constexpr std::uint64_t seed_of_derivatives = 2;

/// Logits are sums of some hundred products of numbers around one, rounded to float layer after layer.
constexpr Tolerance of_results{.absolute = 2e-3, .relative = 2e-3};
constexpr double of_derivatives = 1e-3;

nn::Tensor<double> widened(nn::Matrix<const float> values) {
  nn::Tensor<double> wide({values.rows, values.columns});
  std::ranges::copy(values.values(), wide.values().begin());
  return wide;
}

nn::Network<double> plain_twin(const nn::ModelDescription& model, std::span<const float> weights) {
  nn::Network<double> twin(model, nn::Loops::plain);
  std::ranges::copy(weights, twin.weights().begin());
  return twin;
}

}  // namespace

NetworkWork::NetworkWork(const nn::ModelDescription& model, MakeSamples make_samples, nn::Index count, nn::Loops loops,
                         nn::Pass<float>::For use)
    : model_(model),
      count_(count),
      samples_(make_samples(count)),
      network_(model, loops),
      first_weights_({network_.parameters().size()}),
      pass_(network_, rows().rows, use) {
  network_.initialise(seed_of_weights);
  std::ranges::copy(std::as_const(network_).weights(), first_weights_.values().begin());
}

double NetworkWork::bytes() const {
  const auto entries = network_.parameters().count() + rows().size() + rows().rows * network_.layers().outputs();
  return static_cast<double>(sizeof(float)) * static_cast<double>(entries);
}

nn::Tensor<double> NetworkWork::plain_result() const {
  const nn::Network<double> twin = plain_twin(model_, first_weights_.values());
  nn::Pass<double> pass(twin, rows().rows);
  const nn::Matrix<const double> result = pass.forward(widened(rows()));
  nn::Tensor<double> kept({result.rows, result.columns});
  std::ranges::copy(result.values(), kept.values().begin());
  return kept;
}

nn::Tensor<double> NetworkWork::plain_gradients(nn::Matrix<const float> d_out, nn::Matrix<double> d_in) const {
  const nn::Network<double> twin = plain_twin(model_, first_weights_.values());
  nn::Pass<double> pass(twin, rows().rows, nn::Pass<double>::For::training);
  const nn::Tensor<double> in = widened(rows());
  pass.forward(in);
  pass.backward(in, widened(d_out), d_in);
  nn::Tensor<double> kept({static_cast<nn::Index>(pass.gradients().size())});
  std::ranges::copy(pass.gradients(), kept.values().begin());
  return kept;
}

std::optional<Mismatch> NetworkForward::check() const {
  const nn::Tensor<double> expected = plain_result();
  return compare<float>(result_.values(), expected.values(), static_cast<std::size_t>(result_.columns), of_results);
}

Cost NetworkForward::cost() const {
  return {.bytes = bytes(), .flops = network_.layers().flops(rows().rows), .items = samples()};
}

NetworkBackward::NetworkBackward(const nn::ModelDescription& model, MakeSamples make_samples, nn::Index count,
                                 PassOn pass_on)
    : NetworkWork(model, make_samples, count, nn::Loops::tuned, nn::Pass<float>::For::training),
      pass_on_(pass_on),
      d_out_(nn::Tensor<float>::random({rows().rows, network_.layers().outputs()}, seed_of_derivatives)),
      d_in_({rows().rows, rows().columns}) {
  pass_.forward(rows());
}

std::optional<Mismatch> NetworkBackward::check() const {
  nn::Tensor<double> d_in({rows().rows, rows().columns});
  const bool passes_on = pass_on_ == PassOn::yes;
  const nn::Tensor<double> expected = plain_gradients(d_out_, passes_on ? d_in.matrix() : nn::Matrix<double>{});
  if (passes_on) {
    if (auto off = compare_derivatives("its input", d_in_.values(), d_in.values())) return off;
  }
  return compare_gradients(network_.parameters(), pass_.gradients(), expected.values());
}

/// Of the usual count: a product forward is two products backward.
Cost NetworkBackward::cost() const {
  return {.bytes = 2 * bytes(), .flops = 2 * network_.layers().flops(rows().rows), .items = samples()};
}

std::optional<Mismatch> compare_derivatives(const std::string& by, std::span<const float> got,
                                            std::span<const double> expected) {
  double distance = 0, length = 0;
  for (std::size_t i = 0; i < got.size(); ++i) {
    distance += (double{got[i]} - expected[i]) * (double{got[i]} - expected[i]);
    length += expected[i] * expected[i];
  }
  const bool agree = std::sqrt(distance) <= of_derivatives * std::sqrt(length) + 1e-6;  // false for NaN, too
  if (agree) return std::nullopt;
  return Mismatch{"relative distance of the derivatives by " + by, 0, std::sqrt(distance / length)};
}

std::optional<Mismatch> compare_gradients(const nn::ParameterLayout& layout, std::span<const float> got,
                                          std::span<const double> expected) {
  for (const nn::Parameter& parameter : layout.all()) {
    if (auto off = compare_derivatives(parameter.name, nn::row_of(parameter, got), nn::row_of(parameter, expected)))
      return off;
  }
  return std::nullopt;
}

}  // namespace trackmeet::suites
