// SPDX-License-Identifier: Apache-2.0
#include "nn/embedding.hpp"

#include <algorithm>

#include "nn/layers.hpp"
#include "nn/plain/embedding.hpp"

namespace trackmeet::nn {
namespace {

template <typename T>
class EmbeddingLayer final : public Layer<T> {
public:
  /// Both tables begin small, as those of GPT-2 do. (A. Radford et al., "Language models are unsupervised multitask
  /// learners", 2019; the deviations are in its published code)
  EmbeddingLayer(const Embedding& shape, Loops loops) : shape_(shape), loops_(loops) {
    layout_.add("token", {shape.vocabulary, shape.width}, {Initial::Kind::normal, 0.02});
    layout_.add("position", {shape.tokens, shape.width}, {Initial::Kind::normal, 0.01});
  }

  Index inputs() const override { return 1; }
  Index outputs() const override { return shape_.width; }
  const ParameterLayout& parameters() const override { return layout_; }
  Index rows_together() const override { return shape_.tokens; }
  double flops(Index rows) const override { return static_cast<double>(rows) * static_cast<double>(shape_.width); }

  void forward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out) const override {
    look_up(memory, in, 0, out);
  }

  /// What went in is a number of something, so there is no derivative by it: `d_in` is set to zero.
  void backward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<const T> /*out*/, Matrix<const T> d_out,
                Matrix<T> d_in) const override {
    const auto d_token = matrix_of(layout_[0], memory.gradients);
    const auto d_position = matrix_of(layout_[1], memory.gradients);
    loops_ == Loops::tuned ? embedding_backward<T>(in, d_out, d_token, d_position)
                           : plain::embedding_backward<T>(in, d_out, d_token, d_position);
    if (d_in.data != nullptr) std::ranges::fill(d_in.values(), T{0});
  }

  void step(const LayerMemory<T>& memory, Index position, Matrix<const T> in, Matrix<T> out) const override {
    look_up(memory, in, position, out);
  }

private:
  void look_up(const LayerMemory<T>& memory, Matrix<const T> in, Index first, Matrix<T> out) const {
    const auto token = matrix_of(layout_[0], memory.parameters);
    const auto position = matrix_of(layout_[1], memory.parameters);
    loops_ == Loops::tuned ? embedding<T>(in, token, position, first, out)
                           : plain::embedding<T>(in, token, position, first, out);
  }

  Embedding shape_;
  Loops loops_;
  ParameterLayout layout_;
};

}  // namespace

template <typename T>
LayerPointer<T> make_layer(const Embedding& shape, Loops loops) {
  return std::make_unique<EmbeddingLayer<T>>(shape, loops);
}
template LayerPointer<float> make_layer(const Embedding&, Loops);
template LayerPointer<double> make_layer(const Embedding&, Loops);

}  // namespace trackmeet::nn
