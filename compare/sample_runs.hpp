// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/baseline.hpp"

namespace trackmeet::compare {

/// A run of hand-made values for tests: one row a round.
inline void add_rounds(model::Run& run, const std::string& benchmark, std::string_view metric,
                       const std::vector<double>& values) {
  const std::uint32_t index = model::metric_index(run, metric);
  for (std::size_t round = 0; round < values.size(); ++round) {
    model::Row row;
    row.name = benchmark;
    row.round = static_cast<std::uint32_t>(round);
    row.values = {{index, values[round]}};
    run.rows.push_back(std::move(row));
  }
}

/// Ten values around `centre` that vary by about one per cent, the same ones each time.
inline std::vector<double> around(double centre) {
  std::vector<double> values;
  for (const double wobble : {-0.012, 0.004, 0.009, -0.003, 0.0, 0.011, -0.008, 0.002, -0.005, 0.006})
    values.push_back(centre * (1 + wobble));
  return values;
}

inline model::Run blank_run(std::string commit = std::string(40, 'a')) {
  model::Run run;
  run.suite = "sample";
  run.source = "sample.json";
  run.git.commit = std::move(commit);
  run.environment.machine_class = "x86_64-test-2c-debian-12";
  run.environment.build_type = "Release";
  return run;
}

inline model::Baseline sample_baseline(model::Run run) {
  model::Baseline baseline;
  baseline.suite = run.suite;
  baseline.machine_class = run.environment.machine_class;
  baseline.source = run.source;
  baseline.sessions.push_back({std::move(run), {}, {}, {}, {}});
  return baseline;
}

}  // namespace trackmeet::compare
