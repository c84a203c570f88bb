// SPDX-License-Identifier: Apache-2.0
#include "report/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "report/shown.hpp"
#include "report/wording.hpp"
#include "report/wrap.hpp"

namespace trackmeet::report {
namespace {

using compare::ComparedRow;
using compare::Comparison;
using compare::Verdict;

constexpr std::size_t warnings_share = 4'000;
constexpr std::size_t differences_share = 6'000;
constexpr std::size_t note_share = 200;  ///< the sentence that says what was cut

constexpr std::string_view table_head =
    "| benchmark | metric | base | head | change | 95 % interval | verdict | why |\n"
    "|:--|:--|--:|--:|--:|:--|:--|:--|\n";

enum class Face { text, code };

constexpr std::string_view zero_width_space = "&#8203;";

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Every character that means something to Markdown or HTML as an entity. GitHub looks for mentions, issues and links
/// after the entities are gone, so that these get a zero-width space inside; in code it looks for links only.
std::string escaped(std::string_view safe, Face face) {
  std::string out;
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const char c = safe[i];
    const std::string_view rest = safe.substr(i);
    const bool inside_word =
        i > 0 && i + 1 < safe.size() && is_alphanumeric(safe[i - 1]) && is_alphanumeric(safe[i + 1]);
    if (c == '@' || c == '#') {
      out += fmt::format("&#{};{}", static_cast<int>(c), face == Face::text ? zero_width_space : "");
    } else if (rest.starts_with("://") || rest.starts_with("www.")) {
      out += fmt::format("{}{}", c, zero_width_space);
    } else if (std::string_view("&<>|`*_~[]\\$\"").find(c) != std::string_view::npos && !(c == '_' && inside_word)) {
      out += fmt::format("&#{};", static_cast<int>(c));
    } else {
      out += c;
    }
  }
  return out;
}

/// The lines of a reason, of which a failed benchmark's has several.
std::string reason_cell(const ComparedRow& row) {
  std::string out;
  for (const std::string& line : shown_lines(row.reason, 300, 6))
    out += (out.empty() ? "" : "<br>") + markdown_text(line);
  return out;
}

/// Ours but for the unit.
std::string interval_cell(const ComparedRow& row) {
  return row.by_difference ? markdown_text(interval_text(row)) : interval_text(row);
}

std::string table_line(const ComparedRow& row) {
  const bool is_regression = row.verdict == Verdict::regression;
  const std::string_view strong = is_regression ? "**" : "";
  return fmt::format("| {} | {} | {} | {} | {}{}{} | {} | {}{}{} | {} |\n", markdown_code(row.name),
                     markdown_text(metric_label(row.metric.name)),
                     markdown_text(quantity_text(row.base, row.metric.unit)),
                     markdown_text(quantity_text(row.head, row.metric.unit)), strong, markdown_text(change_text(row)),
                     strong, interval_cell(row), strong, verdict_text(row), strong, reason_cell(row));
}

/// As many lines as fit into `room` bytes with `head` and `tail`, and a sentence about the others; nothing if there are
/// none. `line` makes the line of an item; it is called for those that fit and the first that does not.
template <typename Item, typename Line>
std::string section(std::string_view head, const std::vector<Item>& items, const Line& line, std::string_view tail,
                    std::string_view thing, std::size_t room) {
  const auto note = [&](std::size_t cut) {
    return fmt::format("\n_{} of {} {} were cut to keep this short; the JSON report has them all._\n", cut,
                       items.size(), thing);
  };
  const std::size_t reserved = head.size() + tail.size() + note_share;
  if (items.empty() || room < note_share) return {};
  if (room < reserved) return note(items.size());
  std::string body;
  std::size_t kept = 0;
  for (; kept < items.size(); ++kept) {
    const std::string next = line(items[kept]);
    if (body.size() + next.size() > room - reserved) break;
    body += next;
  }
  if (kept < items.size()) body += note(items.size() - kept);
  return std::string(head) + body + std::string(tail);
}

std::string warning_line(const std::string& warning) { return "- ⚠️ " + markdown_text(warning) + "\n"; }

std::string difference_line(const compare::Difference& difference) {
  const auto value = [](const std::string& text) { return text.empty() ? "unknown" : markdown_code(text, 200); };
  return fmt::format("- {}: {} → {}\n", markdown_text(difference.what, 60), value(difference.base),
                     value(difference.head));
}

std::string side(std::string_view word, const compare::SideSummary& summary) {
  const std::string measured = measured_text(summary);
  return fmt::format("{} {}{}", word, markdown_code(commit_text(summary.commit, summary.describe, summary.dirty), 40),
                     measured.empty() ? "" : " (" + markdown_text(measured) + ")");
}

std::string headline(const Comparison& comparison) {
  const std::string_view sign = comparison.exit_status == 0 ? "✅" : comparison.exit_status == 1 ? "❌" : "❔";
  const std::string suite = comparison.suite.empty() ? "unnamed suite" : markdown_text(comparison.suite, 60);
  return fmt::format("### {} {}: {}\n\n", sign, suite, markdown_text(comparison.conclusion));
}

std::string circumstances(const Comparison& comparison) {
  const std::string machine = machine_text(comparison);
  std::string means;
  for (const compare::MeanChange& mean : means_shown(comparison))
    means += (means.empty() ? " Geometric mean of " : "; ") + markdown_text(mean_text(mean));
  return fmt::format("{} → {}{}. {}{}\n\n{}\n\n", side("Base", comparison.base), side("head", comparison.head),
                     machine.empty() ? "" : " on " + markdown_code(machine), markdown_text(counts_text(comparison)),
                     means.empty() ? "" : means + ".", markdown_text(spread_text(comparison.spread)));
}

std::size_t left_of(std::size_t room, std::size_t used) { return room > used ? room - used : 0; }

/// All but the marker, in at most `room` bytes if that is some thousands.
std::string body(const Comparison& comparison, std::size_t room) {
  std::vector<const ComparedRow*> listed;
  std::vector<const ComparedRow*> unchanged;
  for (const ComparedRow& row : comparison.rows) {
    if (!row.repeats_time) (row.verdict == Verdict::unchanged ? unchanged : listed).push_back(&row);
  }
  const auto row_line = [](const ComparedRow* row) { return table_line(*row); };

  std::string out = headline(comparison) + circumstances(comparison);
  const std::string notes = section("", comparison.warnings, warning_line, "\n", "warnings",
                                    std::min(warnings_share, left_of(room, out.size()) / 4)) +
                            section("What differs between the sides:\n\n", comparison.differences, difference_line,
                                    "\n", "differences", std::min(differences_share, left_of(room, out.size()) / 4));
  const std::string folded_head =
      fmt::format("<details><summary>{} unchanged</summary>\n\n{}", unchanged.size(), table_head);
  constexpr std::string_view folded_tail = "\n</details>\n";
  const std::size_t folded_least = unchanged.empty() ? 0 : folded_head.size() + folded_tail.size() + note_share;

  out += section(table_head, listed, row_line, "\n", "rows", left_of(room, out.size() + notes.size() + folded_least));
  out += notes;
  return out + section(folded_head, unchanged, row_line, folded_tail, "unchanged rows", left_of(room, out.size()));
}

/// As the exit status of the whole is made: a regression is worst, then what is not answered.
int badness(const Comparison& comparison) {
  return comparison.exit_status == 1 ? 2 : comparison.exit_status == 2 ? 1 : 0;
}

/// Several comparisons, worst first. The last ones are laid out first, so that what they leave is there for the worst.
std::string bodies(std::span<const Comparison> comparisons, std::size_t room) {
  std::vector<const Comparison*> order;
  for (const Comparison& comparison : comparisons) order.push_back(&comparison);
  std::ranges::stable_sort(order, std::greater<>(), [](const Comparison* one) { return badness(*one); });

  std::size_t free = left_of(room, note_share);
  std::size_t cut = 0;
  std::vector<std::string> texts(order.size());
  for (std::size_t i = order.size(); i-- > 0;) {
    const std::size_t share = free / (i + 1);
    texts[i] = body(*order[i], left_of(share, 2));
    texts[i].erase(texts[i].find_last_not_of('\n') + 1);
    texts[i] += "\n\n";
    if (texts[i].size() > share) texts[i] = headline(*order[i]);
    if (texts[i].size() > share) {
      texts[i].clear();
      ++cut;
    }
    free -= texts[i].size();
  }
  std::string out;
  for (const std::string& text : texts) out += text;
  if (cut == 0) {
    out.pop_back();
  } else {
    out += fmt::format("_{} of {} suites were cut to keep this short; the JSON report has them all._\n", cut,
                       order.size());
  }
  return out;
}

}  // namespace

std::string markdown_marker(std::string_view suite) {
  std::string name;
  for (const char c : suite.substr(0, 200)) {
    const bool plain = is_alphanumeric(c) || c == '_' || c == '.' || c == '/' || (c == '-' && !name.ends_with('-'));
    name += plain ? std::string(1, c) : fmt::format("%{:02x}", static_cast<unsigned char>(c));
  }
  return fmt::format("<!-- trackmeet:{} -->", name);
}

std::string markdown_text(std::string_view text, std::size_t columns) {
  return escaped(shown(text, columns), Face::text);
}

std::string markdown_code(std::string_view text, std::size_t columns) {
  return text.empty() ? "" : "<code>" + escaped(shown(text, columns), Face::code) + "</code>";
}

std::string render_markdown(const Comparison& comparison) { return render_markdown(std::span(&comparison, 1)); }

std::string render_markdown(std::span<const Comparison> comparisons, const MarkdownOptions& options) {
  const std::string marker = options.marker == Marker::no ? ""
                             : comparisons.size() == 1    ? markdown_marker(comparisons.front().suite) + "\n"
                                                          : "<!-- trackmeet:* -->\n";
  if (comparisons.empty()) return marker + "Nothing was compared.\n";
  const std::size_t room = left_of(options.limit - 1, marker.size());
  if (comparisons.size() == 1) return marker + body(comparisons.front(), room);
  return marker + bodies(comparisons, room);
}

}  // namespace trackmeet::report
