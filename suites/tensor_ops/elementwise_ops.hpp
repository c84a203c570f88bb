// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suites/tensor_ops/tensor.hpp"

namespace trackmeet::suites::tensor_ops {

// All operands and results of one call have the same shape, unless said otherwise, and results overlap no operand.

/// out = a + b
inline void add(ConstView a, ConstView b, View out) { out.array() = a.array() + b.array(); }

/// out = factor * a
inline void scale(ConstView a, float factor, View out) { out.array() = factor * a.array(); }

/// out = a * b + c, entry by entry
inline void multiply_add(ConstView a, ConstView b, ConstView c, View out) {
  out.array() = a.array() * b.array() + c.array();
}

/// Adds the one row of `row` to each row of `a`: how a layer adds its bias.
inline void add_row(ConstView a, ConstView row, View out) {
  for (Index i = 0; i < a.rows(); ++i) out.row(i).array() = a.row(i).array() + row.row(0).array();
}

}  // namespace trackmeet::suites::tensor_ops
