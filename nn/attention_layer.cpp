// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "nn/attention.hpp"
#include "nn/dense.hpp"
#include "nn/layers.hpp"
#include "nn/plain/attention.hpp"
#include "nn/plain/dense.hpp"
#include "nn/softmax.hpp"

namespace trackmeet::nn {
namespace {

/// What the layer keeps in its scratch memory.
template <typename T>
struct AttentionScratch {
  Matrix<T> qkv, weights, mixed, columns;  ///< see nn/attention.hpp; in `step`, `qkv` and `columns` are the cache
  Matrix<T> d_qkv, d_mixed, block;         ///< for `backward`
};

/// Deviation 1 / sqrt(fan_in), so that what comes out varies as what goes in. (Y. LeCun et al., "Efficient BackProp",
/// 1998, section 4.6)
Initial lecun_normal(Index fan_in) { return {Initial::Kind::normal, 1 / std::sqrt(static_cast<double>(fan_in))}; }

template <typename T>
class AttentionLayer final : public Layer<T> {
public:
  AttentionLayer(const SelfAttention& shape, Loops loops) : shape_(shape), loops_(loops) {
    assert(shape.heads > 0 && shape.width % shape.heads == 0);
    layout_.add("qkv.weight", {shape.width, 3 * shape.width}, lecun_normal(shape.width));
    layout_.add("qkv.bias", {3 * shape.width}, {});
    layout_.add("projection.weight", {shape.width, shape.width}, lecun_normal(shape.width));
    layout_.add("projection.bias", {shape.width}, {});
  }

  Index inputs() const override { return shape_.width; }
  Index outputs() const override { return shape_.width; }
  Index rows_together() const override { return shape_.tokens; }
  const ParameterLayout& parameters() const override { return layout_; }

  Index scratch_size(Index rows) const override {
    Index size = 0;
    lay_out(rows, [&size](Index height, Index columns) {
      size += aligned(height * columns);
      return Matrix<T>{};
    });
    return size;
  }

  /// Scores, softmax (five operations an entry) and mix count only pairs of tokens that see each other.
  double flops(Index rows) const override {
    const auto n = static_cast<double>(rows);
    const auto width = static_cast<double>(shape_.width);
    const double projections = n * (3 * width + width) * (2 * width + 1);
    const double pairs = n * static_cast<double>(shape_.tokens + 1) / 2;
    return projections + pairs * (4 * width + (1 + 5) * static_cast<double>(shape_.heads));
  }

  void forward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<T> out) const override {
    const AttentionScratch<T> scratch = scratch_of(memory);
    for (Index first = 0; first < in.rows; first += shape_.tokens) {  // one text's numbers stay in the cache
      const Matrix<T> qkv = scratch.qkv.slice(first, shape_.tokens);
      const Matrix<T> weights = weights_of(scratch, first, shape_.tokens);
      const Matrix<T> mixed = scratch.mixed.slice(first, shape_.tokens);
      multiply(memory, 0, in.slice(first, shape_.tokens), qkv);
      if (loops_ == Loops::tuned) {
        attention_scores<T>(shape_, qkv, scratch.columns, weights);
        causal_softmax<T>(weights, weights);
        attention_mix<T>(shape_, qkv, weights, mixed);
      } else {
        plain::attention_scores<T>(shape_, qkv, scratch.columns, weights);
        plain::causal_softmax<T>(weights, weights);
        plain::attention_mix<T>(shape_, qkv, weights, mixed);
      }
      multiply(memory, 2, mixed, out.slice(first, shape_.tokens));
    }
  }

  void backward(const LayerMemory<T>& memory, Matrix<const T> in, Matrix<const T> /*out*/, Matrix<const T> d_out,
                Matrix<T> d_in) const override {
    const AttentionScratch<T> scratch = scratch_of(memory);
    const Matrix<T> d_mixed = scratch.d_mixed.slice(0, in.rows);
    const Matrix<T> d_qkv = scratch.d_qkv.slice(0, in.rows);
    multiply_backward(memory, 2, scratch.mixed.slice(0, in.rows), d_out, d_mixed);
    const Matrix<T> qkv = scratch.qkv.slice(0, in.rows);
    const Matrix<T> weights = weights_of(scratch, 0, in.rows);
    loops_ == Loops::tuned
        ? attention_backward<T>(shape_, qkv, weights, d_mixed, scratch.columns, scratch.block, d_qkv)
        : plain::attention_backward<T>(shape_, qkv, weights, d_mixed, scratch.columns, scratch.block, d_qkv);
    multiply_backward(memory, 0, in, d_qkv, d_in);
  }

  void step(const LayerMemory<T>& memory, Index position, Matrix<const T> in, Matrix<T> out) const override {
    const AttentionScratch<T> scratch = scratch_of(memory);
    const Matrix<T> mixed = scratch.mixed.slice(0, 1);
    const Matrix<T> weights = scratch.weights.slice(0, shape_.heads);
    multiply(memory, 0, in, scratch.qkv.slice(position, 1));
    loops_ == Loops::tuned ? attention_step<T>(shape_, position, scratch.qkv, scratch.columns, weights, mixed)
                           : plain::attention_step<T>(shape_, position, scratch.qkv, scratch.columns, weights, mixed);
    multiply(memory, 2, mixed, out);
  }

private:
  /// `take(rows, columns)` yields each matrix in turn. There is room for one text at least, for `step`.
  template <typename Take>
  AttentionScratch<T> lay_out(Index capacity, Take take) const {
    const Index rows = std::max(capacity, shape_.tokens);
    AttentionScratch<T> scratch;
    scratch.qkv = take(rows, 3 * shape_.width);
    scratch.weights = take(score_rows(shape_, rows), shape_.tokens);
    scratch.mixed = take(rows, shape_.width);
    scratch.columns = take(shape_.width, shape_.tokens);
    scratch.d_qkv = take(rows, 3 * shape_.width);
    scratch.d_mixed = take(rows, shape_.width);
    scratch.block = take(shape_.tokens, shape_.tokens);
    return scratch;
  }

  AttentionScratch<T> scratch_of(const LayerMemory<T>& memory) const {
    T* next = memory.scratch.data();
    return lay_out(memory.capacity, [&next](Index rows, Index columns) {
      const Matrix<T> taken{next, rows, columns};
      next += aligned(rows * columns);
      return taken;
    });
  }

  Matrix<T> weights_of(const AttentionScratch<T>& scratch, Index first, Index rows) const {
    return scratch.weights.slice(score_rows(shape_, first), score_rows(shape_, rows));
  }

  /// Through the dense layer whose weight is parameter `which` and whose bias is the next.
  void multiply(const LayerMemory<T>& memory, std::size_t which, Matrix<const T> x, Matrix<T> y) const {
    const auto weight = matrix_of(layout_[which], memory.parameters);
    const auto bias = row_of(layout_[which + 1], memory.parameters);
    loops_ == Loops::tuned ? dense<T>(x, weight, bias, y) : plain::dense<T>(x, weight, bias, y);
  }

  void multiply_backward(const LayerMemory<T>& memory, std::size_t which, Matrix<const T> x, Matrix<const T> dy,
                         Matrix<T> dx) const {
    const auto weight = matrix_of(layout_[which], memory.parameters);
    const auto d_weight = matrix_of(layout_[which], memory.gradients);
    const auto d_bias = row_of(layout_[which + 1], memory.gradients);
    loops_ == Loops::tuned ? dense_backward<T>(x, weight, dy, d_weight, d_bias, dx)
                           : plain::dense_backward<T>(x, weight, dy, d_weight, d_bias, dx);
  }

  SelfAttention shape_;
  Loops loops_;
  ParameterLayout layout_;
};

}  // namespace

template <typename T>
LayerPointer<T> make_layer(const SelfAttention& shape, Loops loops) {
  return std::make_unique<AttentionLayer<T>>(shape, loops);
}
template LayerPointer<float> make_layer(const SelfAttention&, Loops);
template LayerPointer<double> make_layer(const SelfAttention&, Loops);

}  // namespace trackmeet::nn
