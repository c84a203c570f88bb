// SPDX-License-Identifier: Apache-2.0
#include "compare/conclusion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>
#include <vector>

#include "core/units.hpp"

namespace trackmeet::compare {
namespace {

int rank_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::regression:
      return 0;
    case Verdict::failed:
      return 1;
    case Verdict::missing:
      return 2;
    case Verdict::incomparable:
      return 3;
    case Verdict::inconclusive:
      return 4;
    case Verdict::improvement:
      return 5;
    case Verdict::added:
      return 6;
    case Verdict::unchanged:
      return 7;
  }
  return 8;
}

/// Sorts an index, since rows are large and may be hundreds of thousands.
void sort_worst_first(std::vector<ComparedRow>& rows) {
  const auto key_of = [](const ComparedRow& row) {
    const double change = std::isnan(row.change) ? 0 : row.change;
    const double weight = row.verdict == Verdict::regression ? -change : -std::abs(change);
    return std::tuple(rank_of(row.verdict), -static_cast<int>(row.severity), row.repeats_time, row.by_difference,
                      weight);
  };
  std::vector<std::pair<decltype(key_of(rows.front())), std::size_t>> order;
  order.reserve(rows.size());
  for (const ComparedRow& row : rows) order.emplace_back(key_of(row), order.size());
  std::ranges::sort(order);
  std::vector<ComparedRow> sorted;
  sorted.reserve(rows.size());
  for (const auto& [key, place] : order) sorted.push_back(std::move(rows[place]));
  rows = std::move(sorted);
}

/// `matmul_large is 53.2 % slower (severe)`
std::string in_words(const ComparedRow& row) {
  const std::string severity(to_string(row.severity));
  if (row.by_difference && row.metric.better == model::Better::higher)
    return fmt::format("{} of {} is down by {} ({})", row.metric.name, row.name,
                       format_quantity(std::abs(row.change), row.metric.unit), severity);
  if (row.by_difference)
    return fmt::format("{} has {} more {} ({})", row.name, format_quantity(std::abs(row.change), row.metric.unit),
                       row.metric.name == "allocs_per_iter" ? "allocations per iteration" : row.metric.name, severity);
  const std::string change = format_change(row.change).substr(1);
  if (row.metric.name == "real_time" || row.metric.name == "cpu_time")
    return fmt::format("{} is {} slower ({})", row.name, change, severity);
  return fmt::format("{} of {} is {} worse ({})", row.metric.name, row.name, change, severity);
}

/// Whether the row is an answer, or at least could have become one.
bool was_judged(const ComparedRow& row) {
  switch (row.verdict) {
    case Verdict::regression:
    case Verdict::improvement:
    case Verdict::unchanged:
      return true;
    case Verdict::inconclusive:
      return row.can_fire;
    default:
      return false;
  }
}

std::string are(std::size_t n) { return n == 1 ? "is" : "are"; }

}  // namespace

std::string_view to_string(Gate gate) {
  switch (gate) {
    case Gate::none:
      return "none";
    case Gate::slight:
      return "slight";
    case Gate::minor:
      return "minor";
    case Gate::moderate:
      return "moderate";
    case Gate::severe:
      return "severe";
  }
  return "?";
}

bool fails(Gate gate, Severity severity) {
  return gate != Gate::none && static_cast<int>(severity) >= static_cast<int>(gate);
}

void conclude(Comparison& comparison, const Policy& policy) {
  sort_worst_first(comparison.rows);
  comparison.gate = policy.gate;

  std::vector<const ComparedRow*> failing;
  std::vector<std::string> open;
  std::size_t forbidden_missing = 0;
  std::size_t judged = 0;
  std::size_t mute = 0;
  for (ComparedRow& row : comparison.rows) {
    row.permitted = row.verdict == Verdict::missing && may_be_missing(policy, row.name);
    if (row.repeats_time) continue;
    if (row.verdict == Verdict::regression && fails(policy.gate, row.severity)) failing.push_back(&row);
    if (row.verdict == Verdict::missing && !row.permitted) ++forbidden_missing;
    if (was_judged(row)) ++judged;
    if (row.verdict == Verdict::inconclusive && !row.can_fire && is_asked_for(policy, row.metric.name)) ++mute;
  }
  if (const std::size_t n = count(comparison, Verdict::failed); n > 0)
    open.push_back(format_count(n, "benchmark") + " failed");
  if (forbidden_missing > 0)
    open.push_back(fmt::format("{} {} missing", format_count(forbidden_missing, "benchmark"), are(forbidden_missing)));
  if (judged == 0)
    open.push_back("nothing could be judged");
  else if (mute > 0)
    open.push_back(fmt::format("{} can never fire", format_count(mute, "row")));

  if (!failing.empty()) {
    comparison.exit_status = 1;
    comparison.conclusion = in_words(*failing.front());
    if (failing.size() > 1)
      comparison.conclusion += fmt::format(", and {} at or above {}",
                                           format_count(failing.size() - 1, "more regression"), to_string(policy.gate));
  } else if (!open.empty()) {
    comparison.exit_status = 2;
    comparison.conclusion = fmt::format("{}", fmt::join(open, ", "));
  } else {
    comparison.exit_status = 0;
    comparison.conclusion = policy.gate == Gate::none
                                ? "the gate is off"
                                : fmt::format("no regression at or above {}", to_string(policy.gate));
    if (const std::size_t n = count(comparison, Verdict::inconclusive); n > 0)
      comparison.conclusion += fmt::format("; {} inconclusive", n);
  }
}

}  // namespace trackmeet::compare
