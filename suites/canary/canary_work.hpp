// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suites/canary/slowdown.hpp"
#include "suites/support/work.hpp"

namespace trackmeet::suites::canary {

/// A kernel as a benchmark: as many units of work as the slowdown of this process asks for, and proof that they were
/// done. It states no cost: rates would hide the slowdown.
template <typename Kernel>
struct CanaryWork final : Work {
  CanaryWork() : units(slowed(Kernel::units, chosen_slowdown())) {}

  void run() override { kernel.run(units); }
  std::optional<Mismatch> check() const override {
    const double expected = kernel.expected(units), got = kernel.result();
    if (got == expected) return std::nullopt;
    return Mismatch{"result", expected, got};
  }
  Cost cost() const override { return {}; }

  std::uint64_t units;
  Kernel kernel;
};

}  // namespace trackmeet::suites::canary
