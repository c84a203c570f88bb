// SPDX-License-Identifier: Apache-2.0
#include "model/bmf_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "model/decimal.hpp"
#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"

namespace trackmeet::model {
namespace {

struct Measure {
  std::uint32_t metric = 0;
  int shift = 0;  ///< of the decimal point, to the metric's unit
};

Measure measure_named(std::string_view name, ForeignRun& run) {
  constexpr int from_ns = -9;
  if (name == "latency") return {run.time(), from_ns};
  if (name == "throughput") return {run.metric({"throughput", "1/s", Better::higher, Kind::sampled})};
  if (name == "build-time") return {run.metric({"build-time", "s", Better::lower, Kind::sampled})};
  if (name == "file-size") return {run.metric({"file-size", "B", Better::lower, Kind::exact})};
  return {run.metric(metric_named(name))};
}

/// The number with its decimal point moved, so that 88.1 ns is the same 8.81e-08 s that any other file would give.
double shifted(const Json& value, int shift) {
  if (!value.is_number() || shift == 0) return number_of(value);
  return read_decimal(write_decimal(value.real), shift).value_or(number_of(value));
}

void read_benchmark(const Json& benchmark, ForeignRun& run) {
  const std::string name(benchmark.key);
  if (benchmark.type != Json::Type::object || benchmark.items.empty())
    return run.failed(name, "it has no measures", benchmark.line);
  if (benchmark.has_repeated_key)
    return run.failed(name, fmt::format("the measure '{}' occurs twice", benchmark.text.substr(0, 60)), benchmark.line);
  for (const Json& measure : benchmark.items) {
    const Json* value = measure.find("value");
    if (value == nullptr) return run.failed(name, fmt::format("'{}' has no value", measure.key), measure.line);
    if (value->type == Json::Type::null) return run.failed(name, fmt::format("'{}' is null", measure.key), value->line);
    const auto [metric, shift] = measure_named(measure.key, run);
    run.summary(name, "mean", metric, shifted(*value, shift), value->line);
    for (const std::string_view bound : {"lower", "upper"}) {
      const Json* given = measure.find(fmt::format("{}_value", bound));
      if (given != nullptr && given->is_number()) run.summary(name, bound, metric, shifted(*given, shift), given->line);
    }
  }
}

bool is_measure(const Json& measure) {
  const auto is_known = [](const Json& member) {
    const bool bound = member.key == "lower_value" || member.key == "upper_value";
    const bool none = member.type == Json::Type::null || member.type == Json::Type::not_finite;
    return (member.key == "value" || bound) && (member.is_number() || none);
  };
  return measure.type == Json::Type::object && measure.find("value") != nullptr &&
         std::ranges::all_of(measure.items, is_known);
}

bool is_benchmark(const Json& benchmark) {
  return benchmark.type == Json::Type::object && !benchmark.items.empty() &&
         std::ranges::all_of(benchmark.items, is_measure);
}

}  // namespace

bool is_bmf(const Json& root) {
  return root.type == Json::Type::object && !root.items.empty() && std::ranges::all_of(root.items, is_benchmark);
}

Result<Run> read_bmf(const Json& root, const std::string& source) {
  if (root.type != Json::Type::object)
    return failure(ErrorCode::input, "it must be an object of benchmarks", SourcePos{source, root.line, 0});
  ForeignRun run(source);
  std::unordered_set<std::string_view> seen;
  for (const Json& benchmark : root.items) {
    if (!seen.insert(benchmark.key).second)
      run.failed(std::string(benchmark.key), "it stands in the file twice", benchmark.line);
    else
      read_benchmark(benchmark, run);
  }
  return run.finish();
}

}  // namespace trackmeet::model
