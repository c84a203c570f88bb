// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "compare/comparison.hpp"
#include "core/random.hpp"
#include "report/html.hpp"
#include "report/plain_text.hpp"
#include "report/sample_comparison.hpp"

/// Comparisons with the values behind them, as pages for a browser to open.
namespace trackmeet::report::sample {

/// `n` values around `middle`, each within `spread` of it (a share).
inline std::vector<double> values_around(double middle, double spread, std::size_t n, SplitMix64& random) {
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) {
    values.push_back(middle * (1 + spread * double{random.next_float()}));
  }
  return values;
}

/// Fills in what the rows of `comparison` may have been decided from, ten values a side.
inline HtmlPart part_of(const compare::Comparison& comparison) {
  SplitMix64 random(7);
  HtmlPart part;
  part.comparison = &comparison;
  for (const compare::ComparedRow& row : comparison.rows) {
    const double spread = row.metric.kind == model::Kind::exact ? 0 : 0.03;
    const auto fill = [&](HtmlSide& side, double value) {
      if (!std::isnan(value)) side.values[{row.name, row.metric.name}] = values_around(value, spread, 10, random);
    };
    fill(part.base, row.base);
    fill(part.head, row.head);
  }
  part.base.environment.os = part.head.environment.os = "Debian GNU/Linux 12";
  part.base.environment.cpu = part.head.environment.cpu = "AMD EPYC 7B13";
  part.base.environment.cores = part.head.environment.cores = 2;
  part.base.environment.memory_bytes = part.head.environment.memory_bytes = 8ULL << 30U;
  part.base.environment.caches = part.head.environment.caches = {{"Data", 1, 32768, 1}, {"Unified", 2, 524288, 1}};
  part.base.environment.compiler = "GNU 12.2.0";
  part.head.environment.compiler = "GNU 13.1.0";
  part.base.environment.flags = part.head.environment.flags = "-O3 -DNDEBUG -march=native";
  return part;
}

/// Every name that might do harm, as benchmark, metric, unit, reason, suite, commit, file and warning.
inline compare::Comparison hostile() {
  compare::Comparison out = mixed();
  out.rows.clear();
  for (const std::string& name : hostile_names) {
    auto made = row(name, compare::Verdict::regression, 1, 2, 0.9, 1.1, name);
    made.severity = compare::Severity::severe;
    made.metric.name = "m" + name;
    made.metric.unit = name;
    out.rows.push_back(made);
  }
  const std::string all = std::string(hostile_names[8]) + "</script></title></style>{{data}}\"' onload=\"alert(1)";
  out.rows.push_back(row(all, compare::Verdict::failed, 1, 2, 0.9, 1.1, all + "\n" + all));
  out.suite = out.conclusion = out.base.describe = out.base.source = out.head.source = out.head.machine_class = all;
  out.head.commit.clear();
  out.head.describe = out.head.timestamp = all;
  out.warnings = {all};
  out.differences = {{all, all, all}};
  return out;
}

/// `n` benchmarks, of which a few changed; worst first, as comparisons have them.
inline compare::Comparison large(std::size_t n) {
  compare::Comparison out = mixed();
  out.rows.clear();
  SplitMix64 random(11);
  const auto uniform = [&random] { return (1 + double{random.next_float()}) / 2; };
  const std::string families[] = {"matmul", "conv2d", "softmax", "layer_norm", "attention", "embedding", "pooling"};
  for (std::size_t i = 0; i < n; ++i) {
    const double base = 1e-6 * std::exp(9 * uniform());
    const double luck = uniform();
    const double change = luck < 0.01   ? 0.2 + 0.8 * uniform()
                          : luck < 0.02 ? -0.3 * uniform()
                                        : 0.02 * (uniform() - 0.5);
    const double margin = 0.01 + 0.02 * uniform();
    const compare::Verdict verdict = change > 0.2 - 1e-9       ? compare::Verdict::regression
                                     : change < -0.05          ? compare::Verdict::improvement
                                     : margin + change > 0.028 ? compare::Verdict::inconclusive
                                                               : compare::Verdict::unchanged;
    auto made = row(fmt::format("{}/{}/threads:{}", families[i % std::size(families)], i, 1U << i % 5), verdict, base,
                    base * (1 + change), change - margin, change + margin,
                    verdict == compare::Verdict::regression    ? "proven worse: p = 3e-06 after correction"
                    : verdict == compare::Verdict::improvement ? "proven better: p = 2e-05 after correction"
                    : verdict == compare::Verdict::inconclusive
                        ? "the interval reaches beyond 1 %: about 8 more rounds would decide"
                        : "shown equal within 10 %");
    if (verdict == compare::Verdict::regression) {
      made.severity = change > 0.5 ? compare::Severity::severe : compare::Severity::moderate;
    }
    if (verdict == compare::Verdict::improvement) made.severity = compare::Severity::minor;
    made.p = made.p_adjusted = luck;
    out.rows.push_back(made);
  }
  const auto weight = [](const compare::ComparedRow& made) {
    constexpr int order[] = {0, 2, 3, 1};
    return std::pair(order[static_cast<int>(made.verdict) % 4], -std::abs(made.change));
  };
  std::ranges::stable_sort(out.rows, [&](const auto& a, const auto& b) { return weight(a) < weight(b); });
  out.conclusion = fmt::format("{} is {:.1f} % slower (severe)", out.rows.front().name, out.rows.front().change * 100);
  return out;
}

}  // namespace trackmeet::report::sample
