// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suites/tensor_ops/tensor.hpp"

namespace trackmeet::suites::tensor_ops {

/// Sum of each row; `out` is a column.
inline void row_sum(ConstView a, View out) {
  for (Index i = 0; i < a.rows(); ++i) out(i, 0) = a.row(i).sum();
}

/// Greatest entry of each row; `out` is a column.
inline void row_max(ConstView a, View out) {
  for (Index i = 0; i < a.rows(); ++i) out(i, 0) = a.row(i).maxCoeff();
}

/// Sum of each column; `out` is a row. Goes along the rows, as they lie in memory, four at a time so that `out` is read
/// and written a quarter as often.
inline void column_sum(ConstView a, View out) {
  auto sum = out.row(0);
  sum.setZero();
  Index i = 0;
  for (; i + 4 <= a.rows(); i += 4) sum += (a.row(i) + a.row(i + 1)) + (a.row(i + 2) + a.row(i + 3));
  for (; i < a.rows(); ++i) sum += a.row(i);
}

}  // namespace trackmeet::suites::tensor_ops
