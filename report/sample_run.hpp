// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/run.hpp"

/// Runs for the tests of the renderers.
namespace trackmeet::report::sample {

/// Three rounds of three benchmarks; times are `factor` times as long as in the first of its kind.
inline model::Run run(double factor = 1) {
  model::Run out;
  out.suite = "tensor_ops";
  out.git.commit = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
  out.timestamp = *from_iso8601("2026-11-21T09:15:11Z");
  out.environment.machine_class = "x86_64-amd-epyc-2c-debian-12";
  const auto time = model::metric_index(out, "real_time");
  const auto items = model::metric_index(out, "items_per_second");
  const auto flops = model::metric_index(out, "flops_per_second");
  const auto memory = model::metric_index(out, "peak_rss");
  const auto add = [&](std::string name, std::uint32_t round, std::vector<model::Value> values) {
    model::Row row;
    row.name = std::move(name);
    row.round = round;
    row.values = std::move(values);
    out.rows.push_back(std::move(row));
  };
  for (const std::uint32_t round : {0U, 1U, 2U}) {
    const double mebibyte = 1024 * 1024;
    add("matmul", round,
        {{time, factor * (0.011 + 0.001 * round)}, {items, 1e4}, {flops, 2e10}, {memory, 50 * mebibyte}});
    add("softmax", round, {{time, factor * 2e-6}, {items, 5e8}, {memory, 8 * mebibyte}});
    add("relu", round, {{time, factor * 3e-4}, {memory, 4 * mebibyte}});
  }
  return out;
}

}  // namespace trackmeet::report::sample
