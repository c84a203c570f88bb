// SPDX-License-Identifier: Apache-2.0
#include "report/run_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/clock.hpp"
#include "core/units.hpp"
#include "report/fitted_table.hpp"
#include "report/heading.hpp"
#include "report/roofline.hpp"
#include "report/run_summary.hpp"
#include "report/shown.hpp"
#include "report/wording.hpp"
#include "report/wrap.hpp"

namespace trackmeet::report {
namespace {

/// Nothing at all where there is no value, so that a column without any is left out.
std::string cell(double value, std::string_view unit) { return std::isnan(value) ? "" : quantity_text(value, unit); }

std::string spread_cell(double spread) { return std::isnan(spread) ? "" : fmt::format("{:.1f} %", spread * 100); }

/// How many rounds every benchmark had; 0: they differ, so each row has to say.
std::size_t common_rounds(const std::vector<BenchmarkSummary>& benchmarks) {
  if (benchmarks.empty()) return 0;
  const std::size_t rounds = benchmarks.front().rounds;
  return std::ranges::all_of(benchmarks, [rounds](const BenchmarkSummary& b) { return b.rounds == rounds; }) ? rounds
                                                                                                             : 0;
}

std::string title(const model::Run& run, std::size_t rounds, const TextOptions& options) {
  std::string measured = commit_text(run.git.commit, run.git.describe, run.git.dirty);
  if (run.timestamp != UtcTime{}) measured += ", " + to_iso8601(run.timestamp);
  if (rounds > 0) measured += ", " + format_count(rounds, "round");
  return heading(run.suite, {measured}, shown(run.environment.machine_class, 60), options);
}

std::string share_cell(const std::map<std::string, double>& shares, const std::string& benchmark) {
  const auto found = shares.find(benchmark);
  return found == shares.end() ? "" : fmt::format("{:.0f} %", 100 * found->second);
}

std::string table_of(const std::vector<BenchmarkSummary>& benchmarks, const std::map<std::string, double>& shares,
                     std::size_t rounds, const TextOptions& options) {
  FittedTable table({{"benchmark", Align::left, 0},
                     {"rounds", Align::right, 0},
                     {"median", Align::right, 0},
                     {"min", Align::right, 3},
                     {"mean", Align::right, 3},
                     {"max", Align::right, 3},
                     {"spread", Align::right, 0},
                     {"throughput", Align::right, 1},
                     {"of roofline", Align::right, 2},
                     {"quality", Align::right, 1},
                     {"allocations", Align::right, 4},
                     {"peak memory", Align::right, 2}});
  for (const BenchmarkSummary& benchmark : benchmarks) {
    table.add_row({shown(benchmark.name), rounds > 0 ? "" : std::to_string(benchmark.rounds),
                   quantity_text(benchmark.time.median, "s"), cell(benchmark.time.min, "s"),
                   cell(benchmark.time.mean, "s"), cell(benchmark.time.max, "s"), spread_cell(benchmark.time.spread),
                   cell(benchmark.throughput, benchmark.throughput_unit), share_cell(shares, benchmark.name),
                   benchmark.quality, cell(benchmark.allocations, ""), cell(benchmark.peak_memory_bytes, "B")});
  }
  return table.empty() ? "nothing was measured\n" : table.str(options.width, options.colour);
}

std::string_view word(model::FailureReason reason) {
  switch (reason) {
    case model::FailureReason::crash:
      return "crash";
    case model::FailureReason::timeout:
      return "timeout";
    case model::FailureReason::memory:
      return "memory";
    case model::FailureReason::error:
      return "error";
  }
  return "?";
}

std::string failures_of(const model::Run& run, const TextOptions& options) {
  if (run.failures.empty()) return {};
  std::string out =
      "\n" + coloured(format_count(run.failures.size(), "failure") + ":", Colour::red, options.colour) + "\n";
  for (const model::Failure& failure : run.failures) {
    const auto lines = shown_lines(failure.detail, 600, 12);
    const std::string detail = lines.empty() ? "" : ": " + lines.front();
    out += wrap(fmt::format("{}: {}{}", shown(failure.name), word(failure.reason), detail), options.width, {2, 4});
    for (std::size_t i = 1; i < lines.size(); ++i) {
      out += wrap("| " + lines[i], options.width, {4, 6}, Colour::dim, options.colour);
    }
  }
  return out;
}

}  // namespace

std::string render_run(const model::Run& run, const TextOptions& options) {
  const std::vector<BenchmarkSummary> benchmarks = summarise_run(run);
  const std::size_t rounds = common_rounds(benchmarks);
  std::string out = title(run, rounds, options) + "\n" +
                    table_of(benchmarks, shares_of_roofline(run), rounds, options) + failures_of(run, options);
  if (!run.environment.warnings.empty() || !run.environment.notes.empty()) out += "\n";
  for (const std::string& warning : run.environment.warnings) {
    out += wrap("warning: " + shown(warning, 600), options.width, {0, 2}, Colour::yellow, options.colour);
  }
  for (const std::string& note : run.environment.notes)
    out += wrap("note: " + shown(note, 600), options.width, {0, 2}, Colour::dim, options.colour);
  return out;
}

}  // namespace trackmeet::report
