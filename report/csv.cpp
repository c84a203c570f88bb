// SPDX-License-Identifier: Apache-2.0
#include "report/csv.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "core/csv_field.hpp"
#include "report/shown.hpp"

namespace trackmeet::report {
namespace {

using compare::ComparedRow;

constexpr std::size_t text_columns = 100'000;

constexpr std::string_view header =
    "suite,name,metric,unit,better,kind,base,head,base_rounds,head_rounds,blocks,by_difference,change,interval_low,"
    "interval_high,p,p_adjusted,proven,can_fire,repeats_time,verdict,severity,reason\r\n";

std::string number(double value) { return std::isnan(value) ? std::string() : fmt::format("{}", value); }

std::string_view yes_or_no(bool value) { return value ? "true" : "false"; }

void add_line(std::string& out, const std::string& suite, const ComparedRow& row) {
  fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n",
                 suite, csv_text(row.name), csv_text(row.metric.name), csv_text(row.metric.unit),
                 row.metric.better == model::Better::lower ? "lower" : "higher",
                 row.metric.kind == model::Kind::sampled ? "sampled" : "exact", number(row.base), number(row.head),
                 row.base_rounds, row.head_rounds, row.blocks, yes_or_no(row.by_difference), number(row.change),
                 number(row.interval_low), number(row.interval_high), number(row.p), number(row.p_adjusted),
                 compare::to_string(row.proven), yes_or_no(row.can_fire), yes_or_no(row.repeats_time),
                 compare::to_string(row.verdict), compare::to_string(row.severity), csv_text(row.reason));
}

}  // namespace

std::string csv_text(std::string_view text) { return csv_field(shown_within(text, text_columns)); }

std::string render_csv(std::span<const compare::Comparison> comparisons) {
  std::string out(header);
  for (const compare::Comparison& comparison : comparisons) {
    const std::string suite = csv_text(comparison.suite);
    for (const ComparedRow& row : comparison.rows) add_line(out, suite, row);
  }
  return out;
}

}  // namespace trackmeet::report
