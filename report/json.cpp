// SPDX-License-Identifier: Apache-2.0
#include "report/json.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "compare/conclusion.hpp"
#include "report/outcome.hpp"

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
          {"direction_guessed", row.metric.guessed},
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
          {"repeats_time", row.repeats_time},
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
    if (row.repeats_time) continue;
    Json& rows = out[std::string(compare::to_string(row.verdict))];
    rows = rows.get<std::size_t>() + 1;
  }
  return out;
}

Json means(const Comparison& comparison) {
  Json out = Json::array();
  for (const compare::MeanChange& mean : comparison.means) {
    out.push_back({{"suite", mean.suite},
                   {"metric", mean.metric.name},
                   {"direction_guessed", mean.metric.guessed},
                   {"benchmarks", mean.rows},
                   {"change", number(mean.change)},
                   {"interval", Json::array({number(mean.interval_low), number(mean.interval_high)})}});
  }
  return out;
}

/// `value` as it stands in a document at `depth` spaces.
std::string text_of(const Json& value, std::size_t depth) {
  constexpr int indent = 2;
  constexpr bool ascii_only = true;
  const std::string text = value.dump(indent, ' ', ascii_only, Json::error_handler_t::replace);
  if (depth == 0) return text;
  std::string out;
  out.reserve(text.size() + text.size() / 2);
  for (const char c : text) {
    out += c;
    if (c == '\n') out.append(depth, ' ');  // one within a string is written as \n
  }
  return out;
}

/// A document at `depth` spaces, without a newline at its end. Row by row, so that large comparisons take no more
/// memory than their text.
void add_comparison(std::string& out, const Comparison& comparison, std::size_t depth) {
  Json differences = Json::array();
  for (const auto& [what, base, head] : comparison.differences) {
    differences.push_back({{"what", what}, {"base", base}, {"head", head}});
  }
  const Json frame = {{"schema", comparison_schema},
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
                      {"means", means(comparison)},
                      {"differences", differences},
                      {"warnings", comparison.warnings},
                      {"rows", Json::array()}};
  const std::string text = text_of(frame, depth);
  if (comparison.rows.empty()) {
    out += text;
    return;
  }
  const std::size_t rows_end = text.rfind(']');
  out.append(text, 0, rows_end);
  std::string_view between = "\n";
  for (const ComparedRow& row : comparison.rows) {
    out.append(between).append(depth + 4, ' ').append(text_of(row_object(row), depth + 4));
    between = ",\n";
  }
  out.append("\n").append(depth + 2, ' ').append(text, rows_end);
}

}  // namespace

std::string render_json(const Comparison& comparison) {
  std::string out;
  add_comparison(out, comparison, 0);
  return out + "\n";
}

std::string render_json(std::span<const Comparison> comparisons) {
  if (comparisons.size() == 1) return render_json(comparisons.front());
  std::string out = fmt::format("{{\n  \"schema\": \"{}\",\n  \"exit_status\": {},\n  \"comparisons\": [",
                                comparisons_schema, exit_status_of(comparisons));
  std::string_view between = "\n    ";
  for (const Comparison& comparison : comparisons) {
    out += between;
    add_comparison(out, comparison, 4);
    between = ",\n    ";
  }
  return out + (comparisons.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

}  // namespace trackmeet::report
