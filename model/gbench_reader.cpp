// SPDX-License-Identifier: Apache-2.0
#include "model/gbench_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <climits>
#include <filesystem>

#include "model/environment_json.hpp"
#include "model/gbench_rows.hpp"
#include "model/json_text.hpp"
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

}  // namespace

Run begin_gbench(const Json& root, const std::string& source) {
  Run run;
  run.source = source;
  run.suite = stem_of(source);
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
  for (const Json& object : list->items) rows.add(object, &summaries);
  rows.finish();
  if (run.rows.empty() && run.failures.empty()) {
    return failure(ErrorCode::input, "there is no benchmark in it", SourcePos{source, list->line, 0},
                   "run the program again: did --benchmark_filter match nothing?");
  }
  return run;
}

}  // namespace trackmeet::model
