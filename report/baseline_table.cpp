// SPDX-License-Identifier: Apache-2.0
#include "report/baseline_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "core/clock.hpp"
#include "core/units.hpp"
#include "report/fitted_table.hpp"
#include "report/heading.hpp"
#include "report/run_summary.hpp"
#include "report/shown.hpp"
#include "report/wording.hpp"
#include "report/wrap.hpp"

namespace trackmeet::report {
namespace {

std::string date(UtcTime time) { return time == UtcTime{} ? "-" : to_iso8601(time).substr(0, 10); }

std::string title(const model::Baseline& baseline, std::size_t blessed, const TextOptions& options) {
  std::string what = "baseline";
  if (!baseline.sessions.empty()) {
    const model::Git& git = baseline.sessions.back().run.git;
    what += fmt::format(" {}, {}", commit_text(git.commit, git.describe, git.dirty), format_count(blessed, "session"));
  }
  return heading(baseline.suite, {what}, shown(baseline.machine_class, 60), options);
}

std::size_t rounds_of(const model::Run& run) {
  std::size_t rounds = 0;
  for (const auto& benchmark : summarise_run(run)) rounds = std::max(rounds, benchmark.rounds);
  return rounds;
}

/// The sessions, oldest first, and below each what was told about it.
std::string sessions_of(const model::Baseline& baseline, const std::vector<const model::Run*>& blessed,
                        const TextOptions& options) {
  FittedTable table({{"session", Align::left, 0},
                     {"commit", Align::left, 0},
                     {"measured", Align::left, 0},
                     {"rounds", Align::right, 0},
                     {"blessed", Align::left, 1},
                     {"", Align::left, 0}});
  for (std::size_t i = 0; i < baseline.sessions.size(); ++i) {
    const model::BlessedRun& session = baseline.sessions[i];
    const bool counts = std::ranges::find(blessed, &session.run) != blessed.end();
    table.add_row({std::to_string(i + 1),
                   commit_text(session.run.git.commit, session.run.git.describe, session.run.git.dirty),
                   date(session.run.timestamp),
                   std::to_string(rounds_of(session.run)),
                   date(session.blessed_at),
                   {counts ? "" : "older commit", Colour::dim}});
  }
  const auto lines = table.fit(options.width, options.colour).lines;
  std::string out = lines[0] + "\n";
  for (std::size_t i = 0; i < baseline.sessions.size(); ++i) {
    const model::BlessedRun& session = baseline.sessions[i];
    out += lines[i + 1] + "\n";
    const auto add = [&](std::string_view what, const std::string& text, Colour colour) {
      if (!text.empty())
        out += wrap(fmt::format("{}: {}", what, shown(text, 600)), options.width, {4, 6}, colour, options.colour);
    };
    add("reason", session.reason, Colour::dim);
    for (const std::string& objection : session.overridden) add("overrode", objection, Colour::yellow);
    for (const std::string& accepted : session.accepted_regressions) add("accepted", accepted, Colour::yellow);
  }
  return out;
}

/// The session medians of one benchmark's real time, and what else its last session says.
struct Medians {
  std::string name;
  std::size_t rounds = 0;
  std::vector<double> of_sessions;
  BenchmarkSummary last;
};

std::vector<Medians> medians_of(const std::vector<const model::Run*>& blessed) {
  std::vector<Medians> out;
  std::map<std::string, std::size_t> place;
  for (const model::Run* run : blessed) {
    for (BenchmarkSummary& summary : summarise_run(*run)) {
      const auto [at, is_new] = place.emplace(summary.name, out.size());
      if (is_new) out.emplace_back().name = summary.name;
      Medians& medians = out[at->second];
      medians.rounds += summary.rounds;
      if (!std::isnan(summary.time.median)) medians.of_sessions.push_back(summary.time.median);
      medians.last = std::move(summary);
    }
  }
  return out;
}

std::string benchmarks_of(const std::vector<const model::Run*>& blessed, const TextOptions& options) {
  FittedTable table({{"benchmark", Align::left, 0},
                     {"rounds", Align::right, 0},
                     {"median", Align::right, 0},
                     {"lowest", Align::right, 1},
                     {"highest", Align::right, 1},
                     {"apart", Align::right, 0},
                     {"allocations", Align::right, 3},
                     {"peak memory", Align::right, 2}});
  const auto cell = [](double value, std::string_view unit) {
    return std::isnan(value) ? "" : quantity_text(value, unit);
  };
  for (const Medians& medians : medians_of(blessed)) {
    const RoundsSummary sessions = summarise_rounds(medians.of_sessions);
    const bool several = sessions.rounds > 1;
    table.add_row({shown(medians.name), std::to_string(medians.rounds), quantity_text(sessions.median, "s"),
                   several ? quantity_text(sessions.min, "s") : "", several ? quantity_text(sessions.max, "s") : "",
                   several && sessions.min > 0 ? fmt::format("{:.1f} %", (sessions.max / sessions.min - 1) * 100) : "",
                   cell(medians.last.allocations, ""), cell(medians.last.peak_memory_bytes, "B")});
  }
  return table.empty() ? "no benchmark in it\n" : table.str(options.width, options.colour);
}

}  // namespace

std::string render_baseline(const model::Baseline& baseline, const TextOptions& options) {
  const auto blessed = model::blessed_sessions(baseline);
  std::string out = title(baseline, blessed.size(), options) + "\n";
  if (baseline.sessions.empty()) return out + "no session in it\n";
  return out + sessions_of(baseline, blessed, options) + "\n" + benchmarks_of(blessed, options);
}

}  // namespace trackmeet::report
