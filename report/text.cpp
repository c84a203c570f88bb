// SPDX-License-Identifier: Apache-2.0
#include "report/text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "core/printable.hpp"
#include "core/units.hpp"
#include "report/fitted_table.hpp"
#include "report/heading.hpp"
#include "report/shown.hpp"
#include "report/wording.hpp"
#include "report/wrap.hpp"

namespace trackmeet::report {
namespace {

using compare::ComparedRow;
using compare::Comparison;
using compare::Verdict;

enum Column : std::size_t { benchmark, metric, base, head, change, interval, verdict, why };

Colour colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::regression:
    case Verdict::failed:
      return Colour::red;
    case Verdict::improvement:
      return Colour::green;
    case Verdict::inconclusive:
    case Verdict::missing:
    case Verdict::incomparable:
      return Colour::yellow;
    case Verdict::unchanged:
    case Verdict::added:
      break;
  }
  return Colour::none;
}

Colour colour_of(int exit_status) {
  return exit_status == 0 ? Colour::green : exit_status == 1 ? Colour::red : Colour::yellow;
}

/// `base 1a2b3c4 (3 sessions, 2026-11-20)`
std::string side_text(std::string_view word, const compare::SideSummary& side) {
  const std::string measured = measured_text(side);
  const std::string commit = commit_text(side.commit, side.describe, side.dirty);
  return fmt::format("{} {}{}", word, commit, measured.empty() ? "" : " (" + measured + ")");
}

std::string circumstances(const Comparison& comparison, const TextOptions& options) {
  std::string out;
  std::string differences;
  for (const auto& difference : comparison.differences) {
    differences += (differences.empty() ? "differs: " : "; ") + difference_text(difference);
  }
  out += wrap(differences, options.width, {2, 4}, Colour::yellow, options.colour);
  out += wrap(spread_text(comparison.spread), options.width, {2, 4}, Colour::dim, options.colour);
  return out;
}

/// Rows that are listed, the worst; nobody reads a million, which take a hundred megabytes and seconds.
constexpr std::size_t most_rows = 10'000;
constexpr std::size_t reason_columns = 600;
constexpr std::size_t reason_lines = 8;

/// The first line of a reason; a failed benchmark's last words come after it.
std::string first_line(const std::string& reason, std::size_t columns) {
  const auto lines = shown_lines(reason, columns, 1);
  return lines.empty() ? "" : lines.front();
}

/// `12.34 ms -> 18.91 ms`, or the only value that there is; empty if there is none.
std::string values_text(const ComparedRow& row) {
  const std::string before = quantity_text(row.base, row.metric.unit);
  const std::string after = quantity_text(row.head, row.metric.unit);
  if (std::isnan(row.base) && std::isnan(row.head)) return {};
  return std::isnan(row.head) ? "base " + before : std::isnan(row.base) ? "head " + after : before + " -> " + after;
}

/// Whether the reason is one line that has its place below the row.
bool says_reason_below(const ComparedRow& row, const FittedTable::Layout& layout) {
  return !layout.shown[why] && !row.reason.empty() && row.reason.find('\n') == std::string::npos;
}

/// What the table has no room for, in lines below the row. What the reason says itself is not said twice; it is left
/// out where it `is_shared`, since it then stands below the last of those rows.
std::string below(const ComparedRow& row, const FittedTable::Layout& layout, const TextOptions& options,
                  bool is_shared) {
  const std::vector<bool>& in_table = layout.shown;
  const std::string reason = first_line(row.reason, reason_columns);
  std::vector<std::string> parts;
  if (const std::string name = shown(row.name); display_width(name) > layout.name_width) parts.push_back(name);
  if (const std::string values = values_text(row); !in_table[base] && !reason.starts_with(values)) {
    parts.push_back(values);
  }
  const bool is_point = row.interval_low == row.change && row.interval_high == row.change;
  if (!in_table[interval] && !is_point && interval_text(row) != "-") parts.push_back(interval_text(row));
  if (!in_table[why] && !is_shared) parts.push_back(reason);
  std::string out = wrap_parts(parts, "; ", options.width, {4, 4}, Colour::dim, options.colour);
  const auto lines = shown_lines(row.reason, reason_columns, reason_lines);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    out += wrap("| " + lines[i], options.width, {4, 6}, Colour::dim, options.colour);
  }
  return out;
}

std::string table_of(const std::vector<const ComparedRow*>& rows, const TextOptions& options) {
  FittedTable table({{"benchmark", Align::left, 0},
                     {"metric", Align::left, 0},
                     {"base", Align::right, 1},
                     {"head", Align::right, 1},
                     {"change", Align::right, 0},
                     {"95 % interval", Align::right, 2},
                     {"verdict", Align::left, 0},
                     {"why", Align::left, 3}});
  for (const ComparedRow* row : rows) {
    const Colour colour = colour_of(row->verdict);
    table.add_row({shown(row->name),
                   metric_label(row->metric.name),
                   quantity_text(row->base, row->metric.unit),
                   quantity_text(row->head, row->metric.unit),
                   {change_text(*row), colour},
                   interval_text(*row),
                   {verdict_text(*row), colour},
                   {first_line(row->reason, 200), Colour::dim}});
  }
  const FittedTable::Layout layout = table.fit(options.width, options.colour);
  std::string out = layout.lines[0] + "\n";
  for (std::size_t first = 0; first < rows.size();) {
    const ComparedRow& row = *rows[first];
    std::size_t end = first + 1;
    if (says_reason_below(row, layout))
      while (end < rows.size() && rows[end]->reason == row.reason && rows[end]->verdict == row.verdict) ++end;
    const bool is_shared = end > first + 1;
    for (std::size_t i = first; i < end; ++i)
      out += layout.lines[i + 1] + "\n" + below(*rows[i], layout, options, is_shared);
    if (is_shared)
      out += wrap(fmt::format("these {}: {}", end - first, first_line(row.reason, reason_columns)), options.width,
                  {4, 4}, Colour::dim, options.colour);
    first = end;
  }
  return out;
}

}  // namespace

std::string render_text(const Comparison& comparison, const TextOptions& options) {
  std::vector<const ComparedRow*> listed;
  std::size_t folded = 0;
  std::size_t repeating = 0;
  for (const ComparedRow& row : comparison.rows) {
    if (row.repeats_time && !options.show_unchanged) {
      repeating += row.verdict == Verdict::unchanged ? 0 : 1;
    } else if (row.verdict == Verdict::unchanged && !options.show_unchanged) {
      ++folded;
    } else {
      listed.push_back(&row);
    }
  }

  std::size_t cut = 0;
  if (listed.size() > most_rows && !options.show_unchanged) {
    cut = listed.size() - most_rows;
    listed.resize(most_rows);
  }

  std::string out = heading(comparison.suite, {side_text("base", comparison.base), side_text("head", comparison.head)},
                            machine_text(comparison), options) +
                    circumstances(comparison, options) + "\n";
  if (!listed.empty()) out += table_of(listed, options);
  if (cut > 0)
    out += wrap(fmt::format("{} not listed: --all lists every row, and every other format has them",
                            format_count(cut, "more row")),
                options.width, {0, 2});
  if (folded > 0)
    out += wrap(fmt::format("{} unchanged{}", folded, listed.empty() ? "" : ", not listed"), options.width, {0, 2});
  if (repeating > 0)
    out += wrap(fmt::format("{} that only {} the time, not listed", format_count(repeating, "row"),
                            repeating == 1 ? "repeats" : "repeat"),
                options.width, {0, 2});
  if (!comparison.rows.empty()) out += "\n";
  for (const compare::MeanChange& mean : means_shown(comparison))
    out += wrap("geometric mean of " + mean_text(mean), options.width, {0, 2});
  out += wrap_parts(counts_parts(comparison), " ", options.width, {0, 2});
  const std::string outcome =
      fmt::format("{}: {}", outcome_word(comparison.exit_status), shown(comparison.conclusion, 600));
  out += wrap(outcome, options.width, {0, 2}, colour_of(comparison.exit_status), options.colour);
  for (const std::string& warning : comparison.warnings) {
    out += wrap("warning: " + shown(warning, 600), options.width, {2, 4}, Colour::yellow, options.colour);
  }
  return out;
}

}  // namespace trackmeet::report
