// SPDX-License-Identifier: Apache-2.0
#include "model/data_js_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "model/action_bench.hpp"
#include "model/data_js_reader.hpp"
#include "model/decimal.hpp"
#include "model/json_text.hpp"
#include "model/one_per_name.hpp"

namespace trackmeet::model {
namespace {

constexpr std::string_view assignment = "window.BENCHMARK_DATA =";
constexpr int s_to_ns = 9;

std::uint64_t milliseconds(UtcTime time) {
  const auto seconds = time.time_since_epoch().count();
  return seconds < 0 ? 0 : static_cast<std::uint64_t>(seconds) * 1000;
}

bool is_time(const Metric& metric) { return metric.name == "real_time" || metric.name == "cpu_time"; }

void append_commit(std::string& out, const Run& run) {
  out += '{';
  ObjectText commit(out, ", ");
  for (const char* who : {"author", "committer"}) {
    commit.key(who);
    out += R"({"name": "", "username": ""})";
  }
  commit.text("id", run.git.commit);
  commit.text("message", run.git.describe);
  const UtcTime time = run.git.commit_time.value_or(run.timestamp);
  commit.text("timestamp", time == UtcTime{} ? "" : to_iso8601(time));
  commit.text("url", "");
  out += '}';
}

void append_bench(std::string& out, const OneRow& row, const Metric& metric, const Summary& summary) {
  const int shift = is_time(metric) ? s_to_ns : 0;
  out += "\n            {";
  ObjectText bench(out, ", ");
  bench.text("name", metric.name == "real_time" ? row.name : fmt::format("{} ({})", row.name, metric.name));
  bench.key("value");
  out += write_decimal(summary.median, shift);
  if (summary.rounds > 1) bench.text("range", fmt::format("± {:.4g}", summary.deviation * (shift > 0 ? 1e9 : 1)));
  bench.text("unit", is_time(metric) ? "ns/iter" : metric.unit);
  bench.text("extra", fmt::format("rounds: {}\niterations: {}", summary.rounds, row.iterations));
  if (metric.guessed) bench.flag(guess_note, true);
  out += '}';
}

/// The entry of all metrics of one direction; empty if there is none.
std::string entry_of(const Run& run, const std::vector<OneRow>& rows, Better better) {
  std::string benches;
  for (const OneRow& row : rows) {
    for (const Summary& summary : row.metrics) {
      const Metric& metric = run.metrics[summary.metric];
      if (metric.better != better) continue;
      if (!benches.empty()) benches += ',';
      append_bench(benches, row, metric, summary);
    }
  }
  if (benches.empty()) return {};
  std::string out = "\n        {";
  ObjectText entry(out, ", ");
  entry.key("commit");
  append_commit(out, run);
  entry.natural_if_any("date", milliseconds(run.timestamp));
  entry.text("tool", better == Better::lower ? "customSmallerIsBetter" : "customBiggerIsBetter");
  entry.key("benches");
  out += "[" + benches + "\n          ]}";
  return out;
}

/// What is assigned in an existing file: an object with `entries`, whose members are lists.
Result<JsonDocument> parse_existing(std::string_view text, const std::string& source) {
  const auto refused = [&](const char* what) {
    return failure(ErrorCode::input, fmt::format("it is no data.js of github-action-benchmark: {}", what),
                   SourcePos{source}, "name a new file, or convert without --append");
  };
  if (!is_data_js(text)) return refused("it does not set window.BENCHMARK_DATA");
  auto document = parse_data_js(text, source);
  if (!document) return document;
  const Json* entries = document->root.find("entries");
  if (entries == nullptr || entries->type != Json::Type::object) return refused("it has no 'entries'");
  const auto is_list = [](const Json& member) { return member.type == Json::Type::list; };
  if (!std::ranges::all_of(entries->items, is_list)) return refused("its 'entries' are no lists");
  if (document->not_finite || document->repeated_key) return refused("it has NaN or a key twice, which would be lost");
  return document;
}

/// When the file was changed last: an entry of long ago, or of no known date, makes it no older.
std::uint64_t last_update(const Run& run, const Json& before) {
  const Json* known = before.find("lastUpdate");
  const bool is_known = known != nullptr && known->type == Json::Type::natural;
  return std::max(is_known ? known->whole : 0, milliseconds(run.timestamp));
}

}  // namespace

Result<std::string> format_data_js(const Run& run, std::string_view existing, const std::string& source) {
  const std::vector<OneRow> rows = one_per_name(run);
  if (rows.empty())
    return failure(ErrorCode::input, "there is no sound benchmark in it to convert", SourcePos{run.source});
  JsonDocument before;
  if (!existing.empty()) {
    auto parsed = parse_existing(existing, source);
    if (!parsed) return passed_on(parsed);
    before = std::move(*parsed);
  }
  std::vector<std::pair<std::string, std::string>> fresh = {
      {run.suite, entry_of(run, rows, Better::lower)},
      {run.suite + std::string(second_list), entry_of(run, rows, Better::higher)}};
  std::erase_if(fresh, [](const auto& list) { return list.second.empty(); });

  std::string out = fmt::format("{} {{\n  ", assignment);
  ObjectText file(out, ",\n  ");
  file.natural("lastUpdate", last_update(run, before.root));
  if (before.root.find("repoUrl") == nullptr) file.text("repoUrl", "");
  append_rest(file, &before.root, {"lastUpdate", "entries"});
  file.key("entries");
  out += "{\n    ";
  ObjectText entries(out, ",\n    ");
  if (const Json* known = before.root.find("entries")) {
    for (const Json& list : known->items) {
      entries.key(list.key);
      out += '[';
      const char* separator = "";
      for (const Json& entry : list.items) {
        out += fmt::format("{}\n        ", std::exchange(separator, ","));
        append_json(out, entry);
      }
      const auto added = std::ranges::find(fresh, list.key, &std::pair<std::string, std::string>::first);
      if (added != fresh.end()) {
        out += separator + added->second;
        fresh.erase(added);
      }
      out += "\n      ]";
    }
  }
  for (const auto& [suite, entry] : fresh) {
    entries.key(suite);
    out += "[" + entry + "\n      ]";
  }
  return out + "\n  }\n}\n";
}

}  // namespace trackmeet::model
