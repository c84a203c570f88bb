// SPDX-License-Identifier: Apache-2.0
#include "model/data_js_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/action_bench.hpp"
#include "model/foreign_date.hpp"
#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"
#include "model/json_blanks.hpp"

namespace trackmeet::model {
namespace {

constexpr std::string_view variable = "window.BENCHMARK_DATA";

/// What the script assigns to the variable; empty if it does nothing of the kind.
std::string_view assigned_in(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  text.remove_prefix(after_blanks(text));
  if (!text.starts_with(variable)) return {};
  text.remove_prefix(after_blanks(text, variable.size()));
  if (!text.starts_with('=')) return {};
  text = without_last_blanks(text.substr(after_blanks(text, 1)));
  while (text.ends_with(';')) text = without_last_blanks(text.substr(0, text.size() - 1));
  return text;
}

/// When the entry was made, in milliseconds since 1970; 0: not known.
std::uint64_t date_of(const Json& entry) {
  constexpr std::uint64_t end_of_year_9999 = 253'402'300'799'999;
  const Json* date = entry.find("date");
  const bool is_date = date != nullptr && date->type == Json::Type::natural && date->whole <= end_of_year_9999;
  return is_date ? date->whole : 0;
}

std::string commit_of(const Json& entry) {
  const Json* commit = entry.find("commit");
  std::string id = commit == nullptr ? std::string{} : text_of(*commit, "id");
  return is_commit(id) ? id : std::string{};
}

void set_origin(const Json& entry, Run& run) {
  constexpr std::uint64_t ms_per_s = 1000;
  run.timestamp = UtcTime(std::chrono::seconds(date_of(entry) / ms_per_s));
  run.git.commit = commit_of(entry);
  if (const Json* commit = entry.find("commit")) run.git.commit_time = read_foreign_date(text_of(*commit, "timestamp"));
}

void read_benches(const ActionEntry& entry, const std::string& prefix, ForeignRun& run) {
  const Json* benches = entry.entry->find("benches");
  if (benches == nullptr || benches->type != Json::Type::list)
    return run.failed(std::string(entry.suite), "its last entry has no 'benches'", entry.entry->line);
  ActionBenches reader(run, text_of(*entry.entry, "tool"), prefix);
  for (const Json& bench : benches->items)
    reader.read(bench, fmt::format("{}[{}]", prefix.empty() ? "benches" : prefix, &bench - benches->items.data()));
}

/// The suite that it is a list of.
std::string_view suite_of(std::string_view list) {
  if (list.ends_with(second_list)) list.remove_suffix(second_list.size());
  return list;
}

std::string short_commit(const Json& entry) {
  constexpr std::size_t shown = 7;
  const std::string commit = commit_of(entry);
  return commit.empty() ? "an unknown commit" : commit.substr(0, shown);
}

}  // namespace

bool is_data_js(std::string_view text) { return assigned_in(text).starts_with('{'); }

bool is_data_json(const Json& root) {
  const Json* entries = root.find("entries");
  return entries != nullptr && entries->type == Json::Type::object && root.find("lastUpdate") != nullptr;
}

Result<JsonDocument> parse_data_js(std::string_view text, const std::string& source) {
  const std::string_view object = assigned_in(text);
  if (object.empty()) {
    return failure(ErrorCode::input, fmt::format("it does not set {}", variable), SourcePos{source, 0, 0},
                   "github-action-benchmark calls the file data.js");
  }
  return parse_json(object, source);
}

Result<std::vector<ActionEntry>> action_entries(const Json& root, const std::string& source) {
  const Json* suites = root.find("entries");
  if (suites == nullptr || suites->type != Json::Type::object)
    return failure(ErrorCode::input, "'entries' must be an object of suites", SourcePos{source, root.line, 0});
  std::vector<ActionEntry> entries;
  for (const Json& suite : suites->items) {
    for (const Json& entry : suite.items) entries.push_back({suite.key, &entry});
  }
  return entries;
}

Result<Run> read_action_entry(const ActionEntry& entry, const std::string& source) {
  ForeignRun run(source);
  run.run().suite = entry.suite;
  set_origin(*entry.entry, run.run());
  read_benches(entry, "", run);
  return run.finish();
}

Result<Run> read_data_json(const Json& root, const std::string& source) {
  const auto entries = action_entries(root, source);
  if (!entries) return tl::make_unexpected(entries.error());
  std::vector<ActionEntry> last;
  for (const ActionEntry& entry : *entries) {
    // Entries of a suite stand together.
    if (!last.empty() && last.back().suite == entry.suite)
      last.back() = entry;
    else
      last.push_back(entry);
  }
  ForeignRun run(source);
  if (last.empty()) return run.finish();
  const auto newest =
      std::ranges::max_element(last, {}, [](const ActionEntry& entry) { return date_of(*entry.entry); });
  set_origin(*newest->entry, run.run());
  const std::string_view suite = suite_of(last.front().suite);
  const bool is_one_suite =
      std::ranges::all_of(last, [&](const ActionEntry& entry) { return suite_of(entry.suite) == suite; });
  if (is_one_suite) run.run().suite = suite;
  for (const ActionEntry& entry : last) {
    constexpr std::size_t longest = 256;  // characters of a suite in the name of each of its benchmarks
    read_benches(entry, is_one_suite ? "" : fmt::format("{}/", entry.suite.substr(0, longest)), run);
    if (commit_of(*entry.entry) == run.run().git.commit) continue;
    run.run().environment.notes.push_back(
        fmt::format("'{}' was last measured at {}", entry.suite, short_commit(*entry.entry)));
  }
  return run.finish();
}

Result<Run> read_data_js(std::string_view text, const std::string& source) {
  const auto document = parse_data_js(text, source);
  if (!document) return tl::make_unexpected(document.error());
  return read_data_json(document->root, source);
}

}  // namespace trackmeet::model
