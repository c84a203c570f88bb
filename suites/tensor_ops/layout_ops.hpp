// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <span>

#include "suites/tensor_ops/tensor.hpp"

namespace trackmeet::suites::tensor_ops {

/// Row `rows[i]` of `table` as row i of `out`: looking up embeddings. Each index must be a row of `table`.
/// (nn::embedding adds a position to each, and so is another kernel.)
inline void gather_rows(ConstView table, std::span<const std::int32_t> rows, View out) {
  const auto columns = static_cast<std::size_t>(table.cols());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float* const from = table.data() + rows[i] * table.cols();
    std::memcpy(out.data() + i * columns, from, columns * sizeof(float));
  }
}

}  // namespace trackmeet::suites::tensor_ops
