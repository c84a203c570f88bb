// SPDX-License-Identifier: Apache-2.0
#include "stats/alpha_spending.hpp"

#include <cassert>
#include <cmath>

#include "stats/distributions.hpp"

namespace trackmeet::stats {

double alpha_spent(double level, double t) {
  assert(level > 0 && level < 1);
  if (!(t > 0)) return 0;
  if (t >= 1) return level;
  return two_sided_p(two_sided_quantile(level, many_degrees) / std::sqrt(t), many_degrees);
}

}  // namespace trackmeet::stats
