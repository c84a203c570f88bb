// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "compare/comparison.hpp"

/// Comparisons for the tests of the renderers.
namespace trackmeet::report::sample {

inline const model::Metric time_metric{"real_time", "s", model::Better::lower, model::Kind::sampled};
inline const model::Metric memory_metric{"peak_rss", "B", model::Better::lower, model::Kind::sampled};
inline const model::Metric allocations_metric{"allocs_per_iter", "", model::Better::lower, model::Kind::exact};

inline compare::ComparedRow row(std::string name, compare::Verdict verdict, double base, double head, double low,
                                double high, std::string reason) {
  compare::ComparedRow out;
  out.name = std::move(name);
  out.metric = time_metric;
  out.base = base;
  out.head = head;
  out.base_rounds = out.head_rounds = 10;
  out.change = head / base - 1;
  out.interval_low = low;
  out.interval_high = high;
  out.verdict = verdict;
  out.reason = std::move(reason);
  return out;
}

/// A row without a pair: no values, no change, no interval.
inline compare::ComparedRow unpaired(std::string name, compare::Verdict verdict, std::string reason) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  return row(std::move(name), verdict, none, none, none, none, std::move(reason));
}

/// One row of most verdicts, as a pull request that slows one benchmark down would give them.
inline compare::Comparison mixed() {
  using compare::Severity;
  using compare::Verdict;
  compare::Comparison out;
  out.suite = "tensor_ops";
  out.base.source = "baselines/tensor_ops.json";
  out.base.commit = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
  out.base.timestamp = "2026-11-20T08:00:00Z";
  out.base.sessions = 3;
  out.base.machine_class = "x86_64-amd-epyc-2c-debian-12";
  out.base.benchmarks = 6;
  out.head.source = "results/head.json";
  out.head.commit = "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c";
  out.head.dirty = true;
  out.head.timestamp = "2026-11-21T09:15:11Z";
  out.head.machine_class = out.base.machine_class;
  out.head.benchmarks = 6;
  out.differences = {{"compiler", "GNU 12.2.0", "GNU 13.1.0"}};
  out.spread.tau = 0.02;

  auto slower = row("matmul_large", Verdict::regression, 0.01234, 0.018905, 0.501, 0.566,
                    "proven worse: p = 3e-06 after correction");
  slower.severity = Severity::severe;
  slower.proven = compare::Proven::worse;
  slower.p = 1.5e-6;
  slower.p_adjusted = 3e-6;
  auto allocating = row("softmax", Verdict::regression, 2, 5, 3, 3, "3 allocations more, the same in every round");
  allocating.metric = allocations_metric;
  allocating.by_difference = true;
  allocating.change = 3;
  allocating.severity = Severity::minor;
  auto faster =
      row("conv2d", Verdict::improvement, 0.0042, 0.0030, -0.31, -0.26, "proven better: p = 2e-05 after correction");
  faster.severity = Severity::moderate;
  auto memory = row("softmax", Verdict::inconclusive, 1048576, 1080000, -0.021, 0.083,
                    "the interval reaches beyond 10 %: about 8 more rounds would decide");
  memory.metric = memory_metric;
  out.rows = {slower,
              allocating,
              unpaired("old_kernel", Verdict::missing, "in the base only"),
              memory,
              faster,
              unpaired("new_kernel", Verdict::added, "in the head only"),
              row("relu", Verdict::unchanged, 0.001, 0.00101, -0.01, 0.02, "shown equal within 10 %"),
              row("sigmoid", Verdict::unchanged, 0.002, 0.00199, -0.02, 0.01, "shown equal within 10 %")};
  out.exit_status = 1;
  out.conclusion = "matmul_large is 53.2 % slower (severe)";
  out.warnings = {"the head was built from a work tree with changes"};
  return out;
}

}  // namespace trackmeet::report::sample
