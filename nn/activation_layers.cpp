// SPDX-License-Identifier: Apache-2.0
#include "nn/gelu.hpp"
#include "nn/layers.hpp"
#include "nn/plain/gelu.hpp"
#include "nn/plain/relu.hpp"
#include "nn/relu.hpp"

namespace trackmeet::nn {
namespace {

/// The kernels of an activation in both loops, and what one entry costs.
template <typename T>
struct Activation {
  using Forward = void (*)(In<T> in, Matrix<T> out);
  using Backward = void (*)(In<T> in, In<T> d_out, Matrix<T> d_in);

  Forward forward;
  Backward backward;
  double flops;
};

template <typename T>
Activation<T> activation_of(const Relu&, Loops loops) {
  if (loops == Loops::tuned) return {relu<T>, relu_backward<T>, 1};
  return {plain::relu<T>, plain::relu_backward<T>, 1};
}
template <typename T>
Activation<T> activation_of(const Gelu&, Loops loops) {
  constexpr double flops = 9;  // x^3: 2, u: 3, tanh, and 3 more
  if (loops == Loops::tuned) return {gelu<T>, gelu_backward<T>, flops};
  return {plain::gelu<T>, plain::gelu_backward<T>, flops};
}

/// A function of each entry on its own.
template <typename T>
class ActivationLayer final : public Layer<T> {
public:
  ActivationLayer(Index width, const Activation<T>& activation) : width_(width), activation_(activation) {}

  Index inputs() const override { return width_; }
  Index outputs() const override { return width_; }
  double flops(Index rows) const override {
    return activation_.flops * static_cast<double>(rows) * static_cast<double>(width_);
  }

  void forward(const LayerMemory<T>& /*memory*/, Matrix<const T> in, Matrix<T> out) const override {
    activation_.forward(in, out);
  }

  void backward(const LayerMemory<T>& /*memory*/, Matrix<const T> in, Matrix<const T> /*out*/, Matrix<const T> d_out,
                Matrix<T> d_in) const override {
    if (d_in.data != nullptr) activation_.backward(in, d_out, d_in);
  }

private:
  Index width_;
  Activation<T> activation_;
};

}  // namespace

template <typename T>
LayerPointer<T> make_layer(const Relu& shape, Loops loops) {
  return std::make_unique<ActivationLayer<T>>(shape.width, activation_of<T>(shape, loops));
}
template <typename T>
LayerPointer<T> make_layer(const Gelu& shape, Loops loops) {
  return std::make_unique<ActivationLayer<T>>(shape.width, activation_of<T>(shape, loops));
}
template LayerPointer<float> make_layer(const Relu&, Loops);
template LayerPointer<double> make_layer(const Relu&, Loops);
template LayerPointer<float> make_layer(const Gelu&, Loops);
template LayerPointer<double> make_layer(const Gelu&, Loops);

}  // namespace trackmeet::nn
