// SPDX-License-Identifier: Apache-2.0
#include "model/pytest_benchmark_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <climits>

#include "model/foreign_date.hpp"
#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"

namespace trackmeet::model {
namespace {

/// The full name; a parameter that it does not show yet is added as pytest shows it: `bench.py::test_sort[1000]`.
std::string name_of(const Json& benchmark) {
  std::string name = text_of(benchmark, "fullname");
  if (name.empty()) name = text_of(benchmark, "name");
  const std::string parameter = text_of(benchmark, "param");
  if (!name.empty() && !parameter.empty() && !name.ends_with(']')) name += fmt::format("[{}]", parameter);
  return name;
}

/// The values of all rounds; null where they were not saved or some were taken out, so that the summaries say more.
const Json* all_data(const Json& stats) {
  const Json* data = stats.find("data");
  if (data == nullptr || data->type != Json::Type::list || data->items.empty()) return nullptr;
  if (std::ranges::any_of(data->items, [](const Json& value) { return value.type == Json::Type::text; }))
    return nullptr;
  const Json* rounds = stats.find("rounds");
  const bool complete = rounds == nullptr || !rounds->is_number() || rounds->whole == data->items.size();
  return complete ? data : nullptr;
}

void read_stats(const std::string& name, const Json& stats, ForeignRun& run) {
  if (stats.has_repeated_key) {
    run.failed(name, fmt::format("the key '{}' occurs twice", stats.text.substr(0, 60)), stats.line);
    return;
  }
  const std::uint32_t time = run.time();
  if (const Json* data = all_data(stats)) {
    const Json* iterations = stats.find("iterations");
    const std::uint64_t per_sample =
        iterations != nullptr && iterations->type == Json::Type::natural ? iterations->whole : 0;
    for (const Json& value : data->items) run.sample(name, time, number_of(value), per_sample, value.line);
    return;
  }
  bool compared = false;
  for (const std::string_view kind : {"median", "mean", "stddev", "min", "max"}) {
    const Json* value = stats.find(kind);
    if (value == nullptr || value->type == Json::Type::null) continue;
    run.summary(name, kind, time, number_of(*value), value->line);
    compared = compared || kind == "median" || kind == "mean";
  }
  if (!compared) run.failed(name, "it has neither data nor a median nor a mean", stats.line);
}

void read_commit(const Json& info, Git& git) {
  if (const std::string commit = text_of(info, "id"); is_commit(commit)) git.commit = commit;
  git.branch = text_of(info, "branch");
  if (const Json* dirty = info.find("dirty"); dirty != nullptr) git.dirty = dirty->truth;
  git.commit_time = read_foreign_date(text_of(info, "time"));
}

void read_machine(const Json& info, Environment& environment) {
  environment.os = text_of(info, "system");
  environment.kernel = text_of(info, "release");
  environment.architecture = text_of(info, "machine");
  const std::string python = text_of(info, "python_version");
  if (!python.empty()) environment.compiler = fmt::format("{} {}", text_of(info, "python_implementation"), python);
  const Json* cpu = info.find("cpu");
  if (cpu == nullptr) return;
  environment.cpu = text_of(*cpu, "brand_raw");
  if (environment.cpu.empty()) environment.cpu = text_of(*cpu, "brand");
  if (const Json* count = cpu->find("count");
      count != nullptr && count->type == Json::Type::natural && count->whole <= UINT_MAX)
    environment.cores = static_cast<unsigned>(count->whole);
}

}  // namespace

bool is_pytest_benchmark(const Json& root) {
  const Json* benchmarks = root.find("benchmarks");
  return benchmarks != nullptr && benchmarks->type == Json::Type::list && root.find("machine_info") != nullptr &&
         root.find("context") == nullptr && root.find("schema") == nullptr;
}

Result<Run> read_pytest_benchmark(const Json& root, const std::string& source) {
  ForeignRun run(source);
  const Json* benchmarks = root.find("benchmarks");
  if (benchmarks == nullptr || benchmarks->type != Json::Type::list)
    return failure(ErrorCode::input, "'benchmarks' must be a list", SourcePos{source, root.line, 0});
  if (const auto time = read_foreign_date(text_of(root, "datetime"))) run.run().timestamp = *time;
  if (const Json* commit = root.find("commit_info")) read_commit(*commit, run.run().git);
  if (const Json* machine = root.find("machine_info")) read_machine(*machine, run.run().environment);
  for (const Json& benchmark : benchmarks->items) {
    const std::string name = name_of(benchmark);
    const Json* stats = benchmark.find("stats");
    if (name.empty()) {
      run.failed(fmt::format("benchmarks[{}]", &benchmark - benchmarks->items.data()), "there is no 'fullname'",
                 benchmark.line);
    } else if (stats == nullptr || stats->type != Json::Type::object) {
      run.failed(name, "there are no 'stats'", benchmark.line);
    } else {
      read_stats(name, *stats, run);
    }
  }
  return run.finish();
}

}  // namespace trackmeet::model
