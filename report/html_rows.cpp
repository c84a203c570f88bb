// SPDX-License-Identifier: Apache-2.0
#include "report/html_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string_view>
#include <tuple>

#include "compare/figures.hpp"
#include "core/units.hpp"
#include "report/html_text.hpp"
#include "report/shown.hpp"
#include "report/wording.hpp"
#include "report/wrap.hpp"

namespace trackmeet::report {
namespace {

using compare::ComparedRow;
using compare::Verdict;

constexpr std::size_t name_columns = 200;
constexpr std::size_t reason_columns = 600;
constexpr std::size_t reason_lines = 8;
constexpr std::size_t most_values = 200;  ///< that are drawn of one side of a row

/// Verdicts as a comparison orders its rows.
constexpr std::array worst_first = {Verdict::regression,   Verdict::failed,       Verdict::missing,
                                    Verdict::incomparable, Verdict::inconclusive, Verdict::improvement,
                                    Verdict::added,        Verdict::unchanged};

auto rank(const HtmlRow& row) {
  return std::tuple(row.row->repeats_time, std::ranges::find(worst_first, row.row->verdict) - worst_first.begin(),
                    -static_cast<int>(row.row->severity));
}

/// The unit that a row is drawn in, and what its values are multiplied with for that.
struct Scale {
  double factor = 1;
  std::string unit;
};

/// The unit that `quantity_text` would choose for the largest value.
Scale scale_for(std::span<const double> base, std::span<const double> head, const ComparedRow& row) {
  double largest = 0;
  const auto look_at = [&largest](double value) {
    if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  };
  std::ranges::for_each(base, look_at);
  std::ranges::for_each(head, look_at);
  look_at(row.base);
  look_at(row.head);
  const std::string unit = shown(row.metric.unit, 12);
  if (unit.empty() || !(largest > 0)) return {1, unit};
  const std::string text = format_quantity(largest, unit);
  const std::size_t blank = text.find(' ');
  const double told = std::strtod(text.c_str(), nullptr);
  if (blank == std::string::npos || !(told > 0)) return {1, unit};
  constexpr double kibi = 1024;
  double best = 1;
  for (const double factor : {1e-12, 1e-9, 1e-6, 1e-3, 1e3, 1e6, 1e9, 1 / kibi, 1 / (kibi * kibi),
                              1 / (kibi * kibi * kibi), 1 / (kibi * kibi * kibi * kibi)}) {
    const auto miss = [&](double f) { return std::abs(std::log(largest * f / told)); };
    if (miss(factor) < miss(best)) best = factor;
  }
  return {best, text.substr(blank + 1)};
}

/// At most `most_values` of them, evenly spread, in order.
std::string drawn_values(std::span<const double> values, double factor) {
  const std::size_t n = std::min(values.size(), most_values);
  std::string out = "[";
  for (std::size_t i = 0; i < n; ++i) {
    if (i > 0) out += ',';
    out += json_number(values[i * values.size() / n] * factor);
  }
  return out + "]";
}

std::string rests_on(const ComparedRow& row) {
  if (row.blocks > 0) return format_count(row.blocks, "block");
  if (row.base_rounds == row.head_rounds) return format_count(row.base_rounds, "round") + " on each side";
  return fmt::format("{} and {}", row.base_rounds, format_count(row.head_rounds, "round"));
}

/// Nothing for a row that has no pair.
std::string p_text(const ComparedRow& row, double p) { return std::isnan(row.change) ? "" : compare::format_p(p); }

/// All lines of the reason, where the first one does not say it all.
std::string whole_reason(const ComparedRow& row) {
  const auto lines = shown_lines(row.reason, reason_columns, reason_lines);
  return lines.size() < 2 && first_reason(row).size() == (lines.empty() ? 0 : lines[0].size())
             ? ""
             : fmt::format("{}", fmt::join(lines, "\n"));
}

/// Things that many rows share, each once, and the number of each.
class Shared {
public:
  std::size_t number_of(const std::string& key, const std::string& json) {
    const auto [place, is_new] = numbers_.try_emplace(key, items_.size());
    if (is_new) items_.push_back(json);
    return place->second;
  }
  std::string json() const { return fmt::format("[{}]", fmt::join(items_, ",")); }

private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> items_;
};

/// `"name":[…]` with what `text` makes of each row.
template <typename Text>
std::string column(std::string_view name, std::span<const HtmlRow> rows, const Text& text) {
  std::string out = fmt::format("\"{}\":[", name);
  bool is_first = true;
  for (const HtmlRow& row : rows) {
    if (!is_first) out += ',';
    is_first = false;
    out += text(*row.row);
  }
  return out + "],\n";
}

std::string verdict_json(const ComparedRow& row) {
  return fmt::format(R"({{"text":{},"verdict":{},"severity":{}}})", json_text(verdict_text(row)),
                     json_text(compare::to_string(row.verdict)), json_text(compare::to_string(row.severity)));
}

/// What is drawn: both sides' values in one unit, that unit, and how many values there are.
std::string drawn_columns(std::span<const HtmlPart> parts, std::span<const HtmlRow> rows) {
  std::string factors, units, base_values, head_values, base_counts, head_counts;
  for (const auto& [part, row] : rows) {
    const std::span<const double> base = values_of(parts[part].base, row->name, row->metric.name);
    const std::span<const double> head = values_of(parts[part].head, row->name, row->metric.name);
    const Scale scale = scale_for(base, head, *row);
    const std::string_view comma = factors.empty() ? "" : ",";
    factors += fmt::format("{}{}", comma, json_number(scale.factor));
    units += fmt::format("{}{}", comma, json_text(scale.unit));
    base_values += fmt::format("{}{}", comma, drawn_values(base, scale.factor));
    head_values += fmt::format("{}{}", comma, drawn_values(head, scale.factor));
    base_counts += fmt::format("{}{}", comma, base.size());
    head_counts += fmt::format("{}{}", comma, head.size());
  }
  return fmt::format(
      "\"factor\":[{}],\n\"unit\":[{}],\n\"baseCount\":[{}],\n\"headCount\":[{}],\n\"baseValues\":[{}],\n"
      "\"headValues\":[{}]",
      factors, units, base_counts, head_counts, base_values, head_values);
}

}  // namespace

std::vector<HtmlRow> html_rows(std::span<const HtmlPart> parts) {
  std::vector<HtmlRow> rows;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    for (const ComparedRow& row : parts[part].comparison->rows) rows.push_back({part, &row});
  }
  std::ranges::stable_sort(rows, [](const HtmlRow& a, const HtmlRow& b) { return rank(a) < rank(b); });
  return rows;
}

std::string first_reason(const ComparedRow& row) {
  const auto lines = shown_lines(row.reason, 200, 1);
  return lines.empty() ? "" : lines.front();
}

std::string suite_name(const HtmlPart& part) {
  return part.comparison->suite.empty() ? "unnamed suite" : part.comparison->suite;
}

std::string html_data(std::span<const HtmlPart> parts, std::span<const HtmlRow> rows) {
  Shared metrics, better, verdicts;
  std::string suites, suite_column;
  for (const HtmlPart& part : parts) suites += (suites.empty() ? "" : ",") + json_text(shown(suite_name(part), 60));
  for (const HtmlRow& row : rows) suite_column += fmt::format("{}{}", suite_column.empty() ? "" : ",", row.part);

  const auto text = [&](std::string_view name, const auto& of_row) {
    return column(name, rows, [&](const ComparedRow& row) { return json_text(of_row(row)); });
  };
  const auto number = [&](std::string_view name, double ComparedRow::*member) {
    return column(name, rows, [&](const ComparedRow& row) { return json_number(row.*member); });
  };
  std::string columns =
      fmt::format("\"suite\":[{}],\n", suite_column) +
      text("name", [](const ComparedRow& row) { return shown(row.name, name_columns); }) +
      column("metric", rows,
             [&](const ComparedRow& row) {
               const bool lower = row.metric.better == model::Better::lower;
               const std::string key = row.metric.name + (lower ? "-" : "+");
               better.number_of(key, lower ? "\"lower is better\"" : "\"higher is better\"");
               return fmt::format("{}", metrics.number_of(key, json_text(metric_label(row.metric.name))));
             }) +
      column("verdict", rows,
             [&](const ComparedRow& row) {
               const std::string json = verdict_json(row);
               return fmt::format("{}", verdicts.number_of(json, json));
             }) +
      text("baseText", [](const ComparedRow& row) { return quantity_text(row.base, row.metric.unit); }) +
      text("headText", [](const ComparedRow& row) { return quantity_text(row.head, row.metric.unit); }) +
      text("changeText", change_text) + text("intervalText", interval_text) + text("why", first_reason) +
      text("reason", whole_reason) + text("p", [](const ComparedRow& row) { return p_text(row, row.p); }) +
      text("adjusted", [](const ComparedRow& row) { return p_text(row, row.p_adjusted); }) + text("restsOn", rests_on) +
      number("base", &ComparedRow::base) + number("head", &ComparedRow::head) + number("change", &ComparedRow::change) +
      number("low", &ComparedRow::interval_low) + number("high", &ComparedRow::interval_high) +
      column("repeats", rows, [](const ComparedRow& row) { return row.repeats_time ? "1" : "0"; }) +
      column("relative", rows, [](const ComparedRow& row) { return row.by_difference ? "0" : "1"; });
  columns += drawn_columns(parts, rows);
  return fmt::format(
      "{{\"suites\":[{}],\n\"metrics\":{},\n\"better\":{},\n\"verdicts\":{},\n"
      "\"rows\":{{{}}}}}\n",
      suites, metrics.json(), better.json(), verdicts.json(), columns);
}

}  // namespace trackmeet::report
