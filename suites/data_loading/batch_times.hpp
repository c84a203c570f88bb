// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <vector>

namespace trackmeet::suites::data_loading {

using Clock = std::chrono::steady_clock;

inline double seconds_between(Clock::time_point begin, Clock::time_point end) {
  return std::chrono::duration<double>(end - begin).count();
}

/// Times in seconds, in memory that is taken beforehand: the latest `most` of them.
class BatchTimes {
public:
  explicit BatchTimes(std::size_t most = std::size_t{1} << 17U) : seconds_(most) {}

  void clear() { added_ = 0; }
  void add(double seconds) { seconds_[added_++ % seconds_.size()] = seconds; }

  /// The smallest of the times that a share `p` of them, 0 to 1, does not exceed (nearest rank); 0 if there are none.
  double quantile(double p) const {
    const std::size_t count = std::min(added_, seconds_.size());
    if (count == 0) return 0;
    std::vector<double> sorted(seconds_.begin(), seconds_.begin() + static_cast<std::ptrdiff_t>(count));
    const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(count)));
    const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(rank, 1, count) - 1);
    std::nth_element(sorted.begin(), place, sorted.end());
    return *place;
  }
  double median() const { return quantile(0.5); }

private:
  std::vector<double> seconds_;
  std::size_t added_ = 0;
};

}  // namespace trackmeet::suites::data_loading
