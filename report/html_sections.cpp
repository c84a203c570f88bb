// SPDX-License-Identifier: Apache-2.0
#include "report/html_sections.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "compare/verdict.hpp"
#include "report/html_text.hpp"
#include "report/wording.hpp"

namespace trackmeet::report {
namespace {

using compare::ComparedRow;
using compare::Comparison;

std::string_view outcome_class(int exit_status) {
  return exit_status == 0 ? "pass" : exit_status == 1 ? "fail" : "undecided";
}

std::string side(std::string_view word, const compare::SideSummary& summary) {
  const std::string measured = measured_text(summary);
  return fmt::format("{} {}{}", word, html_name(commit_text(summary.commit, summary.describe, summary.dirty)),
                     measured.empty() ? "" : " (" + html_text(measured) + ")");
}

std::string card(const HtmlPart& part, bool with_suite) {
  const Comparison& comparison = *part.comparison;
  const std::string machine = machine_text(comparison);
  std::string out = fmt::format(
      "<article class=\"card {}\">\n<h2><span class=\"outcome\">{}</span> {}{}</h2>\n<p>{}</p>\n"
      "<p class=\"sides\">{} → {}{}</p>\n<p class=\"spread\">{}</p>\n",
      outcome_class(comparison.exit_status), outcome_word(comparison.exit_status),
      with_suite ? html_text(suite_name(part), 60) + ": " : "", html_text(comparison.conclusion, 600),
      html_text(counts_text(comparison)), side("Base", comparison.base), side("head", comparison.head),
      machine.empty() ? "" : " on " + html_name(machine), html_text(spread_text(comparison.spread)));
  for (const compare::MeanChange& mean : means_shown(comparison)) {
    out += "<p class=\"mean\">Geometric mean of " + html_text(mean_text(mean)) + "</p>\n";
  }
  if (!comparison.warnings.empty()) {
    out += "<ul aria-label=\"Warnings\">\n";
    for (const std::string& warning : comparison.warnings) out += "<li>" + html_text(warning, 600) + "</li>\n";
    out += "</ul>\n";
  }
  return out + "</article>\n";
}

}  // namespace

std::string html_summary(std::span<const HtmlPart> parts) {
  std::string out;
  for (const HtmlPart& part : parts) out += card(part, parts.size() > 1);
  return out;
}

std::string html_columns(bool with_suite) {
  struct Column {
    std::string_view name, classes, title;
  };
  constexpr std::array<Column, 9> columns = {{{"name", "benchmark", "Benchmark"},
                                              {"suite", "suite", "Suite"},
                                              {"metric", "metric", "Metric"},
                                              {"base", "base number", "Base"},
                                              {"head", "head number", "Head"},
                                              {"change", "change number", "Change"},
                                              {"interval", "interval number", "95 % interval"},
                                              {"verdict", "verdict", "Verdict"},
                                              {"why", "why", "Why"}}};
  std::string out;
  for (const auto& [name, classes, title] : columns) {
    if (name == "suite" && !with_suite) continue;
    out += fmt::format(R"(<th scope="col" data-column="{}" class="{}">{}</th>)", name, classes, title);
  }
  return out;
}

std::string html_row(const HtmlPart& part, const ComparedRow& row, bool with_suite) {
  const std::string suite = html_text(suite_name(part), 60);
  const std::string metric = html_text(metric_label(row.metric.name));
  const std::string base = html_text(quantity_text(row.base, row.metric.unit));
  const std::string head = html_text(quantity_text(row.head, row.metric.unit));
  const bool has_values = !std::isnan(row.base) || !std::isnan(row.head);
  std::string out =
      fmt::format(R"(<tr class="row {} {}"><th scope="row" class="benchmark">{}<div class="below">{}{}{}</div></th>)",
                  compare::to_string(row.verdict), compare::to_string(row.severity), html_name(row.name),
                  with_suite ? suite + " · " : "", metric, has_values ? fmt::format(" · {} → {}", base, head) : "");
  if (with_suite) out += fmt::format(R"(<td class="suite">{}</td>)", suite);
  return out + fmt::format(
                   R"(<td class="metric">{}</td><td class="base number">{}</td><td class="head number">{}</td>)"
                   R"(<td class="change number">{}</td><td class="interval number">{}</td>)"
                   R"(<td class="verdict"><span class="mark">{}</span></td><td class="why"><span>{}</span></td></tr>)",
                   metric, base, head, html_text(change_text(row)), html_text(interval_text(row)), verdict_text(row),
                   html_text(first_reason(row)));
}

}  // namespace trackmeet::report
