// SPDX-License-Identifier: Apache-2.0
#include "report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/units.hpp"
#include "report/html_assets.hpp"
#include "report/html_rows.hpp"
#include "report/html_sections.hpp"
#include "report/html_text.hpp"
#include "report/wording.hpp"

namespace trackmeet::report {
namespace {

/// Rows that the page has without JavaScript. Those that repeat the time are not among them.
constexpr std::size_t most_plain_rows = 300;

/// `tensor_ops`, `3 suites`
std::string subject(std::span<const HtmlPart> parts) {
  return parts.size() == 1 ? html_text(suite_name(parts.front()), 60) : fmt::format("{} suites", parts.size());
}

std::string title(std::span<const HtmlPart> parts) {
  const std::string outcome =
      parts.size() == 1 ? fmt::format(": {}", outcome_word(parts.front().comparison->exit_status)) : "";
  return subject(parts) + outcome + " - Trackmeet";
}

std::string plain_rows(std::span<const HtmlPart> parts, std::span<const HtmlRow> rows) {
  std::string out;
  for (const auto& [part, row] : rows) out += html_row(parts[part], *row, parts.size() > 1) + "\n";
  return out;
}

std::string listed_text(std::size_t all, std::size_t plain) {
  const std::string rows = format_count(all, "row");
  return all == plain ? rows + ", worst first"
                      : fmt::format("The worst {} of {}; with JavaScript all of them are here.", plain, rows);
}

}  // namespace

std::string render_html(std::span<const HtmlPart> parts) {
  const std::vector<HtmlRow> rows = html_rows(parts);
  const auto repeating = std::ranges::find_if(rows, [](const HtmlRow& row) { return row.row->repeats_time; });
  const auto counted = static_cast<std::size_t>(repeating - rows.begin());
  const std::span<const HtmlRow> plain(rows.data(), std::min(counted, most_plain_rows));
  const std::string policy = fmt::format(
      "default-src 'none'; script-src {} {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
      policy_hash(html_assets::charts), policy_hash(html_assets::script), policy_hash(html_assets::style));
  const std::string titled = title(parts);
  const std::string heading = subject(parts);
  const std::string summary = html_summary(parts);
  const std::string columns = html_columns(parts.size() > 1);
  const std::string listed = listed_text(counted, plain.size());
  const std::string body = plain_rows(parts, plain);
  const std::string places = html_places(parts);
  const std::string data = html_data(parts, rows);
  return filled_in(html_assets::page, {{"policy", policy},
                                       {"title", titled},
                                       {"style", html_assets::style},
                                       {"heading", heading},
                                       {"summary", summary},
                                       {"columns", columns},
                                       {"listed", listed},
                                       {"table_class", parts.size() > 1 ? "with-suite" : "one-suite"},
                                       {"rows", body},
                                       {"places", places},
                                       {"licence", html_assets::licence},
                                       {"data", data},
                                       {"charts", html_assets::charts},
                                       {"script", html_assets::script}});
}

}  // namespace trackmeet::report
