// SPDX-License-Identifier: Apache-2.0
#include "duet/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "core/units.hpp"
#include "runner/json_line.hpp"
#include "runner/record_words.hpp"

namespace trackmeet::duet {
namespace {

using runner::JsonLineReader;
using runner::JsonLineWriter;

constexpr std::string_view journal_schema = "trackmeet.duet-journal/1";
constexpr std::uint64_t most_matches = 10'000;
constexpr std::uint64_t most_items = 1'000'000;

std::uint64_t in_microseconds(double seconds) {
  return static_cast<std::uint64_t>(std::llround(std::max(0.0, seconds) * 1e6));
}

std::string head_line(const DuetPlan& plan) {
  const DuetOptions& options = plan.options;
  JsonLineWriter line;
  line.text("schema", journal_schema);
  line.text("id", plan.id);
  line.count("matches", plan.matches.size());
  line.count("benchmarks", plan.items.size());
  line.text("filter", options.filter);
  line.real("budget_s", options.budget_s);
  line.count("most_blocks", options.most_blocks);
  line.count("until_decided", options.until_decided ? 1 : 0);
  line.real("threshold", options.threshold);
  line.real("centre", options.centre);
  line.real("alpha", options.alpha);
  line.count("other_metrics", options.other_metrics);
  line.real("min_time_s", options.min_time_s);
  line.count("count_instructions", options.count_instructions ? 1 : 0);
  line.count("timeout_ms", static_cast<std::uint64_t>(options.timeout.count()));
  line.count("memory_limit_bytes", options.memory_limit_bytes);
  line.count("seed", options.seed);
  return line.str();
}

struct Announced {
  std::uint64_t matches = 0;
  std::uint64_t items = 0;
};

std::optional<Announced> parse_head(const std::string& text, DuetPlan& plan) {
  DuetOptions& options = plan.options;
  Announced announced;
  JsonLineReader line(text);
  const bool known = line.text("schema") == journal_schema;
  plan.id = line.text("id");
  announced.matches = line.count("matches");
  announced.items = line.count("benchmarks");
  options.filter = line.text("filter");
  options.budget_s = line.real("budget_s");
  options.most_blocks = static_cast<std::uint32_t>(std::min<std::uint64_t>(line.count("most_blocks"), UINT32_MAX));
  options.until_decided = line.count("until_decided") != 0;
  options.threshold = line.real("threshold");
  options.centre = line.real("centre");
  options.alpha = line.real("alpha");
  options.other_metrics = line.count("other_metrics");
  options.min_time_s = line.real("min_time_s");
  options.count_instructions = line.count("count_instructions") != 0;
  options.timeout = std::chrono::milliseconds(line.count("timeout_ms"));
  options.memory_limit_bytes = line.count("memory_limit_bytes");
  options.seed = line.count("seed");
  const bool sound = line.complete() && known && announced.matches >= 1 && announced.matches <= most_matches &&
                     announced.items <= most_items && options.alpha > 0 && options.alpha < 1 && options.threshold >= 0;
  return sound ? std::optional(announced) : std::nullopt;
}

Result<std::string> side_line(const PlannedSide& side) {
  Result<std::string> start = runner::run_start_text(side.start);
  if (!start) return passed_on(start);
  const runner::SuiteProgram& suite = side.contender.suite;
  JsonLineWriter line;
  line.text("suite", suite.name);
  line.text("executable", suite.path.string());
  line.count("executable_bytes", side.executable.bytes);
  line.count("executable_modified_ns", side.executable.modified_ns);
  line.text("counted", side.contender.counted.string());
  line.text("dialect", runner::name_of(suite.dialect));
  line.texts("benchmarks", suite.benchmarks);
  line.texts("arguments", suite.arguments);
  line.texts("environment", side.contender.environment);
  line.count("commit_is_known", side.contender.built ? 1 : 0);
  line.count("can_skip_check", suite.can_skip_check ? 1 : 0);
  line.text("start", *start);
  return line.str();
}

bool parse_side(const std::string& text, PlannedSide& side) {
  runner::SuiteProgram& suite = side.contender.suite;
  JsonLineReader line(text);
  suite.name = line.text("suite");
  suite.path = line.text("executable");
  side.executable.bytes = line.count("executable_bytes");
  side.executable.modified_ns = line.count("executable_modified_ns");
  side.contender.counted = line.text("counted");
  const std::optional<runner::Dialect> dialect = runner::dialect_named(line.text("dialect"));
  suite.benchmarks = line.texts("benchmarks");
  suite.arguments = line.texts("arguments");
  side.contender.environment = line.texts("environment");
  const bool commit_is_known = line.count("commit_is_known") != 0;
  suite.can_skip_check = line.count("can_skip_check") != 0;
  std::optional<model::Run> start = runner::parse_run_start(line.text("start"));
  if (!line.complete() || !dialect || !start || !start->duet) return false;
  suite.dialect = *dialect;
  side.start = std::move(*start);
  if (commit_is_known) side.contender.built = side.start.git;
  return true;
}

std::string item_line(const Item& item) {
  JsonLineWriter line;
  line.text("benchmark", item.benchmark);
  line.count("match", item.match);
  line.count("iterations", item.iterations);
  line.count("repetitions", item.repetitions);
  line.counts("looks", {item.looks.begin(), item.looks.end()});
  line.count("block_us", in_microseconds(item.block_s));
  line.real("threshold", item.threshold);
  return line.str();
}

bool parse_item(const std::string& text, std::size_t matches, Item& item) {
  JsonLineReader line(text);
  item.benchmark = line.text("benchmark");
  item.match = line.count("match");
  item.iterations = line.count("iterations");
  item.repetitions = line.count("repetitions");
  for (const std::uint64_t look : line.counts("looks")) item.looks.push_back(static_cast<std::uint32_t>(look));
  item.block_s = static_cast<double>(line.count("block_us")) / 1e6;
  item.threshold = line.real("threshold");
  return line.complete() && item.threshold >= 0 && item.match < matches && std::ranges::is_sorted(item.looks);
}

std::optional<Block> parse_block(const std::string& text, const DuetPlan& plan) {
  Block block;
  JsonLineReader line(text);
  block.number = static_cast<std::uint32_t>(line.count("block"));
  block.item = line.count("item");
  const std::vector<std::string> ends = line.texts("ends");
  const std::vector<std::uint64_t> statuses = line.counts("statuses");
  const std::vector<std::uint64_t> microseconds = line.counts("microseconds");
  const std::vector<std::uint64_t> peaks = line.counts("peaks");
  const std::vector<std::string> said = line.texts("said");
  const std::optional<UtcTime> finished = from_iso8601(line.text("finished"));
  const std::vector<std::string> outputs = line.texts("outputs");
  block.made = ends.size();
  const bool whole = line.complete() && finished && block.made >= 1 && block.made <= block_size &&
                     statuses.size() == block.made && microseconds.size() == block.made && peaks.size() == block.made &&
                     said.size() == block.made && outputs.size() == block.made && block.item < plan.items.size();
  if (!whole) return std::nullopt;
  block.draw = draw_block(plan.options.seed, block.item, block.number);
  for (std::size_t i = 0; i < block.made; ++i) {
    const std::optional<ProcessEnd> end = runner::end_named(ends[i]);
    if (!end) return std::nullopt;
    runner::Attempt& attempt = block.attempts[i];
    attempt.end = *end;
    attempt.status = static_cast<int>(statuses[i]);
    attempt.seconds = static_cast<double>(microseconds[i]) / 1e6;
    if (peaks[i] > 0) attempt.peak_rss_bytes = peaks[i];
    attempt.said = said[i];
    attempt.output = outputs[i];
    attempt.finished = *finished;
  }
  return block;
}

std::optional<Single> parse_single(const std::string& text, const DuetPlan& plan) {
  Single single;
  JsonLineReader line(text);
  single.benchmark = line.text("single");
  single.match = line.count("match");
  single.side = line.count("head") != 0 ? model::Side::head : model::Side::base;
  const std::optional<ProcessEnd> end = runner::end_named(line.text("end"));
  single.attempt.status = static_cast<int>(line.count("status"));
  if (const std::uint64_t peak = line.count("peak"); peak > 0) single.attempt.peak_rss_bytes = peak;
  single.attempt.said = line.text("said");
  single.attempt.output = line.text("output");
  if (!line.complete() || !end || single.match >= plan.matches.size()) return std::nullopt;
  single.attempt.end = *end;
  return single;
}

std::optional<InstructionCount> parse_count(const std::string& text, const DuetPlan& plan) {
  InstructionCount count;
  JsonLineReader line(text);
  count.item = line.count("counted");
  count.base = line.real("base");
  count.head = line.real("head");
  count.problem = line.text("problem");
  return line.complete() && count.item < plan.items.size() ? std::optional(std::move(count)) : std::nullopt;
}

std::string break_warning(UtcTime stopped, UtcTime resumed) {
  const auto gap_s = (resumed - stopped).count();
  return fmt::format("the duet was interrupted for {} between two blocks",
                     gap_s > 0 ? format_duration(static_cast<double>(gap_s)) : "less than a second");
}

}  // namespace

Result<std::vector<std::string>> plan_lines(const DuetPlan& plan) {
  std::vector<std::string> lines = {head_line(plan)};
  for (const PlannedMatch& match : plan.matches)
    for (const PlannedSide* side : {&match.base, &match.head}) {
      Result<std::string> line = side_line(*side);
      if (!line) return passed_on(line);
      lines.push_back(std::move(*line));
    }
  for (const Item& item : plan.items) lines.push_back(item_line(item));
  return lines;
}

std::string single_line(const Single& single) {
  const runner::Attempt& attempt = single.attempt;
  JsonLineWriter line;
  line.text("single", single.benchmark);
  line.count("match", single.match);
  line.count("head", single.side == model::Side::head ? 1 : 0);
  line.text("end", runner::name_of(attempt.end));
  line.count("status", static_cast<std::uint64_t>(attempt.status));
  line.count("peak", attempt.peak_rss_bytes.value_or(0));
  line.text("said", attempt.said);
  line.text("output", attempt.output);
  return line.str();
}

std::string count_line(const InstructionCount& count) {
  JsonLineWriter line;
  line.count("counted", count.item);
  line.real("base", count.base);
  line.real("head", count.head);
  line.text("problem", count.problem);
  return line.str();
}

std::string block_line(const Block& block) {
  std::vector<std::string> ends;
  std::vector<std::string> said;
  std::vector<std::string> outputs;
  std::vector<std::uint64_t> statuses;
  std::vector<std::uint64_t> microseconds;
  std::vector<std::uint64_t> peaks;
  for (std::size_t i = 0; i < block.made; ++i) {
    const runner::Attempt& attempt = block.attempts[i];
    ends.emplace_back(runner::name_of(attempt.end));
    statuses.push_back(static_cast<std::uint64_t>(attempt.status));
    microseconds.push_back(in_microseconds(attempt.seconds));
    peaks.push_back(attempt.peak_rss_bytes.value_or(0));
    said.push_back(attempt.said);
    outputs.push_back(attempt.output);
  }
  JsonLineWriter line;
  line.count("block", block.number);
  line.count("item", block.item);
  line.texts("ends", ends);
  line.counts("statuses", statuses);
  line.counts("microseconds", microseconds);
  line.counts("peaks", peaks);
  line.texts("said", said);
  line.text("finished", to_iso8601(block.attempts[block.made - 1].finished));
  line.texts("outputs", outputs);
  return line.str();
}

std::string resumed_line(UtcTime now) {
  JsonLineWriter line;
  line.text("resumed", to_iso8601(now));
  return line.str();
}

bool is_duet(const std::string& first_line) {
  return JsonLineReader(first_line).text("schema").starts_with("trackmeet.duet-journal/");
}

Result<DuetRecord> parse_record(const std::vector<std::string>& lines, const std::filesystem::path& path) {
  const auto damaged = [&](std::size_t line, std::string what) {
    return failure(ErrorCode::input, std::move(what), SourcePos{path.string(), static_cast<std::uint32_t>(line + 1), 0},
                   "the duet cannot be continued; delete its journal and measure anew");
  };
  DuetRecord record;
  const std::optional<Announced> announced = parse_head(lines.front(), record.plan);
  if (!announced) return damaged(0, "this is not how the journal of a duet of this version of Trackmeet begins");
  const std::size_t plan_ends = 1 + 2 * announced->matches + announced->items;
  if (lines.size() < plan_ends) return damaged(lines.size() - 1, "the plan ends early: nothing had been measured");
  std::size_t next = 1;
  for (std::uint64_t m = 0; m < announced->matches; ++m) {
    PlannedMatch& match = record.plan.matches.emplace_back();
    for (PlannedSide* side : {&match.base, &match.head}) {
      if (!parse_side(lines[next], *side)) return damaged(next, "the line is damaged");
      ++next;
    }
  }
  for (std::uint64_t i = 0; i < announced->items; ++i, ++next)
    if (!parse_item(lines[next], record.plan.matches.size(), record.plan.items.emplace_back()))
      return damaged(next, "the line is damaged");

  UtcTime last = record.plan.matches.front().base.start.timestamp;
  for (; next < lines.size(); ++next) {
    if (lines[next].starts_with("{\"resumed\"")) {
      JsonLineReader line(lines[next]);
      const std::optional<UtcTime> resumed = from_iso8601(line.text("resumed"));
      if (!resumed || !line.complete()) return damaged(next, "the line is damaged");
      record.breaks.push_back(break_warning(last, *resumed));
      last = *resumed;
      continue;
    }
    if (lines[next].starts_with("{\"single\"")) {
      std::optional<Single> single = parse_single(lines[next], record.plan);
      if (!single) return damaged(next, "the line is damaged");
      record.singles.push_back(std::move(*single));
      continue;
    }
    if (lines[next].starts_with("{\"counted\"")) {
      std::optional<InstructionCount> count = parse_count(lines[next], record.plan);
      if (!count) return damaged(next, "the line is damaged");
      record.counts.push_back(std::move(*count));
      continue;
    }
    std::optional<Block> block = parse_block(lines[next], record.plan);
    if (!block) return damaged(next, "the line is damaged");
    last = block->attempts[0].finished;
    record.blocks.push_back(std::move(*block));
  }
  return record;
}

}  // namespace trackmeet::duet
