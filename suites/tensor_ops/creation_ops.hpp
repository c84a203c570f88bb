// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "suites/tensor_ops/tensor.hpp"

namespace trackmeet::suites::tensor_ops {

// Into memory that is there: what the system takes to hand out pages is no tensor's work.

/// out = 0
inline void zeros(View out) { out.setZero(); }

/// out = value, everywhere
inline void fill(float value, View out) { out.setConstant(value); }

/// Numbers in [-1, 1) that depend on `seed` alone, as weights are initialised.
inline void random(std::uint64_t seed, Tensor& out) { fill_random(out.values(), seed); }

}  // namespace trackmeet::suites::tensor_ops
