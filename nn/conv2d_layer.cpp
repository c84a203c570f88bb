// SPDX-License-Identifier: Apache-2.0
#include "nn/conv2d.hpp"
#include "nn/layers.hpp"
#include "nn/plain/conv2d.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
class Conv2dLayer final : public Layer<T> {
public:
  Conv2dLayer(const Conv2d& shape, Loops loops) : shape_(shape), loops_(loops) {
    assert(shape.kernel > 0 && shape.out_height() > 0 && shape.out_width() > 0);
    layout_.add("kernel", {shape.kernel, shape.kernel, shape.channels, shape.filters}, he_uniform(taps()));
    layout_.add("bias", {shape.filters}, {});
  }

  Index inputs() const override { return shape_.height * shape_.width * shape_.channels; }
  Index outputs() const override { return shape_.out_height() * shape_.out_width() * shape_.filters; }
  const ParameterLayout& parameters() const override { return layout_; }
  Index scratch_size(Index /*rows*/) const override { return conv2d_scratch_size(shape_); }
  double flops(Index rows) const override {
    return static_cast<double>(rows) * static_cast<double>(outputs()) * (2.0 * static_cast<double>(taps()) + 1);
  }

  void forward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out) const override {
    const auto kernel = taps_of(memory.parameters);
    const auto bias = row_of(layout_[1], memory.parameters);
    loops_ == Loops::tuned ? conv2d<T>(shape_, in, kernel, bias, out) : plain::conv2d<T>(shape_, in, kernel, bias, out);
  }

  void backward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<const T> /*out*/, Matrix<const T> d_out,
                Matrix<T> d_in) const override {
    const auto kernel = taps_of(memory.parameters);
    const auto d_kernel = taps_of(memory.gradients);
    const auto d_bias = row_of(layout_[1], memory.gradients);
    loops_ == Loops::tuned
        ? conv2d_backward<T>(shape_, in, kernel, d_out, d_kernel, d_bias, memory.scratch, d_in)
        : plain::conv2d_backward<T>(shape_, in, kernel, d_out, d_kernel, d_bias, memory.scratch, d_in);
  }

private:
  Index taps() const { return shape_.kernel * shape_.kernel * shape_.channels; }
  /// The kernel as the kernels want it: taps x filters.
  template <typename U>
  Matrix<U> taps_of(std::span<U> memory) const {
    return {row_of(layout_[0], memory).data(), taps(), shape_.filters};
  }

  Conv2d shape_;
  Loops loops_;
  ParameterLayout layout_;
};

}  // namespace

template <typename T>
LayerPointer<T> make_layer(const Conv2d& shape, Loops loops) {
  return std::make_unique<Conv2dLayer<T>>(shape, loops);
}
template LayerPointer<float> make_layer(const Conv2d&, Loops);
template LayerPointer<double> make_layer(const Conv2d&, Loops);

}  // namespace trackmeet::nn
