// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "suites/tensor_ops/agreement.hpp"

/// What the unit tests of the operations share.
namespace trackmeet::suites::tensor_ops {

struct Shape {
  Index rows;
  Index columns;
};

/// A single entry, a row, a column, sizes just below, at and above those of vector registers and tiles, odd ones, and
/// the suite's small one.
inline constexpr std::array test_shapes = {
    Shape{1, 1},   Shape{1, 7},   Shape{7, 1},   Shape{2, 3},   Shape{5, 4},     Shape{8, 8},     Shape{15, 16},
    Shape{16, 15}, Shape{17, 31}, Shape{33, 17}, Shape{63, 65}, Shape{64, 64},   Shape{65, 63},   Shape{3, 257},
    Shape{257, 3}, Shape{1, 100}, Shape{100, 1}, Shape{31, 32}, Shape{100, 100}, Shape{129, 130},
};

/// A result to be filled: an entry that is left out stays NaN and agrees with nothing.
inline Tensor unfilled(Index rows, Index columns) {
  Tensor tensor(rows, columns);
  std::ranges::fill(tensor.values(), std::numeric_limits<float>::quiet_NaN());
  return tensor;
}

/// What is off, and for which shape; empty if nothing is.
inline std::string disagreement(Shape shape, const std::optional<Mismatch>& mismatch) {
  return mismatch ? fmt::format("{} x {}: {}", shape.rows, shape.columns, to_text(*mismatch)) : "";
}

}  // namespace trackmeet::suites::tensor_ops
