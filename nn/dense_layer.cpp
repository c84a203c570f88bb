// SPDX-License-Identifier: Apache-2.0
#include "nn/dense.hpp"
#include "nn/layers.hpp"
#include "nn/plain/dense.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
class DenseLayer final : public Layer<T> {
public:
  DenseLayer(const Dense& shape, Loops loops) : shape_(shape), loops_(loops) {
    layout_.add("weight", {shape.inputs, shape.outputs}, he_uniform(shape.inputs));
    layout_.add("bias", {shape.outputs}, {});
  }

  Index inputs() const override { return shape_.inputs; }
  Index outputs() const override { return shape_.outputs; }
  const ParameterLayout& parameters() const override { return layout_; }
  double flops(Index rows) const override {
    return static_cast<double>(rows) * static_cast<double>(shape_.outputs) *
           (2.0 * static_cast<double>(shape_.inputs) + 1);
  }

  void forward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out) const override {
    const auto weight = matrix_of(layout_[0], memory.parameters);
    const auto bias = row_of(layout_[1], memory.parameters);
    loops_ == Loops::tuned ? dense<T>(in, weight, bias, out) : plain::dense<T>(in, weight, bias, out);
  }

  void backward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<const T> /*out*/, Matrix<const T> d_out,
                Matrix<T> d_in) const override {
    const auto weight = matrix_of(layout_[0], memory.parameters);
    const auto d_weight = matrix_of(layout_[0], memory.gradients);
    const auto d_bias = row_of(layout_[1], memory.gradients);
    loops_ == Loops::tuned ? dense_backward<T>(in, weight, d_out, d_weight, d_bias, d_in)
                           : plain::dense_backward<T>(in, weight, d_out, d_weight, d_bias, d_in);
  }

private:
  Dense shape_;
  Loops loops_;
  ParameterLayout layout_;
};

}  // namespace

template <typename T>
LayerPointer<T> make_layer(const Dense& shape, Loops loops) {
  return std::make_unique<DenseLayer<T>>(shape, loops);
}
template LayerPointer<float> make_layer(const Dense&, Loops);
template LayerPointer<double> make_layer(const Dense&, Loops);

}  // namespace trackmeet::nn
