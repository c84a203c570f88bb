// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "nn/strided_product.hpp"

namespace trackmeet::nn {

/// out = in^T, with (n x m) -> (m x n), in squares that fit into the registers, tile by tile so that neither side
/// strides through all of its memory at once. The columns of both must be next to each other (column_stride 1); they do
/// not overlap.
template <typename T>
void transpose(std::type_identity_t<Strided<const T>> in, Strided<T> out);

}  // namespace trackmeet::nn
