// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace trackmeet {

/// Aborts where one small input takes more processor time than a user should wait for: waiting for the processor, as on
/// a machine with other work, does not count.
class CpuBudget {
public:
  CpuBudget() = default;
  CpuBudget(const CpuBudget&) = delete;
  CpuBudget& operator=(const CpuBudget&) = delete;
  ~CpuBudget() {
    constexpr double most_seconds = 2;
    const double spent = static_cast<double>(std::clock() - begin_) / CLOCKS_PER_SEC;
    if (spent <= most_seconds) return;
    std::fprintf(stderr, "it took %.1f s of processor time\n", spent);
    std::abort();
  }

private:
  std::clock_t begin_ = std::clock();
};

}  // namespace trackmeet
