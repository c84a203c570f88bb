// SPDX-License-Identifier: Apache-2.0
#include "model/hyperfine_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"

namespace trackmeet::model {
namespace {

/// The parameters of a result, which may be none.
const std::vector<Json>& parameters_of(const Json& result) {
  static const std::vector<Json> none;
  const Json* parameters = result.find("parameters");
  return parameters == nullptr ? none : parameters->items;
}

/// `command/threads:2` with each of the parameters for which `is_wanted`.
template <typename Predicate>
std::string with_parameters(std::string command, const std::vector<Json>& parameters, Predicate is_wanted) {
  for (const Json& parameter : parameters) {
    if (parameter.type == Json::Type::text && is_wanted(parameter.text))
      command += fmt::format("/{}:{}", parameter.key, parameter.text);
  }
  return command;
}

/// With the parameters that the command does not show. One that was named by hand may not show them; one that was not
/// does.
std::string likely_name(const Json& result) {
  // Others are not searched, which would take their length times the number of parameters.
  constexpr std::size_t longest = 4096;  // characters
  constexpr std::size_t most = 16;       // parameters
  const std::string command = text_of(result, "command");
  const std::vector<Json>& parameters = parameters_of(result);
  const bool is_searched = command.size() <= longest && parameters.size() <= most;
  return with_parameters(command, parameters, [&](std::string_view value) {
    return !is_searched || command.find(value) == std::string::npos;
  });
}

/// Names the results of a file. Where the likely name is that of results with other parameters (the command shows the 2
/// that is meant, but in `sha256sum`), all of them are appended. With the same parameters they are repetitions.
class Names {
public:
  explicit Names(const std::vector<Json>& results) {
    std::unordered_map<std::string, const std::vector<Json>*> first;
    for (const Json& result : results) {
      const std::vector<Json>& parameters = parameters_of(result);
      const auto [known, is_new] = first.try_emplace(likely_name(result), &parameters);
      if (!is_new && !std::ranges::equal(*known->second, parameters, is_same)) ambiguous_.insert(known->first);
    }
  }

  std::string name(const Json& result) const {
    std::string likely = likely_name(result);
    if (!ambiguous_.contains(likely)) return likely;
    return with_parameters(text_of(result, "command"), parameters_of(result), [](std::string_view) { return true; });
  }

private:
  static bool is_same(const Json& a, const Json& b) { return a.key == b.key && a.text == b.text; }

  std::unordered_set<std::string> ambiguous_;
};

/// What each run took of memory at most, beside its time. Where the system does not tell, 0 stands there.
void read_memory(const Json& result, const std::string& name, std::size_t runs, ForeignRun& run) {
  const Json* memory = result.find("memory_usage_byte");
  const auto is_told = [](const Json& bytes) { return bytes.is_number() && bytes.real > 0; };
  if (memory == nullptr || memory->items.size() != runs || !std::ranges::all_of(memory->items, is_told)) return;
  const std::uint32_t metric = run.metric(metric_named("peak_rss"));
  for (const Json& bytes : memory->items) run.sample(name, metric, bytes.real, 0, bytes.line);
}

void read_summaries(const Json& result, const std::string& name, ForeignRun& run) {
  bool has_value = false;
  for (const std::string_view kind : {"mean", "median", "stddev", "min", "max"}) {
    const Json* value = result.find(kind);
    if (value == nullptr || value->type == Json::Type::null) continue;
    run.summary(name, kind, run.time(), number_of(*value), value->line);
    has_value = has_value || kind == "mean" || kind == "median";
  }
  if (!has_value) run.failed(name, "it has neither 'times' nor a 'mean' or a 'median'", result.line);
}

void read_result(const Json& result, const std::string& name, ForeignRun& run) {
  if (const Json* codes = result.find("exit_codes")) {
    for (const Json& code : codes->items) {
      if (code.is_number() && code.real != 0)
        run.failed(name, fmt::format("the command ended with status {}", code.real), code.line);
      if (code.type == Json::Type::null) run.failed(name, "the command was killed by a signal", code.line);
    }
  }
  const std::uint32_t time = run.time();
  if (const Json* times = result.find("times"); times != nullptr && !times->items.empty()) {
    for (const Json& value : times->items) run.sample(name, time, number_of(value), 0, value.line);
    return read_memory(result, name, times->items.size(), run);
  }
  read_summaries(result, name, run);
}

}  // namespace

bool is_hyperfine(const Json& root) {
  const Json* results = root.find("results");
  return results != nullptr && results->type == Json::Type::list && !results->items.empty() &&
         results->items.front().find("command") != nullptr;
}

Result<Run> read_hyperfine(const Json& root, const std::string& source) {
  ForeignRun run(source);
  const Json* results = root.find("results");
  if (results == nullptr || results->type != Json::Type::list)
    return failure(ErrorCode::input, "'results' must be a list", SourcePos{source, root.line, 0});
  const Names names(results->items);
  for (const Json& result : results->items) {
    if (text_of(result, "command").empty())
      run.failed(fmt::format("results[{}]", &result - results->items.data()), "there is no 'command'", result.line);
    else
      read_result(result, names.name(result), run);
  }
  return run.finish();
}

}  // namespace trackmeet::model
