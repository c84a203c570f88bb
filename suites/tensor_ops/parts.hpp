// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "nn/team.hpp"
#include "suites/tensor_ops/tensor.hpp"

namespace trackmeet::suites::tensor_ops {

/// Part number `part` of `parts`, from 0: rows next to each other, as even as can be. The same whatever the timing, so
/// that each thread meets what it left in its cache.
inline ConstView part_of_rows(ConstView whole, Index part, Index parts) {
  const Index first = whole.rows() * part / parts;
  return {place(whole, first, 0), whole.rows() * (part + 1) / parts - first, whole.cols()};
}
inline View part_of_rows(Tensor& whole, Index part, Index parts) {
  View view = whole;
  const ConstView rows = part_of_rows(read_only(view), part, parts);
  return {view.data() + (rows.data() - view.data()), rows.rows(), rows.cols()};
}

}  // namespace trackmeet::suites::tensor_ops
