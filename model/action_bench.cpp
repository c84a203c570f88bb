// SPDX-License-Identifier: Apache-2.0
#include "model/action_bench.hpp"

#include <fmt/format.h>

#include <utility>

#include "model/foreign_json.hpp"
#include "model/foreign_unit.hpp"

namespace trackmeet::model {
namespace {

std::optional<Better> direction_of(std::string_view tool) {
  if (tool == "customBiggerIsBetter") return Better::higher;
  if (tool == "customSmallerIsBetter") return Better::lower;
  return std::nullopt;
}

}  // namespace

ActionBenches::ActionBenches(ForeignRun& run, std::string_view tool, std::string prefix)
    : run_(run), better_(direction_of(tool)), is_go_(tool == "go"), prefix_(std::move(prefix)) {}

void ActionBenches::read(const Json& bench, const std::string& where) {
  std::string name = text_of(bench, "name");
  if (name.empty()) return run_.failed(where, "there is no 'name'", bench.line);
  const Json* value = bench.find("value");
  const std::string spelled = text_of(bench, "unit");
  const std::string suffix = " - " + spelled;
  if (is_go_ && name.ends_with(suffix)) name.resize(name.size() - suffix.size());
  name.insert(0, prefix_);
  if (value == nullptr || !value->is_number()) return run_.failed(name, "its 'value' is no number", bench.line);
  const ForeignUnit unit = better_ ? foreign_unit(spelled, *better_) : foreign_unit(spelled);
  const std::uint32_t metric = run_.metric(unit.metric);
  if (is_go_ && !seen_.insert(fmt::format("{}\x1f{}", name, metric)).second) return;
  run_.summary(name, "mean", metric, unit.in_unit(value->real), value->line);
}

}  // namespace trackmeet::model
