// SPDX-License-Identifier: Apache-2.0
#include "report/annotations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>
#include <vector>

#include "report/outcome.hpp"
#include "report/shown.hpp"
#include "report/wording.hpp"
#include "report/wrap.hpp"

namespace trackmeet::report {
namespace {

using compare::ComparedRow;
using compare::Comparison;
using compare::Verdict;

enum class Place { message, property };

/// As GitHub's log reader takes it apart again:
/// https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
std::string escaped(std::string_view text, Place place) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (place == Place::property && (c == ':' || c == ','));
    out += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

struct Annotation {
  std::string title;
  std::string message;
};

std::string command(std::string_view kind, const Annotation& annotation) {
  return fmt::format("::{} title={}::{}\n", kind, escaped(annotation.title, Place::property),
                     escaped(annotation.message, Place::message));
}

std::string suite_of(const Comparison& comparison) {
  return comparison.suite.empty() ? "unnamed suite" : shown(comparison.suite, 60);
}

/// One thing to say, put into words only if it is said.
struct Finding {
  int rank = 0;  ///< the least is said first
  std::function<Annotation()> words;
};

Annotation words_of(const ComparedRow& row, const Comparison& comparison) {
  std::string message;
  if (!std::isnan(row.change)) {
    message = fmt::format("{} {} {}, {} -> {}\n", metric_label(row.metric.name), change_text(row), interval_text(row),
                          quantity_text(row.base, row.metric.unit), quantity_text(row.head, row.metric.unit));
  }
  message += fmt::format("{}", fmt::join(shown_lines(row.reason, 300, 8), "\n"));
  return {fmt::format("{}: {}: {}", suite_of(comparison), shown(row.name, 100), verdict_text(row)), std::move(message)};
}

Annotation words_of(const std::string& warning, const Comparison& comparison) {
  return {suite_of(comparison) + ": warning", shown(warning, 600)};
}

Annotation conclusion_of(const Comparison& comparison) {
  return {fmt::format("{}: {}", suite_of(comparison), outcome_word(comparison.exit_status)),
          shown(comparison.conclusion, 600) + "\n" + counts_text(comparison)};
}

/// The first of them, worst first, and a line about those that are left out.
std::string lines(std::string_view kind, std::vector<Finding> findings) {
  std::ranges::stable_sort(findings, {}, &Finding::rank);
  const bool all = findings.size() <= most_annotations;
  const std::size_t said = all ? findings.size() : most_annotations - 1;
  std::string out;
  for (std::size_t i = 0; i < said; ++i) out += command(kind, findings[i].words());
  if (all) return out;
  const std::size_t rest = findings.size() - said;
  return out + command(kind, {fmt::format("and {} more", rest),
                              fmt::format("GitHub shows {} annotations of a kind; the summary of the job and the other "
                                          "reports have all {}",
                                          most_annotations, findings.size())});
}

/// Regressions by severity, then what failed or is missing, then the rest.
int rank_of(const ComparedRow& row) {
  constexpr int after_regressions = 10;
  return row.verdict == Verdict::regression ? -static_cast<int>(row.severity)
                                            : after_regressions + static_cast<int>(row.verdict == Verdict::missing);
}

}  // namespace

std::string render_annotations(std::span<const Comparison> comparisons) {
  std::vector<Finding> errors;
  std::vector<Finding> warnings;
  std::vector<Finding> notices;
  constexpr int last = 100;
  for (const Comparison& comparison : comparisons) {
    for (const ComparedRow& row : comparison.rows) {
      if (row.repeats_time) continue;
      const Outcome outcome = outcome_of(row, comparison);
      const bool is_error = outcome == Outcome::failed || outcome == Outcome::error;
      const bool is_warning = row.verdict == Verdict::regression || row.verdict == Verdict::incomparable;
      if (!is_error && !is_warning) continue;
      (is_error ? errors : warnings).push_back({rank_of(row), [&] { return words_of(row, comparison); }});
    }
    for (const std::string& warning : comparison.warnings)
      warnings.push_back({last, [&] { return words_of(warning, comparison); }});
    (fails_as_a_whole(comparison) ? errors : notices).push_back({last, [&] { return conclusion_of(comparison); }});
  }
  return lines("error", std::move(errors)) + lines("warning", std::move(warnings)) +
         lines("notice", std::move(notices));
}

}  // namespace trackmeet::report
