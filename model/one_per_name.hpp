// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/run.hpp"

namespace trackmeet::model {

/// One metric of one benchmark in a few numbers, over its rounds (over repetitions, where a file knows no rounds), in
/// the metric's unit.
struct Summary {
  std::uint32_t metric = 0;  ///< index into `Run::metrics`
  double median = 0;
  double lowest = 0;
  double highest = 0;
  double deviation = 0;    ///< standard deviation of the rounds; 0 where there is one only
  std::size_t rounds = 0;  ///< at least 1
};

/// What is left of a benchmark in the formats that have one row for it.
struct OneRow {
  std::string name;
  std::string label;             ///< of the first row that has one
  std::uint64_t iterations = 0;  ///< of all rows; 0: not known
  std::vector<Summary> metrics;  ///< in the order of the file
};

/// A row for each benchmark that has values, in the order of their first appearance.
std::vector<OneRow> one_per_name(const Run& run);

/// The summary of that metric, or null.
const Summary* find_summary(const OneRow& row, const Run& run, std::string_view metric);

}  // namespace trackmeet::model
