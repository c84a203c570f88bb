// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/units.hpp"
#include "report/html_sections.hpp"
#include "report/html_text.hpp"

namespace trackmeet::report {
namespace {

using compare::Comparison;
using model::Environment;

/// One line of both sides.
struct Place {
  std::string what;
  std::string base;  ///< foreign; empty: not known
  std::string head;
};

std::string caches_text(const Environment& environment) {
  std::string out;
  for (const model::Cache& cache : environment.caches) {
    const bool is_unified = cache.type == "Unified" || cache.type.empty();
    out += fmt::format("{}L{}{}{} {}", out.empty() ? "" : ", ", cache.level, is_unified ? "" : " ",
                       is_unified ? "" : cache.type, format_quantity(static_cast<double>(cache.bytes), "B"));
  }
  return out;
}

std::string memory_text(const Environment& environment) {
  return environment.memory_bytes == 0 ? "" : format_quantity(static_cast<double>(environment.memory_bytes), "B");
}

std::string virtual_text(const Environment& environment) {
  return !environment.virtualized ? "" : *environment.virtualized ? "yes" : "no";
}

std::string sentences(const std::vector<std::string>& all) { return fmt::format("{}", fmt::join(all, " · ")); }

std::string number_text(std::size_t number) { return number == 0 ? "" : fmt::format("{}", number); }

std::vector<Place> places_of(const HtmlPart& part) {
  const Comparison& comparison = *part.comparison;
  const Environment& base = part.base.environment;
  const Environment& head = part.head.environment;
  std::vector<Place> places = {
      {"file", comparison.base.source, comparison.head.source},
      {"commit", comparison.base.commit, comparison.head.commit},
      {"described as", comparison.base.describe, comparison.head.describe},
      {"measured", comparison.base.timestamp, comparison.head.timestamp},
      {"sessions", number_text(comparison.base.sessions), number_text(comparison.head.sessions)},
      {"benchmarks", number_text(comparison.base.benchmarks), number_text(comparison.head.benchmarks)},
      {"machine class", comparison.base.machine_class, comparison.head.machine_class},
      {"operating system", base.os, head.os},
      {"kernel", base.kernel, head.kernel},
      {"architecture", base.architecture, head.architecture},
      {"processor", base.cpu, head.cpu},
      {"cores", number_text(base.cores), number_text(head.cores)},
      {"memory", memory_text(base), memory_text(head)},
      {"caches", caches_text(base), caches_text(head)},
      {"governor", base.governor, head.governor},
      {"virtual machine", virtual_text(base), virtual_text(head)},
      {"compiler", base.compiler, head.compiler},
      {"flags", base.flags, head.flags},
      {"build type", base.build_type, head.build_type},
      {"CI", base.ci_provider, head.ci_provider},
      {"notes", sentences(base.notes), sentences(head.notes)},
      {"warnings", sentences(base.warnings), sentences(head.warnings)}};
  for (const auto& [what, from, to] : comparison.differences) {
    const auto known = std::ranges::find(places, what, &Place::what);
    if (known == places.end()) {
      places.push_back({what, from, to});
    } else {
      known->base = from;
      known->head = to;
    }
  }
  std::erase_if(places, [](const Place& place) { return place.base.empty() && place.head.empty(); });
  return places;
}

std::string place_line(const Place& place, const Comparison& comparison) {
  const bool differs =
      std::ranges::find(comparison.differences, place.what, &compare::Difference::what) != comparison.differences.end();
  const auto value = [](const std::string& text) { return text.empty() ? "unknown" : html_text(text, 600); };
  return fmt::format("<tr{}><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                     differs ? " class=\"differs\"" : "", html_text(place.what, 60), value(place.base),
                     value(place.head));
}

}  // namespace

std::string html_places(std::span<const HtmlPart> parts) {
  std::string out = "<section aria-labelledby=\"places-title\">\n<h2 id=\"places-title\">Where it was measured</h2>\n";
  for (const HtmlPart& part : parts) {
    out += "<div class=\"place\">\n";
    if (parts.size() > 1) out += "<h3>" + html_text(suite_name(part), 60) + "</h3>\n";
    out +=
        "<table class=\"places\">\n<thead><tr><td></td><th scope=\"col\">Base</th><th "
        "scope=\"col\">Head</th></tr></thead>\n"
        "<tbody>\n";
    for (const Place& place : places_of(part)) out += place_line(place, *part.comparison);
    out += "</tbody>\n</table>\n</div>\n";
  }
  return out + "</section>";
}

}  // namespace trackmeet::report
