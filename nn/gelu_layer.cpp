// SPDX-License-Identifier: Apache-2.0
#include "nn/gelu.hpp"
#include "nn/layers.hpp"
#include "nn/plain/gelu.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
class GeluLayer final : public Layer<T> {
public:
  GeluLayer(const Gelu& shape, Loops loops) : shape_(shape), loops_(loops) {}

  Index inputs() const override { return shape_.width; }
  Index outputs() const override { return shape_.width; }
  double flops(Index rows) const override {
    constexpr double per_entry = 9;  // x^3: 2, u: 3, tanh, and 3 more
    return per_entry * static_cast<double>(rows) * static_cast<double>(shape_.width);
  }

  void forward(const LayerMemory<T>& /*memory*/, Matrix<const T> in, Matrix<T> out) const override {
    loops_ == Loops::tuned ? gelu<T>(in, out) : plain::gelu<T>(in, out);
  }

  void backward(const LayerMemory<T>& /*memory*/, Matrix<const T> in, Matrix<const T> /*out*/, Matrix<const T> d_out,
                Matrix<T> d_in) const override {
    if (d_in.data == nullptr) return;
    loops_ == Loops::tuned ? gelu_backward<T>(in, d_out, d_in) : plain::gelu_backward<T>(in, d_out, d_in);
  }

private:
  Gelu shape_;
  Loops loops_;
};

}  // namespace

template <typename T>
LayerPointer<T> make_layer(const Gelu& shape, Loops loops) {
  return std::make_unique<GeluLayer<T>>(shape, loops);
}
template LayerPointer<float> make_layer(const Gelu&, Loops);
template LayerPointer<double> make_layer(const Gelu&, Loops);

}  // namespace trackmeet::nn
