// SPDX-License-Identifier: Apache-2.0
#include "nn/layers.hpp"
#include "nn/plain/relu.hpp"
#include "nn/relu.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
class ReluLayer final : public Layer<T> {
public:
  ReluLayer(const Relu& shape, Loops loops) : shape_(shape), loops_(loops) {}

  Index inputs() const override { return shape_.width; }
  Index outputs() const override { return shape_.width; }
  double flops(Index rows) const override { return static_cast<double>(rows) * static_cast<double>(shape_.width); }

  void forward(const LayerMemory<T>& /*memory*/, Matrix<const T> in, Matrix<T> out) const override {
    loops_ == Loops::tuned ? relu<T>(in, out) : plain::relu<T>(in, out);
  }

  void backward(const LayerMemory<T>& /*memory*/, Matrix<const T> in, Matrix<const T> /*out*/, Matrix<const T> d_out,
                Matrix<T> d_in) const override {
    if (d_in.data == nullptr) return;
    loops_ == Loops::tuned ? relu_backward<T>(in, d_out, d_in) : plain::relu_backward<T>(in, d_out, d_in);
  }

private:
  Relu shape_;
  Loops loops_;
};

}  // namespace

template <typename T>
LayerPointer<T> make_layer(const Relu& shape, Loops loops) {
  return std::make_unique<ReluLayer<T>>(shape, loops);
}
template LayerPointer<float> make_layer(const Relu&, Loops);
template LayerPointer<double> make_layer(const Relu&, Loops);

}  // namespace trackmeet::nn
