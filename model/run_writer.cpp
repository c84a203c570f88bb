// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <unordered_set>

#include "model/duet_json.hpp"
#include "model/environment_json.hpp"
#include "model/json_text.hpp"
#include "model/results_file.hpp"
#include "model/row_json.hpp"
#include "model/run_json.hpp"

namespace trackmeet::model {
namespace {

std::string_view word(FailureReason reason) {
  switch (reason) {
    case FailureReason::crash:
      return "crash";
    case FailureReason::timeout:
      return "timeout";
    case FailureReason::memory:
      return "memory";
    case FailureReason::error:
      break;
  }
  return "error";
}

/// A string of ours that holds a JSON object, or nothing.
Result<JsonDocument> parse_kept(const std::string& json, const std::string& what) {
  if (json.empty()) return JsonDocument{};
  auto document = parse_json(json, what);
  if (!document) return document;
  if (document->root.type != Json::Type::object) {
    return failure(ErrorCode::internal, fmt::format("{} is no JSON object", what));
  }
  return document;
}

void append_git(std::string& out, const Git& git, const Json* extra) {
  out += '{';
  ObjectText object(out, ", ");
  object.text("commit", git.commit);
  object.text_if_any("branch", git.branch);
  object.flag("dirty", git.dirty);
  if (git.commit_time) object.text("commit_time", to_iso8601(*git.commit_time));
  object.text_if_any("describe", git.describe);
  append_rest(object, extra, {"commit", "branch", "dirty", "commit_time", "describe"});
  out += '}';
}

Result<void> append_failures(std::string& out, const std::vector<Failure>& failures) {
  out += '[';
  for (const Failure& failed : failures) {
    if (&failed != &failures.front()) out += ", ";
    out += '{';
    ObjectText object(out, ", ");
    object.text("name", failed.name);
    object.text("reason", word(failed.reason));
    object.text_if_any("detail", failed.detail);
    auto extra = parse_kept(failed.extra, "extra keys of a failure");
    if (!extra) return passed_on(extra);
    append_rest(object, &extra->root, {"name", "reason", "detail"});
    out += '}';
  }
  out += ']';
  return {};
}

Result<void> append_header(std::string& out, const Run& run, const std::string& indent) {
  auto extra = parse_kept(run.run_extra, "extra keys of a run");
  if (!extra) return passed_on(extra);
  ObjectText object(out, ",\n" + indent);
  object.text("id", run.id);
  object.text("timestamp", to_iso8601(run.timestamp));
  object.text_if_any("version", run.version);
  object.text("suite", run.suite);
  object.key("git");
  append_git(out, run.git, extra->root.find("git"));
  if (run.duet) {
    object.key("duet");
    if (auto written = append_duet(out, *run.duet, extra->root.find("duet")); !written) return written;
  }
  if (!run.failures.empty()) {
    object.key("failures");
    if (auto written = append_failures(out, run.failures); !written) return written;
  }
  object.natural("seed", run.seed);
  append_rest(object, &extra->root, {"id", "timestamp", "version", "suite", "git", "duet", "failures", "seed"});
  return {};
}

Result<void> append_metrics(std::string& out, const Run& run, const Json* extra, const std::string& indent) {
  ObjectText object(out, ",\n" + indent);
  std::unordered_set<std::string_view> names;
  for (const Metric& metric : run.metrics) {
    if (!names.insert(metric.name).second) {
      return failure(ErrorCode::internal, fmt::format("the metric '{}' is there twice", metric.name));
    }
    object.key(metric.name);
    out += '{';
    ObjectText members(out, ", ");
    const bool is_time = metric.name == "real_time" || metric.name == "cpu_time";
    if (!is_time) members.text_if_any("unit", metric.unit);
    members.text("better", metric.better == Better::lower ? "lower" : "higher");
    members.text("kind", metric.kind == Kind::sampled ? "sampled" : "exact");
    if (metric.guessed) members.flag("guessed", true);
    append_rest(members, extra == nullptr ? nullptr : extra->find(metric.name), {"unit", "better", "kind", "guessed"});
    out += '}';
  }
  return {};
}

/// An object of `members` that stand one a line.
void append_lines(std::string& out, const std::string& members, const std::string& inner, const std::string& outer) {
  out += members.empty() ? "{}" : "{\n" + inner + members + "\n" + outer + "}";
}

}  // namespace

Result<void> append_run_document(std::string& out, const Run& run, const std::string& indent) {
  auto extra = parse_kept(run.extra, "extra keys of a results file");
  if (!extra) return passed_on(extra);
  auto environment_extra = parse_kept(run.environment_extra, "extra keys of an environment");
  if (!environment_extra) return passed_on(environment_extra);
  auto context = parse_kept(run.context, "the context");
  if (!context) return passed_on(context);

  const std::string outer = indent + "  ";
  const std::string inner = outer + "  ";
  out += "{\n" + outer;
  ObjectText object(out, ",\n" + outer);
  object.text("schema", results_schema);
  object.key("run");
  out += "{\n" + inner;
  if (auto written = append_header(out, run, inner); !written) return written;
  out += "\n" + outer + "}";
  object.key("environment");
  std::string members;
  append_environment(members, run.environment, environment_extra->root, inner);
  append_lines(out, members, inner, outer);
  object.key("metrics");
  members.clear();
  if (auto written = append_metrics(members, run, extra->root.find("metrics"), inner); !written) return written;
  append_lines(out, members, inner, outer);
  object.key("context");
  out += '{';
  ObjectText context_object(out, ", ");
  append_rest(context_object, &context->root, {});
  out += '}';
  append_rest(object, &extra->root, {"schema", "run", "environment", "metrics", "context", "benchmarks"});
  object.key("benchmarks");
  out += '[';
  for (const Row& row : run.rows) {
    out += (&row == &run.rows.front() ? "\n" : ",\n") + inner;
    if (auto written = append_row(out, run, row); !written) return written;
  }
  out += run.rows.empty() ? "]" : "\n" + outer + "]";
  out += "\n" + indent + "}";
  return {};
}

}  // namespace trackmeet::model
