// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/run.hpp"

namespace trackmeet::model {

/// For tests of the writers: two benchmarks of three rounds (medians: `sort/8` 2 us, cpu 1 us, 50 items/s; a hostile
/// name 250 ns alone), and one that failed.
inline Run run_to_convert() {
  Run run;
  run.suite = "suite";
  run.source = "new.json";
  run.timestamp = *from_iso8601("2026-11-21T09:15:11Z");
  run.git.commit = "3f786850e387550fdab836ed7e6dc881de23001b";
  run.environment.cores = 2;
  for (std::uint32_t round = 0; round < 3; ++round) {
    Row row;
    row.name = "sort/8";
    row.round = round;
    row.iterations = 100;
    row.label = "quick";
    row.values = {{metric_index(run, "real_time"), 1e-6 * (1 + round)},
                  {metric_index(run, "cpu_time"), 5e-7 * (1 + round)},
                  {metric_index(run, "items_per_second"), 25.0 * (1 + round)}};
    run.rows.push_back(row);
    row.name = "=HYPERLINK(\"x\",\"y\")\n";
    row.label.clear();
    row.values = {{metric_index(run, "real_time"), 2.5e-7}};
    run.rows.push_back(row);
  }
  run.failures.push_back({"broken", FailureReason::crash, "signal 11"});
  return run;
}

}  // namespace trackmeet::model
