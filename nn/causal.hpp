// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// How many entries of row `token`, out of `columns`, the causal kernels work on: those of the tokens up to this one
/// and so many more that they are whole packets of 16. What lies behind is neither read nor computed.
inline Index causal_reach(Index token, Index columns) { return std::min(columns, (token / 16 + 1) * 16); }

}  // namespace trackmeet::nn
