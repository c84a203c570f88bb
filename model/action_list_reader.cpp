// SPDX-License-Identifier: Apache-2.0
#include "model/action_list_reader.hpp"

#include <fmt/format.h>

#include "model/action_bench.hpp"

namespace trackmeet::model {

bool is_action_list(const Json& root) {
  if (root.type != Json::Type::list || root.items.empty()) return false;
  const Json& first = root.items.front();
  return first.find("name") != nullptr && first.find("unit") != nullptr && first.find("value") != nullptr;
}

Result<Run> read_action_list(const Json& root, const std::string& source) {
  if (root.type != Json::Type::list)
    return failure(ErrorCode::input, "it must be a list of benchmarks", SourcePos{source, root.line, 0});
  ForeignRun run(source);
  ActionBenches benches(run, "", "");
  for (const Json& bench : root.items) benches.read(bench, fmt::format("[{}]", &bench - root.items.data()));
  return run.finish();
}

}  // namespace trackmeet::model
