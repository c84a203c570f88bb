// SPDX-License-Identifier: Apache-2.0
#include "model/ancestor_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <climits>
#include <initializer_list>

#include "model/decimal.hpp"
#include "model/foreign_date.hpp"
#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"

namespace trackmeet::model {
namespace {

constexpr double bytes_in_mb = 1024.0 * 1024.0;
constexpr int ms_to_s = -3;

/// The first of these members that is a text that is not empty.
std::string first_text(const Json& object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (std::string text = text_of(object, key); !text.empty()) return text;
  }
  return {};
}

void read_environment(const Json& object, Run& run) {
  Environment& environment = run.environment;
  environment.os = first_text(object, {"os", "platform", "system"});
  environment.kernel = first_text(object, {"kernel", "release"});
  environment.architecture = first_text(object, {"architecture", "arch", "machine"});
  environment.cpu = first_text(object, {"cpu", "cpu_model", "processor"});
  environment.compiler = first_text(object, {"compiler"});
  environment.flags = first_text(object, {"flags", "compiler_flags"});
  environment.build_type = first_text(object, {"build_type"});
  for (const std::string_view key : {"cores", "cpu_cores", "cpu_count", "num_cpus"}) {
    const Json* cores = object.find(key);
    if (cores != nullptr && cores->type == Json::Type::natural && cores->whole <= UINT_MAX && environment.cores == 0)
      environment.cores = static_cast<unsigned>(cores->whole);
  }
  if (const std::string commit = first_text(object, {"commit", "git_commit"}); is_commit(commit))
    run.git.commit = commit;
  run.git.branch = first_text(object, {"branch", "git_branch"});
}

/// What was measured of one row; null if it was not.
const Json* measured(const Json& row, std::string_view key) {
  const Json* value = row.find(key);
  return value == nullptr || value->type == Json::Type::null ? nullptr : value;
}

double in_seconds(const Json& ms) {
  return ms.is_number() ? read_decimal(write_decimal(ms.real), ms_to_s).value_or(0) : number_of(ms);
}

void read_row(const Json& row, const std::string& name, ForeignRun& run) {
  if (row.has_repeated_key)
    return run.failed(name, fmt::format("the key '{}' occurs twice in the row", row.text.substr(0, 60)), row.line);
  const Json* duration = measured(row, "duration_ms");
  const Json* throughput = measured(row, "throughput");
  const Json* memory = measured(row, "memory_mb");
  if (duration == nullptr && throughput == nullptr)
    return run.failed(name, "it has neither 'duration_ms' nor 'throughput'", row.line);
  const Json* iterations = row.find("iterations");
  const std::uint64_t count = iterations != nullptr && iterations->type == Json::Type::natural ? iterations->whole : 0;
  if (duration != nullptr) run.sample(name, run.time(), in_seconds(*duration), count, duration->line);
  if (throughput != nullptr) {
    const std::uint32_t metric = run.metric({"throughput", "1/s", Better::higher, Kind::sampled});
    run.sample(name, metric, number_of(*throughput), count, throughput->line);
  }
  if (memory != nullptr)
    run.sample(name, run.metric(metric_named("peak_rss")), number_of(*memory) * bytes_in_mb, count, memory->line);
}

bool has_any(const Json& object, std::initializer_list<std::string_view> keys) {
  return std::ranges::any_of(keys, [&](std::string_view key) { return object.find(key) != nullptr; });
}

}  // namespace

bool is_ancestor(const Json& root) {
  const Json* benchmarks = root.find("benchmarks");
  if (benchmarks == nullptr || benchmarks->type != Json::Type::list || has_any(root, {"context", "schema"}))
    return false;
  // Not every row has a duration. Other fields of theirs say less, and count beside those of the file.
  const bool has_head = has_any(root, {"version", "timestamp"});
  return std::ranges::any_of(benchmarks->items, [&](const Json& row) {
    const bool is_theirs = has_any(row, {"duration_ms"}) || (has_head && has_any(row, {"throughput", "memory_mb"}));
    return is_theirs && !has_any(row, {"real_time", "run_type"});  // which are Google Benchmark's
  });
}

Result<Run> read_ancestor(const Json& root, const std::string& source) {
  ForeignRun run(source);
  const Json* benchmarks = root.find("benchmarks");
  if (benchmarks == nullptr || benchmarks->type != Json::Type::list)
    return failure(ErrorCode::input, "'benchmarks' must be a list", SourcePos{source, root.line, 0});
  if (const auto time = read_foreign_date(text_of(root, "timestamp"))) run.run().timestamp = *time;
  if (const Json* environment = root.find("environment")) read_environment(*environment, run.run());
  for (const Json& row : benchmarks->items) {
    const std::string name = text_of(row, "name");
    if (name.empty())
      run.failed(fmt::format("benchmarks[{}]", &row - benchmarks->items.data()), "there is no 'name'", row.line);
    else
      read_row(row, name, run);
  }
  return run.finish();
}

}  // namespace trackmeet::model
