// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suites/support/check.hpp"
#include "suites/tensor_ops/tensor.hpp"

namespace trackmeet::suites::tensor_ops {

inline Index index(std::size_t i) { return static_cast<Index>(i); }

/// A whole result against its reference.
inline std::optional<Mismatch> compare(const Tensor& got, std::span<const double> expected, Tolerance tolerance = {}) {
  return suites::compare(got.values(), expected, static_cast<std::size_t>(got.columns()), tolerance);
}

/// A sample of it, where the reference takes long.
inline std::optional<Mismatch> compare_sample(const Tensor& got, const EntryReference& expected, std::size_t samples,
                                              Tolerance tolerance) {
  return suites::compare_sample(got.values(), static_cast<std::size_t>(got.columns()), expected, samples, tolerance);
}

/// For sums along an axis of `terms`.
inline Tolerance for_sum_of(Index terms) { return suites::for_sum_of(static_cast<std::size_t>(terms)); }

}  // namespace trackmeet::suites::tensor_ops
