// SPDX-License-Identifier: Apache-2.0
#include "nn/layer_norm.hpp"
#include "nn/layers.hpp"
#include "nn/plain/layer_norm.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
class LayerNormLayer final : public Layer<T> {
public:
  LayerNormLayer(const LayerNorm& shape, Loops loops) : shape_(shape), loops_(loops) {
    layout_.add("weight", {shape.width}, {Initial::Kind::ones, 0});
    layout_.add("bias", {shape.width}, {});
  }

  Index inputs() const override { return shape_.width; }
  Index outputs() const override { return shape_.width; }
  const ParameterLayout& parameters() const override { return layout_; }
  Index scratch_size(Index rows) const override { return 2 * rows; }
  double flops(Index rows) const override {
    constexpr double per_entry = 8;  // mean: 1, variance: 3, what comes out: 4
    return per_entry * static_cast<double>(rows) * static_cast<double>(shape_.width);
  }

  void forward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out) const override {
    const auto weight = row_of(layout_[0], memory.parameters);
    const auto bias = row_of(layout_[1], memory.parameters);
    const Matrix<T> moments{memory.scratch.data(), in.rows, 2};
    loops_ == Loops::tuned ? layer_norm<T>(in, weight, bias, moments, out)
                           : plain::layer_norm<T>(in, weight, bias, moments, out);
  }

  void backward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<const T> /*out*/, Matrix<const T> d_out,
                Matrix<T> d_in) const override {
    const auto weight = row_of(layout_[0], memory.parameters);
    const auto d_weight = row_of(layout_[0], memory.gradients);
    const auto d_bias = row_of(layout_[1], memory.gradients);
    const Matrix<T> moments{memory.scratch.data(), in.rows, 2};
    loops_ == Loops::tuned ? layer_norm_backward<T>(in, weight, moments, d_out, d_weight, d_bias, d_in)
                           : plain::layer_norm_backward<T>(in, weight, moments, d_out, d_weight, d_bias, d_in);
  }

private:
  LayerNorm shape_;
  Loops loops_;
  ParameterLayout layout_;
};

}  // namespace

template <typename T>
LayerPointer<T> make_layer(const LayerNorm& shape, Loops loops) {
  return std::make_unique<LayerNormLayer<T>>(shape, loops);
}
template LayerPointer<float> make_layer(const LayerNorm&, Loops);
template LayerPointer<double> make_layer(const LayerNorm&, Loops);

}  // namespace trackmeet::nn
