// SPDX-License-Identifier: Apache-2.0
#include "model/benchmarkdotnet_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include "model/foreign_date.hpp"
#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"
#include "model/foreign_text.hpp"
#include "model/foreign_unit.hpp"

namespace trackmeet::model {
namespace {

constexpr double ns_per_s = 1e9;

/// `.NET 8.0` of `Sorting.Quick: .NET 8.0(Runtime=…, LaunchCount=3) [n=10]`.
std::string job_of(const Json& benchmark) {
  const std::string info = text_of(benchmark, "DisplayInfo");
  const std::size_t at = info.find(": ");
  if (at == std::string::npos) return {};
  const std::string job = info.substr(at + 2);
  return std::string(trimmed(std::string_view(job).substr(0, job.find_first_of("(["))));
}

bool is_result_of_workload(const Json& measurement) {
  const std::string mode = text_of(measurement, "IterationMode");
  // Versions before 0.11 know no stages.
  return mode == "Result" || (mode == "Workload" && text_of(measurement, "IterationStage") == "Result");
}

/// Results of the workload, by launch.
std::map<std::uint64_t, std::vector<const Json*>> launches_of(const Json& benchmark) {
  std::map<std::uint64_t, std::vector<const Json*>> launches;
  const Json* measurements = benchmark.find("Measurements");
  if (measurements == nullptr) return launches;
  for (const Json& measurement : measurements->items) {
    if (!is_result_of_workload(measurement)) continue;
    const Json* launch = measurement.find("LaunchIndex");
    launches[launch != nullptr ? launch->whole : 0].push_back(&measurement);
  }
  return launches;
}

bool read_measurements(const Json& benchmark, const std::string& name, ForeignRun& run) {
  const auto launches = launches_of(benchmark);
  const std::uint32_t time = run.time();
  std::uint32_t round = 0;
  for (const auto& [launch, measurements] : launches) {
    for (const Json* measurement : measurements) {
      const Json* total = measurement->find("Nanoseconds");
      const Json* operations = measurement->find("Operations");
      const double count = operations == nullptr ? 1 : number_of(*operations);
      const double value = total == nullptr || !(count > 0) ? number_of(Json{}) : number_of(*total) / count / ns_per_s;
      const std::uint64_t iterations = operations == nullptr ? 0 : operations->whole;
      if (launches.size() > 1)
        run.sample_of_round(name, round, time, value, iterations, measurement->line);
      else
        run.sample(name, time, value, iterations, measurement->line);
    }
    ++round;
  }
  return !launches.empty();
}

void read_statistics(const Json& benchmark, const std::string& name, ForeignRun& run) {
  const Json* statistics = benchmark.find("Statistics");
  if (statistics == nullptr || statistics->type != Json::Type::object)
    return run.failed(name, "it has no 'Statistics': it did not run to its end", benchmark.line);
  const std::uint32_t time = run.time();
  const Json* values = statistics->find("OriginalValues");
  if (values != nullptr && !values->items.empty()) {
    for (const Json& value : values->items) run.sample(name, time, number_of(value) / ns_per_s, 0, value.line);
    return;
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> summaries = {
      {{"Mean", "mean"}, {"Median", "median"}, {"StandardDeviation", "stddev"}, {"Min", "min"}, {"Max", "max"}}};
  bool has_value = false;
  for (const auto& [member, kind] : summaries) {
    const Json* value = statistics->find(member);
    if (value == nullptr) continue;
    run.summary(name, kind, time, number_of(*value) / ns_per_s, value->line);
    has_value = has_value || kind == "mean" || kind == "median";
  }
  if (!has_value) run.failed(name, "its 'Statistics' have neither values nor a mean", statistics->line);
}

/// One more value of the benchmark. Beside raw values it stands as one, beside summaries as one of them.
void add(const std::string& name, const Metric& metric, double value, bool has_samples, std::uint32_t line,
         ForeignRun& run) {
  const std::uint32_t index = run.metric(metric);
  if (has_samples)
    run.sample(name, index, value, 0, line);
  else
    run.summary(name, "mean", index, value, line);
}

void read_more(const Json& benchmark, const std::string& name, bool has_samples, ForeignRun& run) {
  if (const Json* memory = benchmark.find("Memory")) {
    const Json* bytes = memory->find("BytesAllocatedPerOperation");
    if (bytes != nullptr && bytes->is_number())
      add(name, foreign_unit("B/op").metric, bytes->real, has_samples, bytes->line, run);
  }
  const Json* metrics = benchmark.find("Metrics");
  if (metrics == nullptr) return;
  for (const Json& metric : metrics->items) {
    const Json* value = metric.find("Value");
    const Json* descriptor = metric.find("Descriptor");
    if (value == nullptr || !value->is_number() || descriptor == nullptr) continue;
    const std::string id = text_of(*descriptor, "Id");
    if (id.empty() || id == "Allocated Memory") continue;  // which is what `Memory` says
    const Json* greater = descriptor->find("TheGreaterTheBetter");
    const Better better = greater != nullptr && greater->truth ? Better::higher : Better::lower;
    add(name, {id, text_of(*descriptor, "Unit"), better, Kind::sampled}, value->real, has_samples, value->line, run);
  }
}

bool has_samples(const Json& benchmark) {
  if (!launches_of(benchmark).empty()) return true;
  const Json* statistics = benchmark.find("Statistics");
  const Json* values = statistics == nullptr ? nullptr : statistics->find("OriginalValues");
  return values != nullptr && !values->items.empty();
}

/// `Sample.Benchmarks-20200529-164431`: what was run, and when.
void read_title(const std::string& title, Run& run) {
  constexpr std::string_view pattern = "-dddddddd-dddddd";
  if (title.empty()) return;
  run.suite = title;
  if (title.size() <= pattern.size()) return;
  const std::string_view stamp = std::string_view(title).substr(title.size() - pattern.size());
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool is_digit = stamp[i] >= '0' && stamp[i] <= '9';
    if (pattern[i] == '-' ? stamp[i] != '-' : !is_digit) return;
  }
  const auto date =
      read_foreign_date(fmt::format("{}-{}-{}T{}:{}:{}Z", stamp.substr(1, 4), stamp.substr(5, 2), stamp.substr(7, 2),
                                    stamp.substr(10, 2), stamp.substr(12, 2), stamp.substr(14, 2)));
  if (!date) return;
  run.timestamp = *date;
  run.suite = title.substr(0, title.size() - pattern.size());
}

void read_host(const Json& host, Environment& environment) {
  environment.os = text_of(host, "OsVersion");
  environment.cpu = text_of(host, "ProcessorName");
  environment.architecture = text_of(host, "Architecture");
  environment.compiler = text_of(host, "RuntimeVersion");
  environment.build_type = text_of(host, "Configuration");
  constexpr std::uint64_t most = 1U << 20;  // cores
  const Json* cores = host.find("LogicalCoreCount");
  if (cores != nullptr && cores->type == Json::Type::natural && cores->whole <= most)
    environment.cores = static_cast<unsigned>(cores->whole);
}

}  // namespace

bool is_benchmarkdotnet(const Json& root) {
  const Json* benchmarks = root.find("Benchmarks");
  return root.find("HostEnvironmentInfo") != nullptr && benchmarks != nullptr && benchmarks->type == Json::Type::list;
}

Result<Run> read_benchmarkdotnet(const Json& root, const std::string& source) {
  const Json* benchmarks = root.find("Benchmarks");
  if (benchmarks == nullptr || benchmarks->type != Json::Type::list)
    return failure(ErrorCode::input, "'Benchmarks' must be a list", SourcePos{source, root.line, 0});
  ForeignRun run(source);
  read_title(text_of(root, "Title"), run.run());
  if (const Json* host = root.find("HostEnvironmentInfo")) read_host(*host, run.run().environment);
  std::unordered_map<std::string, std::size_t> times_named;
  for (const Json& benchmark : benchmarks->items) ++times_named[text_of(benchmark, "FullName")];
  for (const Json& benchmark : benchmarks->items) {
    std::string name = text_of(benchmark, "FullName");
    if (name.empty()) {
      run.failed(fmt::format("Benchmarks[{}]", &benchmark - benchmarks->items.data()), "there is no 'FullName'",
                 benchmark.line);
      continue;
    }
    if (const std::string job = job_of(benchmark); times_named[name] > 1 && !job.empty())
      name += fmt::format(" [{}]", job);
    if (!read_measurements(benchmark, name, run)) read_statistics(benchmark, name, run);
    read_more(benchmark, name, has_samples(benchmark), run);
  }
  return run.finish();
}

}  // namespace trackmeet::model
