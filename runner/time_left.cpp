// SPDX-License-Identifier: Apache-2.0
#include "runner/time_left.hpp"

#include <numeric>

namespace trackmeet::runner {

TimeLeft::TimeLeft(std::size_t benchmarks, const std::vector<Visit>& visits)
    : pending_(benchmarks, 0), timed_(benchmarks, 0), spent_s_(benchmarks, 0) {
  for (const Visit& visit : visits) ++pending_[visit.benchmark];
}

void TimeLeft::done(std::size_t benchmark, double seconds) {
  if (pending_[benchmark] > 0) --pending_[benchmark];
  ++timed_[benchmark];
  ++done_;
  spent_s_[benchmark] += seconds;
  spent_in_all_s_ += seconds;
}

std::size_t TimeLeft::processes_in_all() const { return std::accumulate(pending_.begin(), pending_.end(), done_); }

double TimeLeft::seconds() const {
  if (done_ == 0) return -1;
  const double typical_s = spent_in_all_s_ / static_cast<double>(done_);
  double left_s = 0;
  for (std::size_t b = 0; b < pending_.size(); ++b) {
    const double each_s = timed_[b] > 0 ? spent_s_[b] / static_cast<double>(timed_[b]) : typical_s;
    left_s += each_s * static_cast<double>(pending_[b]);
  }
  return left_s;
}

}  // namespace trackmeet::runner
