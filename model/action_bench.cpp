// SPDX-License-Identifier: Apache-2.0
#include "model/action_bench.hpp"

#include <fmt/format.h>

#include <utility>

#include "model/decimal.hpp"
#include "model/foreign_json.hpp"
#include "model/foreign_text.hpp"

namespace trackmeet::model {
namespace {

std::optional<Better> direction_of(std::string_view tool) {
  if (tool == "customBiggerIsBetter") return Better::higher;
  if (tool == "customSmallerIsBetter") return Better::lower;
  return std::nullopt;
}

/// The number as JSON spells it.
std::string spelling_of(const Json& number) {
  return number.type == Json::Type::real ? std::string(number.text) : write_decimal(number.real);
}

}  // namespace

ActionBenches::ActionBenches(ForeignRun& run, std::string_view tool, std::string prefix)
    : run_(run), better_(direction_of(tool)), is_go_(tool == "go"), prefix_(std::move(prefix)) {}

bool ActionBenches::is_doubled(const std::string& name, const std::string& suffix, std::string_view unit) {
  if (name == doubled_) {
    doubled_.clear();
    return true;
  }
  if (!name.ends_with(suffix)) doubled_ = fmt::format("{} - {}", name, trimmed(unit.substr(0, unit.find('\t'))));
  return false;
}

std::string ActionBenches::go_name(std::string name, const Json& bench) {
  const std::string extra = text_of(bench, "extra");
  const std::size_t line = extra.find('\n');
  const std::string procs = line == std::string::npos ? "1 procs" : extra.substr(line + 1);
  const auto [first, is_new] = procs_.try_emplace(name, procs);
  return is_new || first->second == procs ? name : fmt::format("{} ({})", name, procs);
}

ForeignUnit ActionBenches::unit_of(const Json& bench, std::string_view spelled) const {
  if (!better_) return foreign_unit(spelled);
  const Json* guessed = bench.find(guess_note);
  if (guessed == nullptr || !guessed->truth) return foreign_unit(spelled, *better_);
  ForeignUnit unit = foreign_unit(spelled);
  if (!unit.metric.guessed) unit.metric.name += " (guessed)";  // not the metric that the unit stands for
  unit.metric.better = *better_;
  unit.metric.guessed = true;
  return unit;
}

/// Of a unit that is a guess in one bench and told in another, the second is another metric.
std::uint32_t ActionBenches::metric(Metric described) {
  const std::uint32_t index = run_.metric(described);
  if (run_.run().metrics[index].guessed == described.guessed) return index;
  described.name += described.guessed ? " (guessed)" : " (told)";
  return run_.metric(described);
}

void ActionBenches::read(const Json& bench, const std::string& where) {
  std::string name = text_of(bench, "name");
  if (name.empty()) return run_.failed(where, "there is no 'name'", bench.line);
  const Json* value = bench.find("value");
  const std::string spelled = text_of(bench, "unit");
  const std::string suffix = " - " + spelled;
  if (is_go_) {
    if (is_doubled(name, suffix, spelled)) return;
    if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
    name = go_name(std::move(name), bench);
  }
  name.insert(0, prefix_);
  if (value == nullptr || !value->is_number()) return run_.failed(name, "its 'value' is no number", bench.line);
  const ForeignUnit unit = unit_of(bench, spelled);
  const std::uint32_t index = metric(unit.metric);
  const double in_unit = unit.decimal_in_unit(spelling_of(*value));
  if (is_go_) return run_.sample(name, index, in_unit, 0, value->line);
  run_.summary(name, "mean", index, in_unit, value->line);
}

}  // namespace trackmeet::model
