// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <span>

#include "core/page_buffer.hpp"
#include "core/random.hpp"
#include "nn/matrix.hpp"

namespace trackmeet::suites::tensor_ops {

using Index = Eigen::Index;

/// How the operations see their operands: float32, row-major, without gaps between rows. A view owns nothing.
using View = Eigen::Map<Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;
using ConstView = Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

/// Where entry (i, j) lies.
inline float* place(View view, Index i, Index j) { return view.data() + i * view.cols() + j; }
inline const float* place(ConstView view, Index i, Index j) { return view.data() + i * view.cols() + j; }

inline ConstView read_only(View view) { return {view.data(), view.rows(), view.cols()}; }

/// A matrix with memory of its own, zero at first; tensors of more dimensions are rows of rows. Becomes a view where an
/// operation wants one, of this suite or of nn.
class Tensor {
public:
  Tensor(Index rows, Index columns)
      : values_(static_cast<std::size_t>(rows * columns)), rows_(rows), columns_(columns) {}

  /// Numbers in [-1, 1) that depend on `seed` alone.
  static Tensor random(Index rows, Index columns, std::uint64_t seed) {
    Tensor tensor(rows, columns);
    fill_random(tensor.values(), seed);
    return tensor;
  }

  Index rows() const { return rows_; }
  Index columns() const { return columns_; }
  std::span<float> values() { return values_.values(); }
  std::span<const float> values() const { return values_.values(); }
  operator View() { return {values_.data(), rows_, columns_}; }
  operator ConstView() const { return {values_.data(), rows_, columns_}; }
  operator nn::Matrix<float>() { return {values_.data(), rows_, columns_}; }
  operator nn::Matrix<const float>() const { return {values_.data(), rows_, columns_}; }

private:
  Buffer<float> values_;
  Index rows_;
  Index columns_;
};

inline double entries(const Tensor& tensor) { return static_cast<double>(tensor.values().size()); }
inline double float_bytes(const Tensor& tensor) { return static_cast<double>(tensor.values().size_bytes()); }

}  // namespace trackmeet::suites::tensor_ops
