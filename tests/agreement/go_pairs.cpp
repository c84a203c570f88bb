// SPDX-License-Identifier: Apache-2.0
#include "tests/agreement/go_pairs.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <utility>

#include "compare/comparison.hpp"
#include "core/units.hpp"
#include "model/go_bench_reader.hpp"
#include "model/json_tree.hpp"

namespace trackmeet::agreement {
namespace {

/// `20220105` of `Go1.17-opt.20220105T213212`, as a date.
std::string day_of(std::string_view name) {
  const std::string_view stamp = name.substr(name.rfind('.') + 1);
  return fmt::format("{}-{}-{}", stamp.substr(0, 4), stamp.substr(4, 2), stamp.substr(6, 2));
}

model::Baseline baseline_of(const std::vector<const model::Run*>& sessions) {
  model::Baseline baseline;
  baseline.suite = sessions.front()->suite;
  for (const model::Run* run : sessions) {
    baseline.sessions.push_back({*run, {}, {}, {}, {}});
    baseline.sessions.back().run.git.commit = std::string(40, '1');  // they ran one binary, of an unknown commit
  }
  return baseline;
}

void add(Tally& tally, const std::string& base, const model::Baseline& baseline, const model::Run& head) {
  const auto comparison = compare::compare_runs(baseline, head, {});
  if (!comparison) {
    ADD_FAILURE() << to_text(comparison.error());
    return;
  }
  ++tally.comparisons;
  for (const compare::ComparedRow& row : comparison->rows) {
    ++tally.rows;
    if (row.verdict == compare::Verdict::unchanged) ++tally.unchanged;
    if (row.verdict == compare::Verdict::inconclusive) ++tally.inconclusive;
    if (row.verdict == compare::Verdict::improvement) ++tally.improvements;
    if (row.verdict == compare::Verdict::regression)
      tally.regressions.push_back(
          {row.name, base, head.id, row.change, std::string(compare::to_string(row.severity)), row.reason});
  }
}

std::string share(std::size_t part, std::size_t whole) {
  return fmt::format("{} of {}: {:.2f} %", part, whole, 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::size_t count_not_slight(const Tally& tally) {
  return static_cast<std::size_t>(
      std::ranges::count_if(tally.regressions, [](const FalseAlarm& alarm) { return alarm.severity != "slight"; }));
}

std::string list_of(const Tally& tally) {
  if (tally.regressions.empty()) return "None.\n";
  std::string text =
      "| benchmark | base | head | change | severity | reason |\n| --- | --- | --- | --- | --- | --- |\n";
  for (const FalseAlarm& alarm : tally.regressions)
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", alarm.benchmark, alarm.base, alarm.head,
                        format_change(alarm.change), alarm.severity, alarm.reason);
  return text;
}

/// How many of the false regressions each benchmark has, by the day that it is held against.
std::string by_base(const Tally& tally) {
  std::map<std::pair<std::string, std::string>, std::size_t> counts;
  for (const FalseAlarm& alarm : tally.regressions) ++counts[{alarm.benchmark, alarm.base}];
  std::string text = "| benchmark | base | regressions |\n| --- | --- | --- |\n";
  for (const auto& [key, number] : counts) text += fmt::format("| `{}` | {} | {} |\n", key.first, key.second, number);
  return text;
}

}  // namespace

std::vector<model::Run> runs_of_go117(std::string_view json) {
  const auto document = model::parse_json(json, "series");
  if (!document) {
    ADD_FAILURE() << to_text(document.error());
    return {};
  }
  std::vector<model::Run> runs;
  for (const model::Json& series : document->root.items) {
    const model::Json* benchmarks = series.find("ns_per_op");
    if (!series.key.starts_with("Go1.17") || benchmarks == nullptr) continue;
    std::string text;
    for (const model::Json& benchmark : benchmarks->items)
      for (const model::Json& value : benchmark.items)
        text += fmt::format("{} 1 {} ns/op\n", benchmark.key, value.real);
    auto run = model::read_go_bench(text, "klauspost.txt");
    if (!run) {
      ADD_FAILURE() << to_text(run.error());
      continue;
    }
    run->id = day_of(series.key);
    runs.push_back(std::move(*run));
  }
  std::ranges::sort(runs, {}, &model::Run::id);
  return runs;
}

Tally tally_of_pairs(const std::vector<model::Run>& runs) {
  Tally tally;
  for (const model::Run& base : runs)
    for (const model::Run& head : runs)
      if (&base != &head) add(tally, base.id, baseline_of({&base}), head);
  return tally;
}

Tally tally_of_baselines(const std::vector<model::Run>& runs) {
  Tally tally;
  for (const model::Run& head : runs) {
    std::vector<const model::Run*> others;
    for (const model::Run& run : runs)
      if (&run != &head) others.push_back(&run);
    add(tally, "all others", baseline_of(others), head);
  }
  return tally;
}

std::string page_of(const std::vector<model::Run>& runs, const Tally& pairs, const Tally& baselines) {
  const auto figures = [](const Tally& tally) {
    std::string text = "| verdict | of the pairs of a benchmark |\n| --- | --- |\n";
    const auto row = [&](std::string_view what, std::size_t part) {
      text += fmt::format("| {} | {} |\n", what, share(part, tally.rows));
    };
    row("regression, minor or above: fails the default gate", count_not_slight(tally));
    row("regression of any severity", tally.regressions.size());
    row("improvement of any severity", tally.improvements);
    row("unchanged", tally.unchanged);
    row("inconclusive", tally.inconclusive);
    return text;
  };
  std::string page = fmt::format(
      "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
      "<!-- Written by the test GoPairs of tests/agreement; a change made here is lost. -->\n"
      "# One program on different days\n\n"
      "Go's own series of benchmarks measured one unchanged program, {} benchmarks built with Go 1.17, on {} days "
      "from\n"
      "{} to {}, about 25 times each on one machine. Whatever is called a change between two of these days is a\n"
      "false alarm, or a benchmark that really ran at another speed on one day: a benchmark that has all its "
      "regressions against one\n"
      "base was faster on that day than on any other.\n\n"
      "The test holds this page against the data, where `TRACKMEET_SHARED_DATA` names them. `UPDATE_GOLDEN=1 "
      "go_pairs_tests`, from\n"
      "the build's `tests/agreement`, writes it anew.\n\n",
      model::benchmark_names(runs.front()).size(), runs.size(), runs.front().id, runs.back().id);
  page += fmt::format(
      "## Every day against every other\n\n"
      "All {} ordered pairs of days, the one as the head, the other as a base of one session, with the default policy: "
      "the\n"
      "spread between sessions is assumed.\n\n{}\n",
      pairs.comparisons, figures(pairs));
  page += by_base(pairs) + "\nEach of these regressions:\n\n" + list_of(pairs);
  page += fmt::format(
      "\n## Every day against all others\n\n"
      "The same with the other {} days as the sessions of one baseline, so that the spread between sessions is "
      "measured.\n\n"
      "{}\nEach of the regressions:\n\n{}",
      runs.size() - 1, figures(baselines), list_of(baselines));
  return page;
}

}  // namespace trackmeet::agreement
