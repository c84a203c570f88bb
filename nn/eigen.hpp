// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

#include "nn/matrix.hpp"

/// Eigen's eyes on our memory. For the sources of kernels alone: no header of ours includes this, so that who uses the
/// library need not compile Eigen.
namespace trackmeet::nn {

static_assert(std::is_same_v<Index, Eigen::Index>);

template <typename T>
using EigenMatrix = Eigen::Matrix<std::remove_const_t<T>, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <typename T>
using EigenRow = Eigen::Matrix<std::remove_const_t<T>, 1, Eigen::Dynamic, Eigen::RowMajor>;

template <typename T>
auto map(Matrix<T> view) {
  if constexpr (std::is_const_v<T>)
    return Eigen::Map<const EigenMatrix<T>>(view.data, view.rows, view.columns);
  else
    return Eigen::Map<EigenMatrix<T>>(view.data, view.rows, view.columns);
}

/// A row vector.
template <typename T>
auto map(std::span<T> row) {
  if constexpr (std::is_const_v<T>)
    return Eigen::Map<const EigenRow<T>>(row.data(), static_cast<Index>(row.size()));
  else
    return Eigen::Map<EigenRow<T>>(row.data(), static_cast<Index>(row.size()));
}

}  // namespace trackmeet::nn
