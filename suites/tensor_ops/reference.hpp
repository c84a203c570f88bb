// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "nn/layer_norm.hpp"
#include "suites/tensor_ops/convolution_ops.hpp"
#include "suites/tensor_ops/tensor.hpp"

/// What every operation must yield, from its definition: plain loops, sums in double, nothing clever. Results are
/// row-major.
namespace trackmeet::suites::tensor_ops::reference {

using Values = std::vector<double>;

/// f(i, j) for each entry of a matrix of that shape.
template <typename Function>
Values each_entry(Index rows, Index columns, Function f) {
  Values values;
  values.reserve(static_cast<std::size_t>(rows * columns));
  for (Index i = 0; i < rows; ++i) {
    for (Index j = 0; j < columns; ++j) values.push_back(f(i, j));
  }
  return values;
}

inline Values fill(Index rows, Index columns, double value) {
  return Values(static_cast<std::size_t>(rows * columns), value);
}

/// The upper 24 bits of each draw, as a multiple of 2^-23, less one.
inline Values random(Index rows, Index columns, std::uint64_t seed) {
  SplitMix64 draws(seed);
  return each_entry(rows, columns,
                    [&](Index, Index) { return static_cast<double>(draws.next() >> 40U) * 0x1p-23 - 1; });
}

inline Values add(ConstView a, ConstView b) {
  return each_entry(a.rows(), a.cols(), [&](Index i, Index j) { return double{a(i, j)} + double{b(i, j)}; });
}

inline Values scale(ConstView a, float factor) {
  return each_entry(a.rows(), a.cols(), [&](Index i, Index j) { return double{factor} * double{a(i, j)}; });
}

inline Values multiply_add(ConstView a, ConstView b, ConstView c) {
  return each_entry(a.rows(), a.cols(),
                    [&](Index i, Index j) { return double{a(i, j)} * double{b(i, j)} + double{c(i, j)}; });
}

inline Values add_row(ConstView a, ConstView row) {
  return each_entry(a.rows(), a.cols(), [&](Index i, Index j) { return double{a(i, j)} + double{row(0, j)}; });
}

inline Values gelu(ConstView a) {
  return each_entry(a.rows(), a.cols(), [&](Index i, Index j) {
    const double x = a(i, j);
    return 0.5 * x * (1.0 + std::tanh(std::sqrt(2.0 / 3.14159265358979323846) * (x + 0.044715 * x * x * x)));
  });
}

/// Entry (i, j) of the product a b.
inline double product_entry(ConstView a, ConstView b, Index i, Index j) {
  double sum = 0;
  for (Index k = 0; k < a.cols(); ++k) sum += double{a(i, k)} * double{b(k, j)};
  return sum;
}

inline Values multiply(ConstView a, ConstView b) {
  return each_entry(a.rows(), b.cols(), [&](Index i, Index j) { return product_entry(a, b, i, j); });
}

/// Entry (i, j) of the stacked result: row i belongs to the product number i / n.
inline double batched_product_entry(ConstView a, ConstView b, Index i, Index j) {
  const Index n = a.cols();
  const Index begin = i / n * n * n;
  return product_entry({a.data() + begin, n, n}, {b.data() + begin, n, n}, i % n, j);
}

inline Values multiply_batched(ConstView a, ConstView b) {
  return each_entry(a.rows(), a.cols(), [&](Index i, Index j) { return batched_product_entry(a, b, i, j); });
}

inline Values row_sum(ConstView a) {
  Values sums(static_cast<std::size_t>(a.rows()), 0.0);
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.cols(); ++j) sums[static_cast<std::size_t>(i)] += double{a(i, j)};
  }
  return sums;
}

inline Values row_max(ConstView a) {
  Values greatest;
  for (Index i = 0; i < a.rows(); ++i) {
    float best = a(i, 0);
    for (Index j = 1; j < a.cols(); ++j) best = std::max(best, a(i, j));
    greatest.push_back(double{best});
  }
  return greatest;
}

inline Values column_sum(ConstView a) {
  Values sums(static_cast<std::size_t>(a.cols()), 0.0);
  for (Index i = 0; i < a.rows(); ++i) {
    for (Index j = 0; j < a.cols(); ++j) sums[static_cast<std::size_t>(j)] += double{a(i, j)};
  }
  return sums;
}

inline Values softmax(ConstView a) {
  Values result;
  const Values greatest = row_max(a);
  for (Index i = 0; i < a.rows(); ++i) {
    Values row;
    double sum = 0;
    for (Index j = 0; j < a.cols(); ++j) {
      row.push_back(std::exp(double{a(i, j)} - greatest[static_cast<std::size_t>(i)]));
      sum += row.back();
    }
    for (const double value : row) result.push_back(value / sum);
  }
  return result;
}

inline Values layer_norm(ConstView a, ConstView gain, ConstView bias) {
  Values result;
  const Values sums = row_sum(a);
  const auto columns = static_cast<double>(a.cols());
  for (Index i = 0; i < a.rows(); ++i) {
    const double mean = sums[static_cast<std::size_t>(i)] / columns;
    double squares = 0;
    for (Index j = 0; j < a.cols(); ++j) squares += (double{a(i, j)} - mean) * (double{a(i, j)} - mean);
    const double deviation = std::sqrt(squares / columns + nn::layer_norm_epsilon);
    for (Index j = 0; j < a.cols(); ++j) {
      result.push_back((double{a(i, j)} - mean) / deviation * double{gain(0, j)} + double{bias(0, j)});
    }
  }
  return result;
}

inline Values transpose(ConstView a) {
  return each_entry(a.cols(), a.rows(), [&](Index i, Index j) { return double{a(j, i)}; });
}

inline Values gather_rows(ConstView table, std::span<const std::int32_t> rows) {
  return each_entry(static_cast<Index>(rows.size()), table.cols(),
                    [&](Index i, Index j) { return double{table(rows[static_cast<std::size_t>(i)], j)}; });
}

/// Entry (channel, pixel) of the output.
inline double convolution_entry(const Convolution& shape, ConstView input, ConstView kernels, Index channel,
                                Index pixel) {
  double sum = 0;
  Index tap = 0;
  for (Index from = 0; from < shape.in_channels; ++from) {
    for (Index dy = 0; dy < shape.kernel; ++dy) {
      for (Index dx = 0; dx < shape.kernel; ++dx, ++tap) {
        const Index y = pixel / shape.width + dy - shape.border();
        const Index x = pixel % shape.width + dx - shape.border();
        const bool inside = y >= 0 && y < shape.height && x >= 0 && x < shape.width;
        if (inside) sum += double{kernels(channel, tap)} * double{input(from, y * shape.width + x)};
      }
    }
  }
  return sum;
}

inline Values convolve(const Convolution& shape, ConstView input, ConstView kernels) {
  return each_entry(shape.out_channels, shape.pixels(), [&](Index channel, Index pixel) {
    return convolution_entry(shape, input, kernels, channel, pixel);
  });
}

/// Of a value that lies midway between two steps, the even step.
inline Values quantise(std::span<const float> values, float step) {
  Values steps;
  for (const float value : values) {
    steps.push_back(std::clamp(std::nearbyint(double{value} * double{1.0F / step}), -127.0, 127.0));
  }
  return steps;
}

inline Values dequantise(std::span<const std::int8_t> values, float step) {
  Values result;
  for (const std::int8_t value : values) result.push_back(double{step} * static_cast<double>(value));
  return result;
}

}  // namespace trackmeet::suites::tensor_ops::reference
