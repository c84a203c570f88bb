// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>

#include "nn/description.hpp"
#include "nn/plain/softmax.hpp"

namespace trackmeet::nn::plain {

/// Columns [first, first + columns.rows) of `rows`, one row a column, so that loops over tokens run along a row.
template <typename T>
void turn(In<T> rows, Index first, Matrix<T> columns) {
  for (Index t = 0; t < rows.rows; ++t) {
    for (Index i = 0; i < columns.rows; ++i) columns(i, t) = rows(t, first + i);
  }
}

/// As nn::attention_scores.
template <typename T>
void attention_scores(const SelfAttention& shape, In<T> qkv, Matrix<T> columns, Matrix<T> scores) {
  const Index size = shape.width / shape.heads;
  const T scale = 1 / std::sqrt(static_cast<T>(size));
  for (Index first = 0; first < qkv.rows; first += shape.tokens) {
    turn<T>(qkv.slice(first, shape.tokens), shape.width, columns);
    for (Index head = 0; head < shape.heads; ++head) {
      for (Index t = 0; t < shape.tokens; ++t) {
        T* row = &scores(first * shape.heads + head * shape.tokens + t, 0);
        for (Index s = 0; s <= t; ++s) row[s] = 0;
        for (Index i = head * size; i < (head + 1) * size; ++i) {
          const T query = qkv(first + t, i) * scale;
          for (Index s = 0; s <= t; ++s) row[s] += query * columns(i, s);
        }
        for (Index s = t + 1; s < shape.tokens; ++s) row[s] = -std::numeric_limits<T>::infinity();
      }
    }
  }
}

/// As nn::attention_mix.
template <typename T>
void attention_mix(const SelfAttention& shape, In<T> qkv, In<T> weights, Matrix<T> mixed) {
  const Index size = shape.width / shape.heads;
  for (Index first = 0; first < qkv.rows; first += shape.tokens) {
    for (Index head = 0; head < shape.heads; ++head) {
      for (Index t = 0; t < shape.tokens; ++t) {
        const T* weight = &weights(first * shape.heads + head * shape.tokens + t, 0);
        T* out = &mixed(first + t, head * size);
        for (Index i = 0; i < size; ++i) out[i] = 0;
        for (Index s = 0; s <= t; ++s) {
          const T* value = &qkv(first + s, 2 * shape.width + head * size);
          for (Index i = 0; i < size; ++i) out[i] += weight[s] * value[i];
        }
      }
    }
  }
}

/// As nn::attention_backward.
template <typename T>
void attention_backward(const SelfAttention& shape, In<T> qkv, In<T> weights, In<T> d_mixed, Matrix<T> columns,
                        Matrix<T> block, Matrix<T> d_qkv) {
  const Index size = shape.width / shape.heads;
  const Index width = shape.width;
  const T scale = 1 / std::sqrt(static_cast<T>(size));
  for (T& value : d_qkv.values()) value = 0;
  for (Index first = 0; first < qkv.rows; first += shape.tokens) {
    turn<T>(qkv.slice(first, shape.tokens), 2 * width, columns);
    for (Index head = 0; head < shape.heads; ++head) {
      const Index begin = head * size;
      for (Index t = 0; t < shape.tokens; ++t) {
        const T* weight = &weights(first * shape.heads + head * shape.tokens + t, 0);
        const T* d_out = &d_mixed(first + t, begin);
        T* d_score = &block(t, 0);
        for (Index s = 0; s <= t; ++s) d_score[s] = 0;
        for (Index i = 0; i < size; ++i) {
          for (Index s = 0; s <= t; ++s) d_score[s] += d_out[i] * columns(begin + i, s);
        }
        softmax_row_backward(weight, d_score, d_score, t + 1);
        for (Index s = 0; s <= t; ++s) {
          T* d_value = &d_qkv(first + s, 2 * width + begin);
          for (Index i = 0; i < size; ++i) d_value[i] += weight[s] * d_out[i];
        }
        const T* query = &qkv(first + t, begin);
        T* d_query = &d_qkv(first + t, begin);
        for (Index s = 0; s <= t; ++s) {
          const T* key = &qkv(first + s, width + begin);
          for (Index i = 0; i < size; ++i) d_query[i] += d_score[s] * scale * key[i];
          T* d_key = &d_qkv(first + s, width + begin);
          for (Index i = 0; i < size; ++i) d_key[i] += d_score[s] * scale * query[i];
        }
      }
    }
  }
}

/// As nn::attention_step.
template <typename T>
void attention_step(const SelfAttention& shape, Index position, In<T> qkv, Matrix<T> keys, Matrix<T> weights,
                    Matrix<T> mixed) {
  const Index size = shape.width / shape.heads;
  const Index width = shape.width;
  const T scale = 1 / std::sqrt(static_cast<T>(size));
  for (Index i = 0; i < width; ++i) keys(i, position) = qkv(position, width + i);
  for (Index head = 0; head < shape.heads; ++head) {
    T* row = &weights(head, 0);
    T* out = &mixed(0, head * size);
    for (Index s = 0; s <= position; ++s) row[s] = 0;
    for (Index i = head * size; i < (head + 1) * size; ++i) {
      const T query = qkv(position, i) * scale;
      for (Index s = 0; s <= position; ++s) row[s] += query * keys(i, s);
    }
    softmax_row(row, row, position + 1);
    for (Index i = 0; i < size; ++i) out[i] = 0;
    for (Index s = 0; s <= position; ++s) {
      const T* value = &qkv(s, 2 * width + head * size);
      for (Index i = 0; i < size; ++i) out[i] += row[s] * value[i];
    }
  }
}

}  // namespace trackmeet::nn::plain
