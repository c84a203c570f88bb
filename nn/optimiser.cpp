// SPDX-License-Identifier: Apache-2.0
#include "nn/optimiser.hpp"

#include <algorithm>
#include <cmath>

#include "core/page_buffer.hpp"
#include "nn/eigen.hpp"

namespace trackmeet::nn {
namespace {

/// Entries that are taken through all formulas together: few enough to stay in the first-level cache between two of
/// them, so that each number comes from memory once a step.
constexpr Index chunk = 1024;

template <typename T>
class FlatOptimiser : public Optimiser<T> {
public:
  FlatOptimiser(double rate, Index size) : Optimiser<T>(rate), size_(size) {}

protected:
  /// Calls work(part, w, g) for each chunk: its array of weights, that of its gradients, and `part`, which yields the
  /// chunk of other rows of numbers.
  template <typename Work>
  void for_each_chunk(std::span<T> weights, std::span<const T> gradients, Work work) const {
    assert(static_cast<Index>(weights.size()) == size_ && static_cast<Index>(gradients.size()) == size_);
    for (Index begin = 0; begin < size_; begin += chunk) {
      const Index length = std::min(chunk, size_ - begin);
      const auto part = [begin, length](auto values) { return map(values).array().segment(begin, length); };
      work(part, part(weights), part(gradients));
    }
  }

  Buffer<T> buffer() const { return Buffer<T>(static_cast<std::size_t>(size_)); }

private:
  Index size_;
};

template <typename T>
class SgdOptimiser final : public FlatOptimiser<T> {
public:
  SgdOptimiser(const Sgd& sgd, Index size) : FlatOptimiser<T>(sgd.rate, size), momentum_(static_cast<T>(sgd.momentum)) {
    if (sgd.momentum != 0) velocity_ = this->buffer();
  }

  void step(std::span<T> weights, std::span<const T> gradients) override {
    const auto rate = static_cast<T>(this->rate());
    this->for_each_chunk(weights, gradients, [&](auto part, auto w, auto g) {
      if (momentum_ == 0) {
        w -= rate * g;
        return;
      }
      auto v = part(velocity_.values());
      v = momentum_ * v + g;
      w -= rate * v;
    });
  }

private:
  T momentum_;
  Buffer<T> velocity_;
};

template <typename T>
class RmsPropOptimiser final : public FlatOptimiser<T> {
public:
  RmsPropOptimiser(const RmsProp& rms_prop, Index size)
      : FlatOptimiser<T>(rms_prop.rate, size), description_(rms_prop), squares_(this->buffer()) {}

  void step(std::span<T> weights, std::span<const T> gradients) override {
    const auto rate = static_cast<T>(this->rate());
    const auto decay = static_cast<T>(description_.decay);
    const auto share = static_cast<T>(1 - description_.decay);
    const auto epsilon = static_cast<T>(description_.epsilon);
    this->for_each_chunk(weights, gradients, [&](auto part, auto w, auto g) {
      auto s = part(squares_.values());
      s = decay * s + share * g.square();
      w -= rate * g / (s.sqrt() + epsilon);
    });
  }

private:
  RmsProp description_;
  Buffer<T> squares_;
};

/// Adam too, with a decay of zero.
template <typename T>
class AdamWOptimiser final : public FlatOptimiser<T> {
public:
  AdamWOptimiser(const AdamW& adam_w, Index size)
      : FlatOptimiser<T>(adam_w.rate, size), description_(adam_w), means_(this->buffer()), squares_(this->buffer()) {}

  void step(std::span<T> weights, std::span<const T> gradients) override {
    beta1_power_ *= description_.beta1;
    beta2_power_ *= description_.beta2;
    const auto beta1 = static_cast<T>(description_.beta1);
    const auto beta2 = static_cast<T>(description_.beta2);
    const auto share1 = static_cast<T>(1 - description_.beta1);
    const auto share2 = static_cast<T>(1 - description_.beta2);
    const auto epsilon = static_cast<T>(description_.epsilon);
    const auto decay = static_cast<T>(this->rate() * description_.weight_decay);
    const auto rate = static_cast<T>(this->rate() / (1 - beta1_power_));       // for m, not M
    const auto root_factor = static_cast<T>(1 / std::sqrt(1 - beta2_power_));  // sqrt V / sqrt v
    this->for_each_chunk(weights, gradients, [&](auto part, auto w, auto g) {
      auto m = part(means_.values());
      auto v = part(squares_.values());
      m = beta1 * m + share1 * g;
      v = beta2 * v + share2 * g.square();
      w -= rate * m / (v.sqrt() * root_factor + epsilon) + decay * w;
    });
  }

private:
  AdamW description_;
  Buffer<T> means_, squares_;
  double beta1_power_ = 1, beta2_power_ = 1;
};

template <typename T>
struct Maker {
  Index size;

  std::unique_ptr<Optimiser<T>> operator()(const Sgd& sgd) const {
    return std::make_unique<SgdOptimiser<T>>(sgd, size);
  }
  std::unique_ptr<Optimiser<T>> operator()(const RmsProp& rms_prop) const {
    return std::make_unique<RmsPropOptimiser<T>>(rms_prop, size);
  }
  std::unique_ptr<Optimiser<T>> operator()(const Adam& adam) const {
    return (*this)(AdamW{adam.rate, adam.beta1, adam.beta2, adam.epsilon, 0});
  }
  std::unique_ptr<Optimiser<T>> operator()(const AdamW& adam_w) const {
    return std::make_unique<AdamWOptimiser<T>>(adam_w, size);
  }
};

}  // namespace

template <typename T>
std::unique_ptr<Optimiser<T>> make_optimiser(const OptimiserDescription& description, Index size) {
  return std::visit(Maker<T>{size}, description);
}
template std::unique_ptr<Optimiser<float>> make_optimiser(const OptimiserDescription&, Index);
template std::unique_ptr<Optimiser<double>> make_optimiser(const OptimiserDescription&, Index);

}  // namespace trackmeet::nn
