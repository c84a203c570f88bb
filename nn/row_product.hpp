// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// out += x W for a single row x: x: inputs, W: inputs x outputs, out: outputs. Reads W once; where many entries of x
/// are zero, as in images and after ReLU, only the rows of W that count, so that a row of W that is not finite may go
/// unnoticed.
template <typename T>
void add_row_product(InRow<T> x, In<T> weight, std::span<T> out);

}  // namespace trackmeet::nn
