// SPDX-License-Identifier: Apache-2.0
#include "stats/distributions.hpp"

#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>

namespace trackmeet::stats {

double two_sided_p(double t, double degrees) {
  assert(degrees > 0);
  if (std::isinf(t)) return 0;
  if (degrees >= many_degrees) return 2 * boost::math::cdf(boost::math::normal(), -std::abs(t));
  return 2 * boost::math::cdf(boost::math::students_t(degrees), -std::abs(t));
}

double two_sided_quantile(double alpha, double degrees) {
  assert(alpha > 0 && alpha < 1 && degrees > 0);
  if (degrees >= many_degrees) return -boost::math::quantile(boost::math::normal(), alpha / 2);
  return -boost::math::quantile(boost::math::students_t(degrees), alpha / 2);
}

double variance_ratio_p(double ratio, double above, double below) {
  assert(above > 0 && below > 0);
  if (!(ratio > 0)) return 1;
  if (std::isinf(ratio)) return 0;
  return boost::math::cdf(boost::math::complement(boost::math::fisher_f(above, below), ratio));
}

}  // namespace trackmeet::stats
