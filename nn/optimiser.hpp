// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <variant>

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// Below, w is a weight, g its gradient; what an optimiser keeps for each weight is zero at first.

/// Gradient descent with momentum: v = momentum v + g, w -= rate v, as PyTorch has it. (I. Sutskever et al., "On the
/// importance of initialization and momentum in deep learning", ICML 2013, equations 1 and 2, where the rate goes into
/// v; the same as long as the rate does not change)
struct Sgd {
  double rate = 0.01;
  double momentum = 0;
};

/// Steps divided by the root of a running mean of squares: s = decay s + (1 - decay) g^2, w -= rate g / (sqrt s +
/// epsilon). (T. Tieleman, G. Hinton, "Lecture 6.5: RMSprop", COURSERA 2012; epsilon as PyTorch has it)
struct RmsProp {
  double rate = 0.001;
  double decay = 0.9;
  double epsilon = 1e-8;
};

/// m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, and in step t = 1, 2, ... w -= rate M / (sqrt V +
/// epsilon) with M = m / (1 - beta1^t) and V = v / (1 - beta2^t). (D. Kingma, J. Ba, "Adam: a method for stochastic
/// optimization", ICLR 2015, algorithm 1)
struct Adam {
  double rate = 0.001;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
};

/// Adam whose step also takes rate * weight_decay * w from each weight, past the running means. (I. Loshchilov,
/// F. Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2; that `rate` scales the decay is
/// PyTorch's convention)
struct AdamW {
  double rate = 0.001;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double weight_decay = 0.01;
};

using OptimiserDescription = std::variant<Sgd, RmsProp, Adam, AdamW>;

/// Changes weights by their gradients, all of a network in one row (see nn/parameters.hpp). Remembers what it did
/// before, so there is one for each network that is trained. An entry that is zero and whose gradient is always zero,
/// as between two parameters, stays zero.
template <typename T>
class Optimiser {
public:
  virtual ~Optimiser() = default;

  /// One step; both have the size that the optimiser was made for. Allocates nothing.
  virtual void step(std::span<T> weights, std::span<const T> gradients) = 0;

  double rate() const { return rate_; }
  /// From the next step on: for schedules.
  void set_rate(double rate) { rate_ = rate; }

protected:
  explicit Optimiser(double rate) : rate_(rate) {}

private:
  double rate_;
};

/// An optimiser of `size` weights, for float and double.
template <typename T>
std::unique_ptr<Optimiser<T>> make_optimiser(const OptimiserDescription& description, Index size);

}  // namespace trackmeet::nn
