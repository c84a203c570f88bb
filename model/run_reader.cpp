// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/printable.hpp"
#include "model/duet_json.hpp"
#include "model/environment_json.hpp"
#include "model/json_text.hpp"
#include "model/limits.hpp"
#include "model/results_file.hpp"
#include "model/row_json.hpp"
#include "model/run_json.hpp"

namespace trackmeet::model {
namespace {

constexpr std::array<std::pair<std::string_view, FailureReason>, 4> reasons = {{{"crash", FailureReason::crash},
                                                                                {"timeout", FailureReason::timeout},
                                                                                {"memory", FailureReason::memory},
                                                                                {"error", FailureReason::error}}};
constexpr std::array<std::pair<std::string_view, Better>, 2> directions = {
    {{"lower", Better::lower}, {"higher", Better::higher}}};
constexpr std::array<std::pair<std::string_view, Kind>, 2> kinds = {
    {{"sampled", Kind::sampled}, {"exact", Kind::exact}}};

void read_git(const Json& object, Fields& run, Git& git, Complaint& complaint) {
  Fields fields(object, "run.git", complaint);
  fields.text("commit", git.commit, Need::required);
  if (!git.commit.empty() && !is_commit(git.commit)) {
    complaint.raise(object.find("commit")->line, fmt::format("'{}' is no commit", git.commit.substr(0, 60)),
                    "a commit is its 40 hexadecimal digits in lower case, or empty where it is not known");
  }
  fields.text("branch", git.branch);
  fields.flag("dirty", git.dirty);
  UtcTime time{};
  if (fields.time("commit_time", time)) git.commit_time = time;
  fields.text("describe", git.describe);
  run.keep("git", fields.unread());
}

void read_failures(const Json& list, std::vector<Failure>& failures, Complaint& complaint) {
  for (const Json& item : list.items) {
    if (item.type != Json::Type::object) {
      complaint.raise(item.line,
                      fmt::format("'failures' must be a list of objects; it contains {}", type_name(item.type)));
      return;
    }
    Fields fields(item, "a failure", complaint);
    Failure& failure = failures.emplace_back();
    fields.text("name", failure.name, Need::required);
    fields.word<FailureReason>("reason", reasons, failure.reason, Need::required);
    fields.text("detail", failure.detail);
    failure.extra = fields.unread();
  }
}

void read_run_header(const Json& object, Run& run, Complaint& complaint) {
  Fields fields(object, "run", complaint);
  fields.text("id", run.id, Need::required);
  fields.time("timestamp", run.timestamp, Need::required);
  fields.text("version", run.version);
  fields.text("suite", run.suite, Need::required);
  if (const Json* git = fields.object("git")) read_git(*git, fields, run.git, complaint);
  if (const Json* duet = fields.object("duet")) read_duet(*duet, fields, run.duet, complaint);
  if (const Json* failures = fields.list("failures")) read_failures(*failures, run.failures, complaint);
  fields.natural("seed", run.seed);
  run.run_extra = fields.unread();
}

void read_metrics(const Json& object, Fields& document, Run& run, Complaint& complaint) {
  if (object.items.size() > most_metrics) {
    Error refusal = too_many_metrics({});
    complaint.raise(object.line, std::move(refusal.message), std::move(refusal.hint));
    return;
  }
  std::string rest = "{";
  ObjectText unknown(rest, ", ");
  for (const Json& item : object.items) {
    if (item.type != Json::Type::object) {
      complaint.raise(item.line, fmt::format("'{}' must be an object, not {}", item.key, type_name(item.type)));
      return;
    }
    const std::string what = fmt::format("metrics.{}", item.key);
    Fields fields(item, what, complaint);
    Metric metric;
    metric.name = item.key;
    const bool is_time = metric.name == "real_time" || metric.name == "cpu_time";
    if (is_row_key(metric.name) && !is_time) {
      complaint.raise(item.line, fmt::format("a metric cannot be called '{}': rows use that key", metric.name));
    }
    fields.text("unit", metric.unit);
    if (is_time && !metric.unit.empty()) {
      complaint.raise(item.line, fmt::format("'{}' has a unit of its own", metric.name),
                      "leave it away: times are in the 'time_unit' of their row");
    }
    if (is_time) metric.unit = "s";
    fields.word<Better>("better", directions, metric.better, Need::required);
    fields.word<Kind>("kind", kinds, metric.kind, Need::required);
    fields.flag("guessed", metric.guessed);
    run.metrics.push_back(std::move(metric));
    if (const std::string extra = fields.unread(); !extra.empty()) {
      unknown.key(item.key);
      rest += extra;
    }
  }
  if (rest.size() > 1) document.keep("metrics", rest + "}");
}

void read_rows(const Json& list, Run& run, Complaint& complaint) {
  RowReader reader(run, Origin::ours);
  run.rows.reserve(list.items.size());
  for (const Json& item : list.items) {
    if (item.type != Json::Type::object) {
      complaint.raise(item.line,
                      fmt::format("'benchmarks' must be a list of objects; it contains {}", type_name(item.type)));
    } else {
      run.rows.push_back(reader.read(item, complaint));
    }
    if (complaint.raised()) return;
  }
}

}  // namespace

Result<void> refuse_flaws(const JsonDocument& document, const std::string& source) {
  Complaint complaint(source);
  if (document.repeated_key) {
    complaint.raise(document.repeated_key->line,
                    fmt::format("the key '{}' occurs twice in one object", document.repeated_key->text.substr(0, 60)));
  }
  if (document.not_finite) {
    complaint.raise(document.not_finite->line,
                    fmt::format("{} is no number that JSON knows", document.not_finite->text.substr(0, 40)),
                    "only finite numbers may stand in a Trackmeet file");
  }
  if (document.raw_control) {
    complaint.raise(document.raw_control->line,
                    fmt::format("a string contains the control character '{}'", printable(document.raw_control->text)));
  }
  if (complaint.raised()) return complaint.as_failure();
  return {};
}

Run begin_run_document(const Json& document, Complaint& complaint) {
  Run run;
  run.source = complaint.source();
  Fields fields(document, "the file", complaint);
  fields.any("schema");
  if (const Json* header = fields.object("run", Need::required)) read_run_header(*header, run, complaint);
  if (const Json* environment = fields.object("environment", Need::required)) {
    read_environment(*environment, run.environment, run.environment_extra, complaint);
  }
  if (const Json* metrics = fields.object("metrics", Need::required)) read_metrics(*metrics, fields, run, complaint);
  if (const Json* context = fields.object("context"); context != nullptr && !context->items.empty()) {
    append_json(run.context, *context);
  }
  fields.list("benchmarks", Need::required);
  run.extra = fields.unread();
  return run;
}

Result<Run> read_run_document(const Json& document, const std::string& source) {
  Complaint complaint(source);
  Run run = begin_run_document(document, complaint);
  const Json* rows = document.find("benchmarks");
  if (rows != nullptr && !complaint.raised()) read_rows(*rows, run, complaint);
  if (rows != nullptr && run.rows.empty() && run.failures.empty()) {
    complaint.raise(rows->line, "there is no benchmark in it", "measure again: did a filter leave nothing?");
  }
  if (complaint.raised()) return complaint.as_failure();
  return run;
}

}  // namespace trackmeet::model
