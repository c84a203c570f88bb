// SPDX-License-Identifier: Apache-2.0
#include "compare/block_value.hpp"

namespace trackmeet::compare {

stats::NoisyValue block_value(const std::array<double, 4>& levels, bool head_is_outside) {
  const double outside = levels[0] + levels[3];
  const double inside = levels[1] + levels[2];
  const double apart_outside = levels[0] - levels[3];
  const double apart_inside = levels[1] - levels[2];
  return {(head_is_outside ? outside - inside : inside - outside) / 2,
          (apart_outside * apart_outside + apart_inside * apart_inside) / 2};
}

}  // namespace trackmeet::compare
