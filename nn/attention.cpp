// SPDX-License-Identifier: Apache-2.0
#include "nn/attention.hpp"

#include <cmath>
#include <limits>

#include "nn/causal.hpp"
#include "nn/packet.hpp"
#include "nn/softmax.hpp"
#include "nn/strided_product.hpp"
#include "nn/transpose.hpp"

namespace trackmeet::nn {
namespace {

enum Part : Index { queries, keys, values };

/// One head's queries, keys or values of the tokens in `qkv`.
template <typename T>
Strided<T> head_of(const SelfAttention& shape, Matrix<T> qkv, Part part, Index head) {
  const Index size = shape.width / shape.heads;
  return columns_of(qkv, part * shape.width + head * size, size);
}

/// Rows of one head in a matrix of one token a column.
template <typename T>
Strided<T> rows_of_head(const SelfAttention& shape, Matrix<T> columns, Index head) {
  const Index size = shape.width / shape.heads;
  return whole(columns.slice(head * size, size));
}

template <typename T>
T scale_of(const SelfAttention& shape) {
  return 1 / std::sqrt(static_cast<T>(shape.width / shape.heads));
}

template <typename T>
void turn(const SelfAttention& shape, Matrix<const T> qkv, Part part, Matrix<T> columns) {
  transpose(columns_of(qkv, part * shape.width, shape.width), whole(columns));
}

/// Sets what lies behind column `token` to -infinity.
template <typename T>
void mask_later(std::span<T> row, Index token) {
  using Eigen::internal::pset1;
  constexpr T nothing = -std::numeric_limits<T>::infinity();
  constexpr Index size = packet_size<T>;
  const auto columns = static_cast<Index>(row.size());
  Index j = token - token % size;
  for (; j + size <= columns; j += size) {
    T* at = row.data() + j;
    const auto later = Eigen::internal::pcmp_lt(pset1<Packet<T>>(static_cast<T>(token)),
                                                Eigen::internal::plset<Packet<T>>(static_cast<T>(j)));
    Eigen::internal::pstoreu(
        at, Eigen::internal::pselect(later, pset1<Packet<T>>(nothing), Eigen::internal::ploadu<Packet<T>>(at)));
  }
  for (j = std::max(j, token + 1); j < columns; ++j) row[static_cast<std::size_t>(j)] = nothing;
}

}  // namespace

template <typename T>
void attention_scores(const SelfAttention& shape, In<T> qkv, Matrix<T> columns, Matrix<T> scores) {
  assert(qkv.rows % shape.tokens == 0);
  for (Index first = 0; first < qkv.rows; first += shape.tokens) {
    const Matrix<const T> text = qkv.slice(first, shape.tokens);
    turn(shape, text, keys, columns);
    for (Index head = 0; head < shape.heads; ++head) {
      const Matrix<T> block = scores.slice(first * shape.heads + head * shape.tokens, shape.tokens);
      strided_product(head_of(shape, text, queries, head), rows_of_head(shape, columns, head), whole(block),
                      scale_of<T>(shape), Triangle::lower_result);
      for (Index t = 0; t < shape.tokens; ++t) mask_later(block.row(t), t);
    }
  }
}

template <typename T>
void attention_mix(const SelfAttention& shape, In<T> qkv, In<T> weights, Matrix<T> mixed) {
  assert(qkv.rows % shape.tokens == 0);
  const Index size = shape.width / shape.heads;
  for (Index first = 0; first < qkv.rows; first += shape.tokens) {
    const Matrix<const T> text = qkv.slice(first, shape.tokens);
    for (Index head = 0; head < shape.heads; ++head) {
      const Matrix<const T> block = weights.slice(first * shape.heads + head * shape.tokens, shape.tokens);
      strided_product(whole(block), head_of(shape, text, values, head),
                      columns_of(mixed.slice(first, shape.tokens), head * size, size), 1, Triangle::lower_left);
    }
  }
}

template <typename T>
void attention_backward(const SelfAttention& shape, In<T> qkv, In<T> weights, In<T> d_mixed, Matrix<T> columns,
                        Matrix<T> block, Matrix<T> d_qkv) {
  assert(qkv.rows % shape.tokens == 0);
  const Index size = shape.width / shape.heads;
  const T scale = scale_of<T>(shape);
  for (Index first = 0; first < qkv.rows; first += shape.tokens) {
    const Matrix<const T> text = qkv.slice(first, shape.tokens);
    const Matrix<T> d_text = d_qkv.slice(first, shape.tokens);
    turn(shape, text, values, columns);
    for (Index head = 0; head < shape.heads; ++head) {
      const Matrix<const T> weight = weights.slice(first * shape.heads + head * shape.tokens, shape.tokens);
      const Strided<const T> d_out = columns_of(d_mixed.slice(first, shape.tokens), head * size, size);
      strided_product(whole(weight).transposed(), d_out, head_of(shape, d_text, values, head), 1, Triangle::upper_left);
      strided_product(d_out, rows_of_head(shape, columns, head), whole(block), 1, Triangle::lower_result);
      causal_softmax_backward<T>(weight, block, block);
      strided_product(whole(block), head_of(shape, text, keys, head), head_of(shape, d_text, queries, head), scale,
                      Triangle::lower_left);
      strided_product(whole(block).transposed(), head_of(shape, text, queries, head),
                      head_of(shape, d_text, keys, head), scale, Triangle::upper_left);
    }
  }
}

template <typename T>
void attention_step(const SelfAttention& shape, Index position, In<T> qkv, Matrix<T> key_columns, Matrix<T> weights,
                    Matrix<T> mixed) {
  assert(position >= 0 && position < shape.tokens);
  const Index size = shape.width / shape.heads;
  const Index reach = causal_reach(position, shape.tokens);
  const Matrix<const T> row = qkv.slice(position, 1);
  for (Index i = 0; i < shape.width; ++i) key_columns(i, position) = row(0, keys * shape.width + i);
  // All heads do one thing before the next begins: a row alone is a chain of dependent sums, and several make haste.
  const Matrix<T> seen{weights.data, shape.heads, reach};
  for (Index head = 0; head < shape.heads; ++head) {
    Strided<const T> head_keys = rows_of_head<const T>(shape, key_columns, head);
    head_keys.columns = reach;
    strided_product(head_of(shape, row, queries, head), head_keys, whole(seen.slice(head, 1)), scale_of<T>(shape));
    mask_later(seen.row(head), position);
  }
  softmax<T>(seen, seen);
  for (Index head = 0; head < shape.heads; ++head) {
    strided_product(columns_of(seen.slice(head, 1), 0, position + 1),
                    head_of(shape, qkv.slice(0, position + 1), values, head), columns_of(mixed, head * size, size));
  }
}

template void attention_scores(const SelfAttention&, In<float>, Matrix<float>, Matrix<float>);
template void attention_scores(const SelfAttention&, In<double>, Matrix<double>, Matrix<double>);
template void attention_mix(const SelfAttention&, In<float>, In<float>, Matrix<float>);
template void attention_mix(const SelfAttention&, In<double>, In<double>, Matrix<double>);
template void attention_backward(const SelfAttention&, In<float>, In<float>, In<float>, Matrix<float>, Matrix<float>,
                                 Matrix<float>);
template void attention_backward(const SelfAttention&, In<double>, In<double>, In<double>, Matrix<double>,
                                 Matrix<double>, Matrix<double>);
template void attention_step(const SelfAttention&, Index, In<float>, Matrix<float>, Matrix<float>, Matrix<float>);
template void attention_step(const SelfAttention&, Index, In<double>, Matrix<double>, Matrix<double>, Matrix<double>);

}  // namespace trackmeet::nn
