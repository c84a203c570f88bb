// SPDX-License-Identifier: Apache-2.0
#include "model/gbench_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <climits>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include "core/units.hpp"
#include "model/environment_json.hpp"
#include "model/json_text.hpp"
#include "model/row_json.hpp"
#include "model/suite_context.hpp"

namespace trackmeet::model {
namespace {

/// Reads `2023-01-05T23:07:26+00:00` and the older `2016-08-02 17:44:46`, whose zone nobody knows: taken as UTC.
std::optional<UtcTime> read_date(std::string_view text) {
  constexpr std::size_t length = 19;
  if (text.size() < length) return std::nullopt;
  std::string utc(text.substr(0, length));
  utc[10] = 'T';
  auto time = from_iso8601(utc + "Z");
  const std::string_view zone = text.substr(length);
  if (!time || zone.empty() || zone == "Z") return time;
  const auto digit = [&](std::size_t at) { return zone[at] >= '0' && zone[at] <= '9' ? zone[at] - '0' : 100; };
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
  const int minutes = (digit(1) * 10 + digit(2)) * 60 + digit(4) * 10 + digit(5);
  if (minutes > 24 * 60) return std::nullopt;
  return *time - std::chrono::minutes(zone[0] == '+' ? minutes : -minutes);
}

std::string stem_of(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return std::filesystem::path(path.substr(slash == std::string_view::npos ? 0 : slash + 1)).stem().string();
}

void read_context(const Json& context, Run& run) {
  if (const Json* date = context.find("date"); date != nullptr && date->type == Json::Type::text) {
    if (const auto time = read_date(date->text)) run.timestamp = *time;
  }
  if (const Json* executable = context.find("executable");
      executable != nullptr && executable->type == Json::Type::text) {
    run.suite = stem_of(executable->text);
  }
  if (const Json* cpus = context.find("num_cpus");
      cpus != nullptr && cpus->type == Json::Type::natural && cpus->whole <= UINT_MAX) {
    run.environment.cores = static_cast<unsigned>(cpus->whole);
  }
  if (const Json* caches = context.find("caches"); caches != nullptr && caches->type == Json::Type::list) {
    Complaint ignored(run.source);
    read_caches(*caches, run.environment.caches, ignored);
  }
  if (const Json* scaling = context.find("cpu_scaling_enabled"); scaling != nullptr && scaling->truth) {
    run.environment.warnings.emplace_back("the CPU's frequency was scaled while it measured");
  }
  std::vector<std::pair<std::string, std::string>> ours;
  for (const Json& member : context.items) {
    if (member.type == Json::Type::text && member.key.starts_with("trackmeet_"))
      ours.emplace_back(member.key, member.text);
  }
  apply_suite_context(ours, run);
  append_json(run.context, context);
}

/// What the program itself says against a row; empty: nothing.
std::string own_objection(const Json& row) {
  const auto message = [&](std::string_view key) {
    const Json* text = row.find(key);
    return text != nullptr && text->type == Json::Type::text ? std::string(text->text) : std::string{};
  };
  if (const Json* failed = row.find("error_occurred"); failed != nullptr && failed->truth) {
    const std::string said = message("error_message");
    return said.empty() ? "it reported an error" : "it reported an error: " + said;
  }
  if (const Json* skipped = row.find("skipped"); skipped != nullptr && skipped->truth) {
    return "it was skipped: " + message("skip_message");
  }
  return {};
}

/// Programs before 1.5 do not mark their summaries; this finds them by their names.
class UnmarkedSummaries {
public:
  explicit UnmarkedSummaries(const Json& rows) {
    for (const Json& row : rows.items) {
      if (const Json* name = row.find("name")) names_.emplace(name->text);
    }
  }

  /// Turns `BM_fib_mean` into the mean of `BM_fib`, where the file shows that it is one.
  void mark(const Json& object, Row& row) const {
    if (object.find("run_type") != nullptr || object.find("run_name") != nullptr) return;
    for (const std::string_view kind : {"mean", "median", "stddev", "BigO", "RMS"}) {
      const std::string suffix = fmt::format("_{}", kind);
      if (!row.name.ends_with(suffix) || row.name.size() == suffix.size()) continue;
      const std::string stem = row.name.substr(0, row.name.size() - suffix.size());
      const bool has_sibling = names_.contains(stem) || names_.contains(stem + (kind == "mean" ? "_stddev" : "_mean"));
      if (!has_sibling && kind != "BigO" && kind != "RMS") return;
      row.name = stem;
      row.aggregate = kind;
      return;
    }
  }

private:
  std::unordered_set<std::string> names_;
};

/// Failures, one for each benchmark however many of its rows failed.
class FailedRows {
public:
  void add(const std::string& name, std::string detail) {
    const auto [found, is_new] = index_.try_emplace(name, failures_.size());
    if (is_new) failures_.push_back({name, FailureReason::error, std::move(detail)});
    if (is_new) more_.push_back(0);
    if (!is_new) ++more_[found->second];
  }
  std::vector<Failure> take() {
    for (std::size_t i = 0; i < failures_.size(); ++i) {
      if (more_[i] > 0) failures_[i].detail += fmt::format(" (and {})", format_count(more_[i], "more row"));
    }
    return std::move(failures_);
  }

private:
  std::vector<Failure> failures_;
  std::vector<std::size_t> more_;
  std::unordered_map<std::string, std::size_t> index_;
};

void read_rows(const Json& list, Run& run) {
  RowReader reader(run, Origin::foreign);
  const UnmarkedSummaries summaries(list);
  FailedRows failed;
  std::vector<std::pair<std::string, std::string>> failed_summaries;
  std::unordered_set<std::string> repeated;  // benchmarks with a sound repetition or a failed one
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Json& object = list.items[i];
    if (object.type != Json::Type::object) {
      failed.add(fmt::format("benchmarks[{}]", i),
                 fmt::format("line {}: the row is {}, not an object", object.line, type_name(object.type)));
      continue;
    }
    Complaint complaint(run.source);
    if (object.has_repeated_key) {
      complaint.raise(object.line, fmt::format("the key '{}' occurs twice in the row", object.text.substr(0, 60)));
    }
    const std::string objection = own_objection(object);
    if (!objection.empty()) complaint.raise(object.line, objection);
    Row row = reader.read(object, complaint);
    summaries.mark(object, row);
    if (row.aggregate.empty() && row.values.empty()) {
      complaint.raise(object.line, "it has neither 'real_time' nor any other number");
    }
    if (row.name.empty()) row.name = fmt::format("benchmarks[{}]", i);
    if (row.aggregate.empty()) repeated.insert(row.name);
    if (!complaint.raised()) {
      run.rows.push_back(std::move(row));
      continue;
    }
    std::string detail = fmt::format("line {}: {}", complaint.error().where->line, complaint.error().message);
    if (!complaint.error().hint.empty()) detail += fmt::format(" ({})", complaint.error().hint);
    if (row.aggregate.empty()) {
      failed.add(row.name, std::move(detail));
    } else {
      failed_summaries.emplace_back(std::move(row.name), std::move(detail));
    }
  }
  // A summary that is NaN (the spread of a single value, say) takes nothing away from repetitions that are there.
  for (auto& [name, detail] : failed_summaries) {
    if (!repeated.contains(name)) failed.add(name, std::move(detail));
  }
  run.failures = failed.take();
}

}  // namespace

Result<Run> read_gbench(const JsonDocument& document, const std::string& source) {
  Run run;
  run.source = source;
  run.suite = stem_of(source);
  const Json& root = document.root;
  const Json* context = root.find("context");
  if (context != nullptr && context->type == Json::Type::object && !context->items.empty()) read_context(*context, run);
  const Json* rows = root.find("benchmarks");
  if (rows == nullptr || rows->type != Json::Type::list) {
    return failure(ErrorCode::input, "'benchmarks' must be a list",
                   SourcePos{source, rows == nullptr ? 1 : rows->line, 0});
  }
  read_rows(*rows, run);
  if (run.rows.empty() && run.failures.empty()) {
    return failure(ErrorCode::input, "there is no benchmark in it", SourcePos{source, rows->line, 0},
                   "run the program again: did --benchmark_filter match nothing?");
  }
  Complaint complaint(source);
  Fields fields(root, "the file", complaint);
  for (const std::string_view key : {"schema", "run", "environment", "metrics", "context", "benchmarks"})
    fields.any(key);
  run.extra = fields.unread();
  return run;
}

}  // namespace trackmeet::model
