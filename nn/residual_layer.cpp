// SPDX-License-Identifier: Apache-2.0
#include <cassert>

#include "nn/layers.hpp"
#include "nn/sequence.hpp"

namespace trackmeet::nn {
namespace {

/// y = x + f(x). (K. He et al., "Deep residual learning for image recognition", CVPR 2016)
template <typename T>
class ResidualLayer final : public Layer<T> {
public:
  ResidualLayer(const Residual& shape, Loops loops) : inner_(shape.layers, loops) {
    assert(inner_.inputs() == inner_.outputs());
  }

  Index inputs() const override { return inner_.inputs(); }
  Index outputs() const override { return inner_.outputs(); }
  Index rows_together() const override { return inner_.rows_together(); }
  const ParameterLayout& parameters() const override { return inner_.parameters(); }
  /// What is inside, then what it yields, since its backward may want to look at that.
  Index scratch_size(Index rows) const override { return inner_.scratch_size(rows) + rows * outputs(); }
  double flops(Index rows) const override {
    return inner_.flops(rows) + static_cast<double>(rows) * static_cast<double>(outputs());
  }

  void forward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out) const override {
    const Matrix<T> yielded = yielded_in(memory, in.rows);
    inner_.forward(memory, in, yielded);
    add(in, yielded, out);
  }
  void step(const LayerMemory<T>& memory, Index position, Matrix<const T> in, Matrix<T> out) const override {
    const Matrix<T> yielded = yielded_in(memory, in.rows);
    inner_.step(memory, position, in, yielded);
    add(in, yielded, out);
  }
  void backward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<const T> /*out*/, Matrix<const T> d_out,
                Matrix<T> d_in) const override {
    inner_.backward(memory, in, yielded_in(memory, in.rows), d_out, d_in);
    if (d_in.data != nullptr) add(d_in, d_out, d_in);
  }

private:
  Matrix<T> yielded_in(const LayerMemory<T>& memory, Index rows) const {
    return {memory.scratch.data() + inner_.scratch_size(memory.capacity), rows, outputs()};
  }
  static void add(Matrix<const T> a, Matrix<const T> b, Matrix<T> sum) {
    for (Index i = 0; i < sum.size(); ++i) sum.data[i] = a.data[i] + b.data[i];
  }

  Sequence<T> inner_;
};

}  // namespace

template <typename T>
LayerPointer<T> make_layer(const Residual& shape, Loops loops) {
  return std::make_unique<ResidualLayer<T>>(shape, loops);
}
template LayerPointer<float> make_layer(const Residual&, Loops);
template LayerPointer<double> make_layer(const Residual&, Loops);

}  // namespace trackmeet::nn
