// SPDX-License-Identifier: Apache-2.0
#include "report/overview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "report/fitted_table.hpp"
#include "report/run_summary.hpp"
#include "report/shown.hpp"

namespace trackmeet::report {
namespace {

/// `2.1 %`, the middle one of the benchmarks' spreads; empty if none has one.
std::string typical_spread(const std::vector<BenchmarkSummary>& benchmarks) {
  std::vector<double> spreads;
  for (const BenchmarkSummary& benchmark : benchmarks)
    if (!std::isnan(benchmark.time.spread)) spreads.push_back(benchmark.time.spread);
  return spreads.empty() ? "" : fmt::format("{:.1f} %", 100 * summarise_rounds(spreads).median);
}

std::string none_if_zero(std::size_t count) { return count == 0 ? "" : std::to_string(count); }

}  // namespace

std::string render_overview(std::span<const model::Run> runs, const TextOptions& options) {
  if (runs.size() < 2) return {};
  FittedTable table({{"suite", Align::left, 0},
                     {"benchmarks", Align::right, 0},
                     {"failed", Align::right, 0},
                     {"rounds", Align::right, 1},
                     {"typical spread", Align::right, 1}});
  for (const model::Run& run : runs) {
    const std::vector<BenchmarkSummary> benchmarks = summarise_run(run);
    std::size_t rounds = 0;
    for (const BenchmarkSummary& benchmark : benchmarks) rounds = std::max(rounds, benchmark.rounds);
    table.add_row({shown(run.suite),
                   std::to_string(benchmarks.size()),
                   {none_if_zero(run.failures.size()), Colour::red},
                   std::to_string(rounds),
                   typical_spread(benchmarks)});
  }
  return table.str(options.width, options.colour);
}

std::string render_overview(std::span<const compare::Comparison> comparisons, const TextOptions& options) {
  if (comparisons.size() < 2) return {};
  using compare::Verdict;
  FittedTable table({{"suite", Align::left, 0},
                     {"regressions", Align::right, 0},
                     {"improvements", Align::right, 0},
                     {"unchanged", Align::right, 0},
                     {"inconclusive", Align::right, 0},
                     {"other", Align::right, 0},
                     {"conclusion", Align::left, 1}});
  for (const compare::Comparison& comparison : comparisons) {
    const std::size_t regressions = count(comparison, Verdict::regression);
    const std::size_t improvements = count(comparison, Verdict::improvement);
    const std::size_t unchanged = count(comparison, Verdict::unchanged);
    const std::size_t inconclusive = count(comparison, Verdict::inconclusive);
    const auto repeating =
        static_cast<std::size_t>(std::ranges::count(comparison.rows, true, &compare::ComparedRow::repeats_time));
    const std::size_t other =
        comparison.rows.size() - repeating - regressions - improvements - unchanged - inconclusive;
    table.add_row({shown(comparison.suite),
                   {none_if_zero(regressions), Colour::red},
                   {none_if_zero(improvements), Colour::green},
                   none_if_zero(unchanged),
                   none_if_zero(inconclusive),
                   none_if_zero(other),
                   shown(comparison.conclusion)});
  }
  return table.str(options.width, options.colour);
}

}  // namespace trackmeet::report
