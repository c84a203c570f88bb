// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "model/metric.hpp"

namespace trackmeet::model {

/// What stands beside a value in a file of another tool, and what it makes of it.
struct ForeignUnit {
  Metric metric;
  double times = 1;  ///< a value times this, over the next, is in the metric's unit
  double over = 1;   ///< two factors, of which one is 1, so that nothing is rounded twice

  double in_unit(double value) const { return value * times / over; }

  /// Likewise of a number as JSON spells it. Where only its decimal point moves nothing is rounded twice: 88.1 ns is
  /// the same 8.81e-08 s that any other file would give.
  double decimal_in_unit(std::string_view text) const;
};

/// How many of that unit of time are a second: `ns`, `us`, `µs`, `ms`, `s`, `min`, `h`, `day`, and the words for them.
/// Nothing if it is none.
std::optional<double> per_second(std::string_view unit);

/// Times, also of one iteration (`ns/op`, `ms/iter`), are `real_time`, in seconds. Operations in a time (`ops/ms`,
/// `iter/sec`) are `throughput`, in 1/s, of which more is better. `allocs/op` and `B/op` are allocations, in exact
/// numbers. Everything else is a metric called by its unit, which it keeps: what ends in `/s` (or `/ms`, `/sec`, …) or
/// is known to be a rate (`fps`, `MIPS`) is better the higher, the rest the lower. Without a unit: `value`. What
/// follows a tab is not heeded.
ForeignUnit foreign_unit(std::string_view unit);

/// How a metric of that unit is called where the file says itself which way is good, and the unit says otherwise:
/// `real_time (higher is better)`, in the unit as it is.
ForeignUnit foreign_unit(std::string_view unit, Better better);

/// `throughput`, in 1/s: more is better.
Metric throughput_metric();

}  // namespace trackmeet::model
