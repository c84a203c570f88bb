// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "machine/finding.hpp"
#include "machine/machine.hpp"

namespace trackmeet::machine {

/// How small a change can be told here: a duet of a build with itself.
struct SelfMeasurement {
  std::string kernel;      ///< what was measured: `compute` or `memory`
  std::size_t blocks = 0;  ///< that were measured
  double seconds = 0;      ///< that it took
  double block_spread =
      std::numeric_limits<double>::quiet_NaN();  ///< standard deviation of a block's change, relative, outliers aside
  double smallest_change = std::numeric_limits<double>::quiet_NaN();  ///< relative; told with a probability of 90 %;
                                                                      ///< infinity: too few blocks to prove anything
  std::string build_type;    ///< of what was measured, as its results tell; empty: not known
  bool false_alarm = false;  ///< a change was proven, though there is none
  std::string failure;       ///< why it could not be measured; empty: it could
};

/// A duet of a build with a copy of it that is slower by a known amount.
struct Canary {
  std::string kernel;
  double injected = 0;  ///< relative: 0.01 is a slowdown by one per cent
  std::size_t blocks = 0;
  double seconds = 0;
  bool proven = false;  ///< that it is slower
  double estimate = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();  ///< 95 % interval
  double high = std::numeric_limits<double>::quiet_NaN();
  std::string failure;  ///< why it could not be measured; empty: it could
};

/// What is known of a machine's fitness for measuring.
struct Diagnosis {
  Machine machine;
  std::vector<Finding> findings;
  std::vector<SelfMeasurement> self_measurements;  ///< empty: not measured
  std::vector<Canary> canaries;                    ///< empty: not tried
};

struct Conclusion {
  int exit_status = 0;   ///< 0: nothing bad; 1: something is, or the gate cannot be trusted; 2: could not be measured
  std::string sentence;  ///< why, such as `the gate did not tell a slowdown of compute by 1 %`
};

/// The first of: what could not be measured, a gate that cannot be trusted, what is bad, what could be better.
Conclusion conclude(const Diagnosis& diagnosis);

}  // namespace trackmeet::machine
