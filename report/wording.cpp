// SPDX-License-Identifier: Apache-2.0
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "compare/conclusion.hpp"
#include "compare/families.hpp"
#include "core/units.hpp"
#include "report/shown.hpp"

namespace trackmeet::report {
namespace {

using compare::Severity;
using compare::Verdict;

constexpr std::string_view nothing = "-";

/// A difference with its sign; zero has none.
std::string signed_quantity(double value, std::string_view unit) {
  return (value > 0 ? "+" : "") + quantity_text(value, unit);
}

/// One end of an interval in per cent, without the sign `%`.
std::string percent_end(double end, int decimals) {
  if (std::isinf(end)) return end > 0 ? "+∞" : "-∞";
  if (std::abs(end) >= 1e5) return fmt::format("{:+.3g}", end * 100);
  const std::string text = fmt::format("{:+.{}f}", end * 100, decimals);
  const bool is_zero = text.find_first_not_of("+-0.") == std::string::npos;
  return is_zero ? text.substr(1) : text;
}

int decimals_for(double low, double high) {
  double largest = 0;
  for (const double end : {low, high}) largest = std::isfinite(end) ? std::max(largest, std::abs(end * 100)) : largest;
  return largest >= 99.95 ? 0 : largest >= 9.995 ? 1 : 2;
}

/// ` (1 severe, 2 minor)`: how the rows of one verdict divide; empty where no row has a severity.
std::string severities(const compare::Comparison& comparison, Verdict verdict) {
  std::string out;
  for (const Severity severity : {Severity::severe, Severity::moderate, Severity::minor, Severity::slight}) {
    const auto rows = std::ranges::count_if(comparison.rows, [&](const auto& row) {
      return row.verdict == verdict && row.severity == severity && !row.repeats_time;
    });
    if (rows > 0) out += fmt::format("{}{} {}", out.empty() ? " (" : ", ", rows, compare::to_string(severity));
  }
  return out.empty() ? out : out + ")";
}

}  // namespace

std::string metric_label(std::string_view metric) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> labels = {{{"real_time", "time"},
                                                                                    {"cpu_time", "cpu time"},
                                                                                    {"peak_rss", "peak memory"},
                                                                                    {"allocs_per_iter", "allocations"},
                                                                                    {"items_per_second", "items/s"},
                                                                                    {"bytes_per_second", "bytes/s"},
                                                                                    {"flops_per_second", "FLOP/s"}}};
  for (const auto& [name, label] : labels) {
    if (metric == name) return std::string(label);
    if (metric == label) return fmt::format("'{}'", label);  // somebody's counter of that name
  }
  return shown(metric, 24);
}

std::string quantity_text(double value, std::string_view unit) {
  return std::isnan(value) ? std::string(nothing) : format_quantity(value, shown(unit, 12));
}

std::string change_text(const compare::ComparedRow& row) {
  if (std::isnan(row.change)) return std::string(nothing);
  return row.by_difference ? signed_quantity(row.change, row.metric.unit) : format_change(row.change);
}

std::string interval_text(const compare::ComparedRow& row) {
  const double low = row.interval_low;
  const double high = row.interval_high;
  if (std::isnan(row.change) || std::isnan(low) || std::isnan(high)) return std::string(nothing);
  if (row.by_difference) {
    return fmt::format("[{}, {}]", signed_quantity(low, row.metric.unit), signed_quantity(high, row.metric.unit));
  }
  const int decimals = decimals_for(low, high);
  return fmt::format("[{}, {}] %", percent_end(low, decimals), percent_end(high, decimals));
}

std::string verdict_text(const compare::ComparedRow& row) {
  std::string text(compare::to_string(row.verdict));
  const bool has_size = row.verdict == Verdict::regression || row.verdict == Verdict::improvement;
  if (has_size && row.severity != Severity::none) text += fmt::format(" {}", compare::to_string(row.severity));
  return text;
}

std::string commit_text(std::string_view commit, std::string_view describe, bool dirty) {
  if (commit.empty() && describe.empty()) return "unknown commit";
  const std::string text = commit.empty() ? shown(describe, 30) : shown(commit.substr(0, 7), 12);
  return text + (dirty && !text.ends_with("-dirty") ? "-dirty" : "");
}

std::string measured_text(const compare::SideSummary& side) {
  const std::string date = shown(side.timestamp.substr(0, 10), 12);
  if (side.sessions <= 1) return date;
  return format_count(side.sessions, "session") + (date.empty() ? "" : ", " + date);
}

std::string machine_text(const compare::Comparison& comparison) {
  const std::string base = shown(comparison.base.machine_class, 60);
  const std::string head = shown(comparison.head.machine_class, 60);
  if (base == head) return base;
  return fmt::format("{} -> {}", base.empty() ? "unknown" : base, head.empty() ? "unknown" : head);
}

std::string difference_text(const compare::Difference& difference) {
  const auto side = [](const std::string& text) { return text.empty() ? std::string("unknown") : shown(text); };
  return fmt::format("{} {} -> {}", shown(difference.what, 40), side(difference.base), side(difference.head));
}

std::string spread_text(const compare::SessionSpread& spread) {
  if (spread.same_session) return "both sides were measured in one session: no shift between sessions to allow for";
  const std::string percent = fmt::format("{:.1f} %", spread.tau * 100);
  if (spread.sessions == 0) return fmt::format("session spread: {} assumed, until five sessions are in store", percent);
  return fmt::format("session spread: {}, measured from {}", percent, format_count(spread.sessions, "session"));
}

std::string mean_text(const compare::MeanChange& mean) {
  compare::ComparedRow row;
  row.change = mean.change;
  row.interval_low = mean.interval_low;
  row.interval_high = mean.interval_high;
  const std::string interval = std::isfinite(row.interval_low) ? " " + interval_text(row) : "";
  const std::string suite = mean.suite.empty() ? "" : " in " + shown(mean.suite, 40);
  return fmt::format("{}{}: {}{} over {}", metric_label(mean.metric.name), suite, change_text(row), interval,
                     format_count(mean.rows, "benchmark"));
}

std::vector<compare::MeanChange> means_shown(const compare::Comparison& comparison) {
  constexpr std::size_t most = 6;
  const bool has_time = std::ranges::any_of(
      comparison.means, [](const compare::MeanChange& mean) { return mean.metric.name == "real_time"; });
  std::vector<compare::MeanChange> shown;
  for (const compare::MeanChange& mean : comparison.means) {
    const bool repeats = has_time && compare::is_view_of_time(mean.metric);
    if (mean.rows > 1 && !repeats && !mean.metric.guessed && shown.size() < most) shown.push_back(mean);
  }
  const auto is_of_the_first = [&](const compare::MeanChange& mean) { return mean.suite == shown.front().suite; };
  if (std::ranges::all_of(shown, is_of_the_first))
    for (compare::MeanChange& mean : shown) mean.suite.clear();
  return shown;
}

std::vector<std::string> counts_parts(const compare::Comparison& comparison) {
  const auto rows_with = [&](Verdict verdict) { return count(comparison, verdict); };
  std::vector<std::string> parts = {format_count(rows_with(Verdict::regression), "regression") +
                                    severities(comparison, Verdict::regression)};
  if (const std::size_t better = rows_with(Verdict::improvement); better > 0) {
    parts.push_back(format_count(better, "improvement") + severities(comparison, Verdict::improvement));
  }
  for (const Verdict verdict : {Verdict::unchanged, Verdict::inconclusive, Verdict::added, Verdict::missing,
                                Verdict::failed, Verdict::incomparable}) {
    if (const std::size_t rows = rows_with(verdict); rows > 0) {
      parts.push_back(fmt::format("{} {}", rows, compare::to_string(verdict)));
    }
  }
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) parts[i] += ",";
  parts.back() += ".";
  parts.push_back(fmt::format("Gate: {}.", compare::to_string(comparison.gate)));
  return parts;
}

std::string counts_text(const compare::Comparison& comparison) {
  return fmt::format("{}", fmt::join(counts_parts(comparison), " "));
}

std::string_view outcome_word(int exit_status) {
  return exit_status == 0 ? "PASS" : exit_status == 1 ? "FAIL" : "UNDECIDED";
}

}  // namespace trackmeet::report
