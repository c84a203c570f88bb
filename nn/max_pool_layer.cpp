// SPDX-License-Identifier: Apache-2.0
#include "nn/max_pool.hpp"

#include "nn/layers.hpp"
#include "nn/plain/max_pool.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
class MaxPoolLayer final : public Layer<T> {
public:
  MaxPoolLayer(const MaxPool& shape, Loops loops) : shape_(shape), loops_(loops) { assert(shape.size > 0); }

  Index inputs() const override { return shape_.height * shape_.width * shape_.channels; }
  Index outputs() const override { return shape_.out_height() * shape_.out_width() * shape_.channels; }
  double flops(Index rows) const override {
    return static_cast<double>(rows) * static_cast<double>(outputs()) *
           static_cast<double>(shape_.size * shape_.size - 1);
  }

  void forward(const LayerMemory<T>& /*memory*/, Matrix<const T> in, Matrix<T> out) const override {
    loops_ == Loops::tuned ? max_pool<T>(shape_, in, out) : plain::max_pool<T>(shape_, in, out);
  }

  void backward(const LayerMemory<T>& /*memory*/, Matrix<const T> in, Matrix<const T> out, Matrix<const T> d_out,
                Matrix<T> d_in) const override {
    if (d_in.data == nullptr) return;
    loops_ == Loops::tuned ? max_pool_backward<T>(shape_, in, out, d_out, d_in)
                           : plain::max_pool_backward<T>(shape_, in, out, d_out, d_in);
  }

private:
  MaxPool shape_;
  Loops loops_;
};

}  // namespace

template <typename T>
LayerPointer<T> make_layer(const MaxPool& shape, Loops loops) {
  return std::make_unique<MaxPoolLayer<T>>(shape, loops);
}
template LayerPointer<float> make_layer(const MaxPool&, Loops);
template LayerPointer<double> make_layer(const MaxPool&, Loops);

}  // namespace trackmeet::nn
