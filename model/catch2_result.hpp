// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/foreign_run.hpp"

namespace trackmeet::model {

/// A benchmark of Catch2 as either of its reporters gives it; times in seconds, NaN where something else stood there.
struct Catch2Result {
  std::string path;  ///< the test case and its sections, with strokes between them
  std::string name;
  std::optional<double> mean;
  std::optional<double> lower, upper;  ///< bounds of the mean's confidence interval
  std::optional<double> stddev;
  std::string failure;     ///< why there is no result; empty: there is one
  std::uint32_t line = 0;  ///< from 1
};

/// How many a file may have. What they take in memory is bounded by it.
inline constexpr std::size_t most_catch2_results = 200'000;

/// Adds a test case or a section to a path, which is kept short however long the names of a file are.
void append_to_path(std::string& path, std::string_view name);

/// Adds them to the run. A name that occurs once is the benchmark's; of those that occur more often the test case and
/// sections are part (`Fibonacci/deep/fib 10`). What is still the same was measured again, for each section or
/// generated value, and is numbered: `… #2`.
void add_catch2_results(const std::vector<Catch2Result>& results, ForeignRun& run);

}  // namespace trackmeet::model
