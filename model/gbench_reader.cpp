// SPDX-License-Identifier: Apache-2.0
#include "model/gbench_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <climits>
#include <filesystem>

#include "model/environment_json.hpp"
#include "model/foreign_date.hpp"
#include "model/gbench_rows.hpp"
#include "model/json_text.hpp"
#include "model/suite_context.hpp"
#include "model/unnamed_suites.hpp"

namespace trackmeet::model {
namespace {

std::string stem_of(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return std::filesystem::path(path.substr(slash == std::string_view::npos ? 0 : slash + 1)).stem().string();
}

void read_context(const Json& context, Run& run) {
  if (const Json* date = context.find("date"); date != nullptr && date->type == Json::Type::text) {
    if (const auto time = read_foreign_date(date->text)) run.timestamp = *time;
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

}  // namespace

Run begin_gbench(const Json& root, const std::string& source) {
  Run run;
  run.source = source;
  run.suite = suite_of_file(source);
  const Json* context = root.find("context");
  if (context != nullptr && context->type == Json::Type::object && !context->items.empty()) read_context(*context, run);
  Complaint complaint(source);
  Fields fields(root, "the file", complaint);
  for (const std::string_view key : {"schema", "run", "environment", "metrics", "context", "benchmarks"})
    fields.any(key);
  run.extra = fields.unread();
  return run;
}

Result<Run> read_gbench(const JsonDocument& document, const std::string& source) {
  Run run = begin_gbench(document.root, source);
  const Json* list = document.root.find("benchmarks");
  if (list == nullptr || list->type != Json::Type::list) {
    return failure(ErrorCode::input, "'benchmarks' must be a list",
                   SourcePos{source, list == nullptr ? document.root.line : list->line, 0});
  }
  const UnmarkedSummaries summaries(*list);
  GbenchRows rows(run);
  for (const Json& object : list->items) {
    rows.add(object, &summaries);
    if (rows.is_refused()) break;
  }
  if (Result<void> sound = rows.finish(); !sound) return passed_on(sound);
  if (run.rows.empty() && run.failures.empty()) {
    return failure(ErrorCode::input, "there is no benchmark in it", SourcePos{source, list->line, 0},
                   "run the program again: did --benchmark_filter match nothing?");
  }
  return run;
}

}  // namespace trackmeet::model
