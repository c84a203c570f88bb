// SPDX-License-Identifier: Apache-2.0
#include "runner/session_record.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "core/units.hpp"
#include "runner/json_line.hpp"
#include "runner/record_words.hpp"

namespace trackmeet::runner {
namespace {

constexpr std::string_view journal_schema = "trackmeet.journal/2";
constexpr std::uint64_t most_rounds = 1'000'000;

std::string stage(const Visit& visit) {
  if (visit.phase == Phase::calibration) return "calibration";
  std::string text = fmt::format("{} {}", visit.phase == Phase::warmup ? "warm-up round" : "round", visit.round);
  if (visit.block) text += visit.side == model::Side::base ? " base" : " head";
  return text;
}

std::optional<SessionPlan> parse_plan(const std::string& line) {
  SessionPlan plan;
  JsonLineReader reader(line);
  const bool known = reader.text("schema") == journal_schema;
  plan.id = reader.text("id");
  plan.run_ids = reader.texts("runs");
  plan.suite.name = reader.text("suite");
  plan.suite.path = reader.text("executable");
  plan.executable.bytes = reader.count("executable_bytes");
  plan.executable.modified_ns = reader.count("executable_modified_ns");
  const std::optional<Dialect> dialect = dialect_named(reader.text("dialect"));
  plan.options.filter = reader.text("filter");
  const std::uint64_t rounds = reader.count("rounds");
  const std::uint64_t warmup_rounds = reader.count("warmup_rounds");
  plan.options.min_time_s = reader.real("min_time_s");
  plan.options.timeout = std::chrono::milliseconds(reader.count("timeout_ms"));
  plan.options.memory_limit_bytes = reader.count("memory_limit_bytes");
  plan.options.seed = reader.count("seed");
  plan.options.against_itself = reader.count("against_itself") != 0;
  plan.suite.benchmarks = reader.texts("benchmarks");
  plan.suite.once = reader.texts("once");
  plan.suite.arguments = reader.texts("arguments");
  plan.counts = reader.counts("counts");
  const std::string start = reader.text("start");
  const bool consistent = reader.complete() && known && dialect && plan.counts.size() == plan.suite.benchmarks.size() &&
                          plan.run_ids.size() == (plan.options.against_itself ? 2U : 1U) && rounds >= 1 &&
                          rounds <= most_rounds && warmup_rounds <= most_rounds;
  if (!consistent) return std::nullopt;
  plan.suite.dialect = *dialect;
  plan.options.rounds = static_cast<unsigned>(rounds);
  plan.options.warmup_rounds = static_cast<unsigned>(warmup_rounds);
  std::optional<model::Run> run = parse_run_start(start);
  if (!run) return std::nullopt;
  plan.start = std::move(*run);
  return plan;
}

std::optional<Attempt> parse_attempt(const std::string& line) {
  Attempt attempt;
  JsonLineReader reader(line);
  attempt.visit = reader.count("visit");
  reader.text("benchmark");
  reader.text("stage");
  const std::optional<ProcessEnd> end = end_named(reader.text("end"));
  attempt.status = static_cast<int>(reader.count("status"));
  attempt.seconds = reader.real("seconds");
  if (const std::uint64_t peak = reader.count("peak_rss_bytes"); peak > 0) attempt.peak_rss_bytes = peak;
  attempt.said = reader.text("said");
  const std::optional<UtcTime> finished = from_iso8601(reader.text("finished"));
  attempt.output = reader.text("output");
  if (!reader.complete() || !end || !finished) return std::nullopt;
  attempt.end = *end;
  attempt.finished = *finished;
  return attempt;
}

std::string break_warning(UtcTime stopped, UtcTime resumed) {
  const auto gap_s = (resumed - stopped).count();
  return fmt::format(
      "measuring was interrupted for {}: what was measured before and after comes from two sessions, between which the "
      "machine's mood may have shifted",
      gap_s > 0 ? format_duration(static_cast<double>(gap_s)) : "less than a second");
}

}  // namespace

Result<std::string> plan_line(const SessionPlan& plan) {
  const Result<std::string> start_text = run_start_text(plan.start);
  if (!start_text) return tl::make_unexpected(start_text.error());
  JsonLineWriter line;
  line.text("schema", journal_schema);
  line.text("id", plan.id);
  line.texts("runs", plan.run_ids);
  line.text("suite", plan.suite.name);
  line.text("executable", plan.suite.path.string());
  line.count("executable_bytes", plan.executable.bytes);
  line.count("executable_modified_ns", plan.executable.modified_ns);
  line.text("dialect", name_of(plan.suite.dialect));
  line.text("filter", plan.options.filter);
  line.count("rounds", plan.options.rounds);
  line.count("warmup_rounds", plan.options.warmup_rounds);
  line.real("min_time_s", plan.options.min_time_s);
  line.count("timeout_ms", static_cast<std::uint64_t>(plan.options.timeout.count()));
  line.count("memory_limit_bytes", plan.options.memory_limit_bytes);
  line.count("seed", plan.options.seed);
  line.count("against_itself", plan.options.against_itself ? 1 : 0);
  line.texts("benchmarks", plan.suite.benchmarks);
  line.texts("once", plan.suite.once);
  line.texts("arguments", plan.suite.arguments);
  line.counts("counts", plan.counts);
  line.text("start", *start_text);
  return line.str();
}

std::string attempt_line(const SessionPlan& plan, const Visit& visit, const Attempt& attempt) {
  JsonLineWriter line;
  line.count("visit", attempt.visit);
  line.text("benchmark", plan.suite.benchmarks[visit.benchmark]);
  line.text("stage", stage(visit));
  line.text("end", name_of(attempt.end));
  line.count("status", static_cast<std::uint64_t>(attempt.status));
  line.real("seconds", attempt.seconds);
  line.count("peak_rss_bytes", attempt.peak_rss_bytes.value_or(0));
  line.text("said", attempt.said);
  line.text("finished", to_iso8601(attempt.finished));
  line.text("output", attempt.output);
  return line.str();
}

std::string resumed_line(UtcTime now) {
  JsonLineWriter line;
  line.text("resumed", to_iso8601(now));
  return line.str();
}

Result<SessionRecord> parse_record(const std::vector<std::string>& lines, const std::filesystem::path& path) {
  const auto damaged = [&](std::size_t line, std::string what) {
    return failure(ErrorCode::input, std::move(what), SourcePos{path.string(), static_cast<std::uint32_t>(line + 1), 0},
                   "the session cannot be continued; delete its journal and measure anew");
  };
  std::optional<SessionPlan> plan = parse_plan(lines.front());
  if (!plan) return damaged(0, "this is not how a journal of this version of Trackmeet begins");
  SessionRecord record;
  record.plan = std::move(*plan);
  UtcTime last = record.plan.start.timestamp;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].starts_with("{\"resumed\"")) {
      JsonLineReader reader(lines[i]);
      const std::optional<UtcTime> resumed = from_iso8601(reader.text("resumed"));
      if (!resumed || !reader.complete()) return damaged(i, "the line is damaged");
      record.breaks.push_back(break_warning(last, *resumed));
      last = *resumed;
      continue;
    }
    std::optional<Attempt> attempt = parse_attempt(lines[i]);
    if (!attempt) return damaged(i, "the line is damaged");
    last = attempt->finished;
    record.attempts.push_back(std::move(*attempt));
  }
  return record;
}

}  // namespace trackmeet::runner
