// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trackmeet::model {

/// Which way is good.
enum class Better { lower, higher };

/// `sampled`: varies from round to round and is judged by its distribution. `exact`: the same every time for the same
/// program (allocations, instruction counts, bytes, accuracy) and is judged by difference.
enum class Kind { sampled, exact };

/// What is measured, in which unit, and which way is good.
struct Metric {
  std::string name;  ///< `real_time`, `cpu_time`, `peak_rss`, `allocs_per_iter`, `items_per_second`, any user counter
  std::string unit;  ///< `s`, `B`, `1/s`, `B/s`, `FLOP/s`; empty: a count
  Better better = Better::lower;
  Kind kind = Kind::sampled;
  bool guessed = false;  ///< nobody told which way is good: `better` is a guess that no verdict may rest on
  bool operator==(const Metric&) const = default;
};

/// The metrics that every part of Trackmeet knows by name: times, memory, allocations, rates, and sizes of files.
const std::vector<Metric>& known_metrics();

/// The known metric of that name, or one guessed from it: `…_per_second`, `…/s`, `…/sec` are rates (higher is better);
/// anything else is a sampled quantity of which less is better, and that is `guessed`.
Metric metric_named(std::string_view name);

}  // namespace trackmeet::model
