// SPDX-License-Identifier: Apache-2.0
#include "model/gbench_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/decimal.hpp"
#include "model/gbench_rows.hpp"
#include "model/json_text.hpp"
#include "model/one_per_name.hpp"
#include "model/row_json.hpp"
#include "model/unnamed_suites.hpp"

namespace trackmeet::model {
namespace {

constexpr int s_to_ns = 9;

bool is_time(const Metric& metric) { return metric.name == "real_time" || metric.name == "cpu_time"; }

/// Whether the content of its file told the suite. Other files are called after themselves, and read as runs of one
/// suite where their names are alike, which this one must be, too.
bool is_suite_told(const Run& run) { return !run.version.empty() || run.suite != suite_of_file(run.source); }

std::string counter_of(const Metric& metric) {
  const bool is_taken = is_row_key(metric.name) || metric.name == times_note;
  return is_taken ? metric.name + " (counter)" : metric.name;
}

/// What such a row has before its times.
void append_head(ObjectText& object, const std::string& name, std::uint64_t iterations) {
  object.text("name", name);
  object.text("run_name", name);
  object.text("run_type", "iteration");
  object.natural("repetitions", 1);
  object.natural("repetition_index", 0);
  object.natural("threads", 1);
  object.natural("iterations", iterations);
}

void append_row(std::string& out, const Run& run, const OneRow& row) {
  const Summary* real = find_summary(row, run, "real_time");
  const Summary* cpu = find_summary(row, run, "cpu_time");
  out += "\n    {";
  ObjectText object(out, ", ");
  append_head(object, row.name, row.iterations);
  const Summary* stand_in = real != nullptr ? real : cpu;
  for (const auto& [key, summary] : {std::pair("real_time", real), std::pair("cpu_time", cpu)}) {
    const Summary* shown = summary != nullptr ? summary : stand_in;
    object.key(key);
    out += shown == nullptr ? "0" : write_decimal(shown->median, s_to_ns);
  }
  object.text("time_unit", "ns");
  if (real == nullptr || cpu == nullptr)
    object.text(times_note, stand_in == nullptr ? "neither" : real == nullptr ? "cpu_time" : "real_time");
  object.text_if_any("label", row.label);
  for (const Summary& summary : row.metrics) {
    const Metric& metric = run.metrics[summary.metric];
    if (is_time(metric)) continue;
    object.key(counter_of(metric));
    out += write_decimal(summary.median);
  }
  out += '}';
}

void append_failure(std::string& out, const Failure& failed) {
  out += "\n    {";
  ObjectText object(out, ", ");
  append_head(object, failed.name, 0);
  object.flag("error_occurred", true);
  object.text("error_message", failed.detail);
  for (const char* time : {"real_time", "cpu_time"}) object.natural(time, 0);
  object.text("time_unit", "ns");
  out += '}';
}

/// The file's own context, or what we know of it in its words.
Result<void> append_context(std::string& out, const Run& run, bool lacks_times) {
  JsonDocument document;
  if (!run.context.empty()) {
    auto parsed = parse_json(run.context, "the context");
    if (!parsed) return passed_on(parsed);
    document = std::move(*parsed);
  }
  std::string members;
  ObjectText object(members, ",\n    ");
  const auto lacks = [&](std::string_view key) { return document.root.find(key) == nullptr; };
  if (lacks("date") && run.timestamp != UtcTime{}) object.text("date", to_iso8601(run.timestamp));
  if (lacks("executable") && is_suite_told(run)) object.text("executable", run.suite);
  if (lacks("num_cpus")) object.natural_if_any("num_cpus", run.environment.cores);
  append_rest(object, &document.root, {times_note});
  if (lacks_times)
    object.text(times_note,
                "a row that has this key, too, tells in it which time was measured; the other one is the same, or both "
                "are 0");
  out += members.empty() ? "{}" : "{\n    " + members + "\n  }";
  return {};
}

}  // namespace

Result<std::string> format_gbench(const Run& run) {
  const std::vector<OneRow> rows = one_per_name(run);
  const bool lacks_times = std::ranges::any_of(rows, [&](const OneRow& row) {
    return find_summary(row, run, "real_time") == nullptr || find_summary(row, run, "cpu_time") == nullptr;
  });
  std::string out = "{\n  \"context\": ";
  if (auto written = append_context(out, run, lacks_times); !written) return passed_on(written);
  out += ",\n  \"benchmarks\": [";
  const char* separator = "";
  for (const OneRow& row : rows) {
    out += std::exchange(separator, ",");
    append_row(out, run, row);
  }
  for (const Failure& failed : run.failures) {
    out += std::exchange(separator, ",");
    append_failure(out, failed);
  }
  out += "\n  ]\n}\n";
  return out;
}

}  // namespace trackmeet::model
