// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace trackmeet::duet {

/// What to measure and when to stop.
struct DuetOptions {
  std::string filter = ".";        ///< ECMAScript regular expression, found anywhere in a benchmark's name
  double budget_s = 300;           ///< of wall time for the whole duet, builds aside; positive
  std::uint32_t most_blocks = 60;  ///< of one benchmark, 1 to 10 000; fewer where the budget does not last for as many
  bool until_decided = true;       ///< whether a benchmark that is decided is left alone from then on
  double threshold = 0.01;         ///< smallest change of interest (0.01 is one per cent), not negative
  /// That of one benchmark's time, by suite and name; null: it is `threshold` for all. Asked once, when a duet is
  /// planned.
  std::function<double(const std::string& suite, const std::string& benchmark)> threshold_of{};
  double centre = 0;                ///< logarithm of the change that the question is about: more, or less than that?
  double alpha = 0.01;              ///< probability of even one false alarm in the whole duet, in (0, 1)
  std::size_t other_metrics = 1;    ///< sampled metrics besides the time that are judged in the end and share alpha
  double min_time_s = 0.01;         ///< that one process aims to measure
  bool count_instructions = false;  ///< under valgrind, besides
  std::chrono::milliseconds timeout{120'000};  ///< per process
  std::uint64_t memory_limit_bytes = 0;        ///< per process; 0: none
  std::uint64_t seed = 0;                      ///< of coins and orders; 0: one is drawn, and recorded
  std::filesystem::path out_folder = "results";

  double threshold_for(const std::string& suite, const std::string& benchmark) const {
    return threshold_of ? threshold_of(suite, benchmark) : threshold;
  }
};

}  // namespace trackmeet::duet
