// SPDX-License-Identifier: Apache-2.0
#include "report/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "compare/conclusion.hpp"

namespace trackmeet::report {
namespace {

using compare::ComparedRow;
using compare::Comparison;
using compare::Verdict;
using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json side(const compare::SideSummary& summary) {
  return {{"source", summary.source},
          {"commit", summary.commit},
          {"describe", summary.describe},
          {"dirty", summary.dirty},
          {"timestamp", summary.timestamp},
          {"sessions", summary.sessions},
          {"machine_class", summary.machine_class},
          {"benchmarks", summary.benchmarks}};
}

Json row_object(const ComparedRow& row) {
  return {{"name", row.name},
          {"metric", row.metric.name},
          {"unit", row.metric.unit},
          {"better", row.metric.better == model::Better::lower ? "lower" : "higher"},
          {"kind", row.metric.kind == model::Kind::sampled ? "sampled" : "exact"},
          {"base", number(row.base)},
          {"head", number(row.head)},
          {"blocks", row.blocks},
          {"base_rounds", row.base_rounds},
          {"head_rounds", row.head_rounds},
          {"by_difference", row.by_difference},
          {"change", number(row.change)},
          {"interval", Json::array({number(row.interval_low), number(row.interval_high)})},
          {"p", number(row.p)},
          {"p_adjusted", number(row.p_adjusted)},
          {"proven", compare::to_string(row.proven)},
          {"can_fire", row.can_fire},
          {"verdict", compare::to_string(row.verdict)},
          {"severity", compare::to_string(row.severity)},
          {"reason", row.reason}};
}

Json counts(const Comparison& comparison) {
  Json out = Json::object();
  for (const Verdict verdict : {Verdict::regression, Verdict::improvement, Verdict::unchanged, Verdict::inconclusive,
                                Verdict::added, Verdict::missing, Verdict::failed, Verdict::incomparable}) {
    out[std::string(compare::to_string(verdict))] = 0;
  }
  for (const ComparedRow& row : comparison.rows) {
    Json& rows = out[std::string(compare::to_string(row.verdict))];
    rows = rows.get<std::size_t>() + 1;
  }
  return out;
}

}  // namespace

std::string render_json(const Comparison& comparison) {
  Json differences = Json::array();
  for (const auto& [what, base, head] : comparison.differences) {
    differences.push_back({{"what", what}, {"base", base}, {"head", head}});
  }
  Json rows = Json::array();
  for (const ComparedRow& row : comparison.rows) rows.push_back(row_object(row));
  const Json out = {{"schema", comparison_schema},
                    {"suite", comparison.suite},
                    {"exit_status", comparison.exit_status},
                    {"conclusion", comparison.conclusion},
                    {"gate", compare::to_string(comparison.gate)},
                    {"counts", counts(comparison)},
                    {"sides", {{"base", side(comparison.base)}, {"head", side(comparison.head)}}},
                    {"session_spread",
                     {{"tau", number(comparison.spread.tau)},
                      {"sessions", comparison.spread.sessions},
                      {"same_session", comparison.spread.same_session}}},
                    {"differences", differences},
                    {"warnings", comparison.warnings},
                    {"rows", rows}};
  constexpr int indent = 2;
  constexpr bool ascii_only = true;
  return out.dump(indent, ' ', ascii_only, Json::error_handler_t::replace) + "\n";
}

}  // namespace trackmeet::report
