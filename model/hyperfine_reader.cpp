// SPDX-License-Identifier: Apache-2.0
#include "model/hyperfine_reader.hpp"

#include <fmt/format.h>

#include <array>

#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"

namespace trackmeet::model {
namespace {

std::string name_of(const Json& result) {
  std::string name = text_of(result, "command");
  const Json* parameters = result.find("parameters");
  if (parameters == nullptr) return name;
  for (const Json& parameter : parameters->items) {
    // A command that was named by hand may not show its parameters; one that was not does.
    if (parameter.type == Json::Type::text && name.find(parameter.text) == std::string::npos)
      name += fmt::format("/{}:{}", parameter.key, parameter.text);
  }
  return name;
}

void read_result(const Json& result, ForeignRun& run) {
  const std::string name = name_of(result);
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
    return;
  }
  for (const std::string_view kind : {"mean", "median", "stddev", "min", "max"}) {
    const Json* value = result.find(kind);
    if (value != nullptr && value->type != Json::Type::null)
      run.summary(name, kind, time, number_of(*value), value->line);
  }
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
  for (const Json& result : results->items) {
    if (text_of(result, "command").empty())
      run.failed(fmt::format("results[{}]", &result - results->items.data()), "there is no 'command'", result.line);
    else
      read_result(result, run);
  }
  return run.finish();
}

}  // namespace trackmeet::model
