// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// The mean, over the rows, of -log softmax(logits)[label], in nats: what a row of logits has to say against its label.
/// Sets `d_logits`, its derivative: (softmax(logits) - 1 at the label) / rows. The greatest logit is taken off first,
/// so that nothing overflows. `labels`: one a row, in [0, logits.columns). At least one row; `d_logits` does not
/// overlap.
template <typename T>
double cross_entropy(In<T> logits, std::span<const std::int32_t> labels, Matrix<T> d_logits);

/// How many rows have their greatest logit, the first of several equal ones, at their label.
template <typename T>
Index count_correct(Matrix<T> logits, std::span<const std::int32_t> labels);

}  // namespace trackmeet::nn
