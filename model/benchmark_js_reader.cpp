// SPDX-License-Identifier: Apache-2.0
#include "model/benchmark_js_reader.hpp"

#include <optional>

#include "model/foreign_run.hpp"
#include "model/foreign_text.hpp"
#include "model/foreign_unit.hpp"

namespace trackmeet::model {
namespace {

/// What stands in a line, unread.
struct Line {
  std::string_view name, rate, unit, margin;  ///< `margin` without its mark: `0.32%`
};

std::optional<Line> parts_of(std::string_view line) {
  line = trimmed(line);
  const std::size_t at = line.rfind(" x ");
  if (at == std::string_view::npos || !(line.ends_with(" runs sampled)") || line.ends_with(" run sampled)"))) return {};
  std::string_view rest = line.substr(at + 3);
  Line parts;
  parts.name = trimmed(line.substr(0, at));
  parts.rate = next_word(rest);
  parts.unit = next_word(rest);
  parts.margin = next_word(rest);
  for (const std::string_view mark : {"\xc2\xb1", "+-"}) {
    if (!parts.margin.starts_with(mark)) continue;
    parts.margin.remove_prefix(mark.size());
    const bool is_sound = parts.margin.ends_with('%') && rest.starts_with('(') && looks_like_number(parts.rate);
    return is_sound && !parts.name.empty() ? std::optional(parts) : std::nullopt;
  }
  return {};
}

}  // namespace

bool is_benchmark_js(std::string_view text) {
  Lines lines(text);
  for (std::string_view line; lines.next(line);) {
    if (parts_of(line)) return true;
  }
  return false;
}

Result<Run> read_benchmark_js(std::string_view text, const std::string& source) {
  ForeignRun run(source);
  const std::string plain = without_colours(text);
  Lines lines(plain);
  for (std::string_view line; lines.next(line);) {
    const std::optional<Line> parts = parts_of(line);
    if (!parts) continue;
    const std::string name(parts->name);
    const ForeignUnit unit = foreign_unit(parts->unit);
    const std::uint32_t metric = run.metric(unit.metric);
    const double rate = unit.in_unit(decimal_of(parts->rate, 0, true));
    constexpr int from_percent = -2;
    const double margin = rate * decimal_of(parts->margin.substr(0, parts->margin.size() - 1), from_percent);
    run.summary(name, "mean", metric, rate, lines.number());
    run.summary(name, "lower", metric, rate - margin, lines.number());
    run.summary(name, "upper", metric, rate + margin, lines.number());
  }
  return run.finish();
}

}  // namespace trackmeet::model
