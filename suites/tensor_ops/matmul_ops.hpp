// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/product.hpp"
#include "suites/tensor_ops/tensor.hpp"

namespace trackmeet::suites::tensor_ops {

/// out = a b, with (n x k) (k x m) -> (n x m).
inline void multiply(ConstView a, ConstView b, View out) {
  nn::multiply<float>({a.data(), a.rows(), a.cols()}, {b.data(), b.rows(), b.cols()},
                      {out.data(), out.rows(), out.cols()});
}

/// out = a x, with `x` and `out` as columns. nn has x W alone, whose rows are added where here each is a sum of its
/// own.
inline void multiply_vector(ConstView a, ConstView x, View out) { out.col(0).noalias() = a * x.col(0); }

/// `batch` products of square matrices of size n, stacked: each operand is (batch * n) x n.
inline void multiply_batched(ConstView a, ConstView b, Index batch, View out) {
  const Index n = a.cols();
  for (Index i = 0; i < batch; ++i) {
    const Index begin = i * n * n;
    multiply({a.data() + begin, n, n}, {b.data() + begin, n, n}, {out.data() + begin, n, n});
  }
}

}  // namespace trackmeet::suites::tensor_ops
