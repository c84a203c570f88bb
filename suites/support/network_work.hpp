// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "nn/network.hpp"
#include "suites/support/data_sets.hpp"
#include "suites/support/work.hpp"

namespace trackmeet::suites {

/// Makes what goes into a network: so many images, or so many texts.
using MakeSamples = Samples (*)(nn::Index count);

/// Rows of `columns` numbers in [-1, 1), for layers that neither images nor texts go into.
template <nn::Index columns>
Samples random_samples(nn::Index rows) {
  return {nn::Tensor<float>::random({rows, columns}, 11), {}, {}};
}

/// A network with rows to put through it; weights as at the beginning of a training, from a fixed seed.
class NetworkWork : public Work {
public:
  NetworkWork(const nn::ModelDescription& model, MakeSamples make_samples, nn::Index count, nn::Loops loops,
              nn::Pass<float>::For use);

  std::string label() const override { return samples_.label; }

protected:
  nn::Matrix<const float> rows() const { return samples_.rows; }
  /// The same with plain loops in double, for checks: what it yields, and its gradients for `d_out`.
  nn::Tensor<double> plain_result() const;
  nn::Tensor<double> plain_gradients(nn::Matrix<const float> d_out, nn::Matrix<double> d_in = {}) const;
  double samples() const { return static_cast<double>(count_); }
  /// Weights, rows and results.
  double bytes() const;

  nn::ModelDescription model_;
  nn::Index count_;
  Samples samples_;
  nn::Network<float> network_;
  nn::Tensor<float> first_weights_;  ///< what the plain loops take, should the work change those of the network
  nn::Pass<float> pass_;
};

/// What `forward` of a network or of one layer takes, with its result held against the plain loops.
class NetworkForward final : public NetworkWork {
public:
  NetworkForward(const nn::ModelDescription& model, MakeSamples make_samples, nn::Index count,
                 nn::Loops loops = nn::Loops::tuned)
      : NetworkWork(model, make_samples, count, loops, nn::Pass<float>::For::inference) {}

  void run() override { result_ = pass_.forward(rows()); }
  std::optional<Mismatch> check() const override;
  Cost cost() const override;

private:
  nn::Matrix<const float> result_;
};

/// Whether the derivatives by what went in are wanted: those of a layer are, for the layer before it; those of a whole
/// model are not.
enum class PassOn { no, yes };

/// What `backward` takes after a `forward` that is not timed.
class NetworkBackward final : public NetworkWork {
public:
  NetworkBackward(const nn::ModelDescription& model, MakeSamples make_samples, nn::Index count,
                  PassOn pass_on = PassOn::no);

  void run() override { pass_.backward(rows(), d_out_, d_in()); }
  std::optional<Mismatch> check() const override;
  Cost cost() const override;

private:
  nn::Matrix<float> d_in() { return pass_on_ == PassOn::yes ? d_in_.matrix() : nn::Matrix<float>{}; }

  PassOn pass_on_;
  nn::Tensor<float> d_out_, d_in_;
};

/// Whether derivatives are off, and by the parameters of which name: whether their distance from the plain ones is more
/// than a thousandth of their length. Not entry by entry, since a ReLU or a maximum at the very edge may fall one way
/// in float and the other in double.
std::optional<Mismatch> compare_derivatives(const std::string& by, std::span<const float> got,
                                            std::span<const double> expected);
std::optional<Mismatch> compare_gradients(const nn::ParameterLayout& layout, std::span<const float> got,
                                          std::span<const double> expected);

}  // namespace trackmeet::suites
