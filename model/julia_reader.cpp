// SPDX-License-Identifier: Apache-2.0
#include "model/julia_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"
#include "model/foreign_unit.hpp"

namespace trackmeet::model {
namespace {

constexpr double ns_per_s = 1e9;

/// A typed value stands as `["Type", {…}]`. Null if this is none.
const Json* content_of(const Json& typed) {
  const bool is_typed = typed.type == Json::Type::list && typed.items.size() == 2 &&
                        typed.items[0].type == Json::Type::text && typed.items[1].type == Json::Type::object;
  return is_typed ? &typed.items[1] : nullptr;
}

std::uint64_t evaluations_of(const Json& trial) {
  const Json* parameters = trial.find("params");
  const Json* content = parameters == nullptr ? nullptr : content_of(*parameters);
  const Json* count = content == nullptr ? nullptr : content->find("evals");
  return count != nullptr && count->type == Json::Type::natural ? count->whole : 0;
}

void read_trial(const Json& trial, const std::string& name, ForeignRun& run) {
  const Json* times = trial.find("times");
  const Json* estimate = trial.find("time");
  const bool has_samples = times != nullptr && !times->items.empty();
  if (has_samples) {
    for (const Json& time : times->items)
      run.sample(name, run.time(), number_of(time) / ns_per_s, evaluations_of(trial), time.line);
  } else if (estimate != nullptr) {
    run.summary(name, "mean", run.time(), number_of(*estimate) / ns_per_s, estimate->line);
  } else {
    return run.failed(name, "it has no times", trial.line);
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> allocations = {
      {{"allocs", "allocs/op"}, {"memory", "B/op"}}};
  for (const auto& [member, unit] : allocations) {
    const Json* value = trial.find(member);
    if (value == nullptr || !value->is_number()) continue;
    const std::uint32_t metric = run.metric(foreign_unit(unit).metric);
    if (has_samples)
      run.sample(name, metric, value->real, 0, value->line);
    else
      run.summary(name, "mean", metric, value->real, value->line);
  }
}

/// Groups within each other are as deep as JSON may be, at most.
void read(const Json& typed, const std::string& name, ForeignRun& run) {
  const Json* content = content_of(typed);
  if (content == nullptr) return run.failed(name, "it is no benchmark and no group", typed.line);
  const std::string_view type = typed.items[0].text;
  if (type == "Trial" || type == "TrialEstimate") return read_trial(*content, name, run);
  const Json* data = content->find("data");
  if (type != "BenchmarkGroup" || data == nullptr)
    return run.failed(name, fmt::format("it is a '{}'", type.substr(0, 60)), typed.line);
  constexpr std::size_t longest = 256;  // characters of one group in the name of each of its benchmarks
  for (const Json& item : data->items) {
    const std::string_view key = item.key.substr(0, longest);
    read(item, name.empty() ? std::string(key) : fmt::format("{}/{}", name, key), run);
  }
}

}  // namespace

bool is_julia(const Json& root) {
  return root.type == Json::Type::list && root.items.size() == 2 && root.items[0].find("Julia") != nullptr &&
         root.items[1].type == Json::Type::list;
}

Result<Run> read_julia(const Json& root, const std::string& source) {
  if (root.type != Json::Type::list || root.items.size() != 2)
    return failure(ErrorCode::input, "it must be a list of versions and groups", SourcePos{source, root.line, 0});
  ForeignRun run(source);
  if (const std::string version = text_of(root.items[0], "Julia"); !version.empty())
    run.run().environment.compiler = fmt::format("Julia {}", version);
  for (const Json& group : root.items[1].items) {
    // Only what is in a group has a name.
    const bool is_group = content_of(group) != nullptr && group.items[0].text == "BenchmarkGroup";
    read(group, is_group ? "" : fmt::format("[{}]", &group - root.items[1].items.data()), run);
  }
  return run.finish();
}

}  // namespace trackmeet::model
