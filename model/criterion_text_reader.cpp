// SPDX-License-Identifier: Apache-2.0
#include "model/criterion_text_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <optional>

#include "model/foreign_text.hpp"
#include "model/json_blanks.hpp"

namespace trackmeet::model {
namespace {

/// `[26.029 us 26.251 us 26.505 us]`
struct Estimate {
  std::array<std::string_view, 3> values;  ///< lower bound, estimate, upper bound
  std::array<std::string_view, 3> units;   ///< each is scaled for itself
};

std::optional<Estimate> estimate_in(std::string_view text) {
  text = trimmed(text);
  const std::size_t end = text.find(']');
  if (!text.starts_with('[') || end == std::string_view::npos) return std::nullopt;
  text = text.substr(1, end - 1);
  Estimate estimate;
  for (std::size_t i = 0; i < estimate.values.size(); ++i) {
    estimate.values[i] = next_word(text);
    estimate.units[i] = next_word(text);
  }
  // Changes, `[-1.2% +0.1% +1.3%]`, have no units that stand apart.
  if (estimate.units.back().empty() || !text.empty()) return std::nullopt;
  return estimate;
}

/// A line with an estimate of the time: what stands before it, and the estimate.
struct TimeLine {
  std::string_view name;  ///< empty: it stood in the line before
  Estimate estimate;
};

std::optional<TimeLine> time_line(std::string_view line) {
  constexpr std::string_view mark = "time:";
  const std::size_t at = line.rfind(mark);  // a name may be any text
  if (at == std::string_view::npos || (at > 0 && line[at - 1] != ' ')) return std::nullopt;
  const auto estimate = estimate_in(line.substr(at + mark.size()));
  if (!estimate) return std::nullopt;
  return TimeLine{trimmed(line.substr(0, at)), *estimate};
}

/// Of a value of that unit: the metric, and what makes it one in the metric's unit, x 10^`exponent` x `times`.
struct Scale {
  Metric metric;
  int exponent = 0;
  double times = 1;

  double of(std::string_view value) const { return decimal_of(value, exponent) * times; }
};

Scale time_scale(std::string_view unit) {
  if (const auto exponent = exponent_of_time(unit)) return {metric_named("real_time"), *exponent};
  return {metric_named(unit)};
}

/// `GiB/s`, `MB/s`, `Melem/s`; nothing for a rate of something else.
std::optional<Scale> rate_scale(std::string_view unit) {
  constexpr std::string_view each = "/s";
  if (!unit.ends_with(each)) return std::nullopt;
  unit.remove_suffix(each.size());
  const bool elements = unit.ends_with("elem");
  if (!elements && !unit.ends_with('B')) return std::nullopt;
  const Metric metric = metric_named(elements ? "items_per_second" : "bytes_per_second");
  unit.remove_suffix(elements ? 4 : 1);
  const bool binary = unit.ends_with('i');
  if (binary) unit.remove_suffix(1);
  constexpr std::string_view prefixes = "KMGTP";
  if (unit.empty()) return Scale{metric};
  const std::size_t power = prefixes.find(unit == "k" ? 'K' : unit.front());
  if (unit.size() != 1 || power == std::string_view::npos) return std::nullopt;
  const int thousands = static_cast<int>(power) + 1;
  return binary ? Scale{metric, 0, std::ldexp(1.0, 10 * thousands)} : Scale{metric, 3 * thousands};
}

/// The line as a terminal shows it in the end: without colours, and without what was overwritten.
std::string shown(std::string_view line) {
  std::string plain = without_colours(line);
  while (plain.ends_with('\r')) plain.pop_back();
  const std::size_t overwritten = plain.rfind('\r');
  return overwritten == std::string::npos ? plain : plain.substr(overwritten + 1);
}

class CriterionTextReader {
public:
  CriterionTextReader(ForeignRun& run, CargoNames& names) : run_(run), names_(names) {}

  void read(std::string_view text) {
    Lines lines(text);
    std::string before;
    for (std::string_view raw; lines.next(raw);) {
      std::string line = shown(raw);
      if (const auto found = time_line(line)) {
        const std::string_view name = found->name.empty() ? trimmed(before) : found->name;
        name_ = name.empty() ? std::string() : names_.name(name, source_);
        read_time(found->estimate, lines.number());
      } else if (trimmed(line).starts_with("thrpt:") && !name_.empty()) {
        read_rate(trimmed(line).substr(std::string_view("thrpt:").size()), lines.number());
        name_.clear();
      } else if (const std::string_view runs = cargo_source(line); !runs.empty()) {
        source_ = runs;
      }
      before = std::move(line);
    }
  }

private:
  void read_time(const Estimate& estimate, std::uint32_t line) {
    constexpr std::array<std::string_view, 3> kinds = {"lower_bound", "mean", "upper_bound"};
    if (name_.empty()) return run_.failed(fmt::format("line {}", line), "it has no name", line);
    const Scale* of_mean = scale_known(estimate.units[1]);
    for (const std::size_t i : {1U, 0U, 2U}) {
      const Scale* scale = scale_known(estimate.units[i]);
      if (scale == nullptr || of_mean == nullptr) return run_.failed(name_, "the text has too many units", line);
      // An interval may reach from `999.8 ns` to `1.002 us`, but not from one metric to another.
      if (scale->metric.name != of_mean->metric.name)
        return run_.failed(name_, "its interval has two kinds of units", line);
      run_.summary(name_, kinds[i], run_.metric(scale->metric), scale->of(estimate.values[i]), line);
    }
  }

  void read_rate(std::string_view text, std::uint32_t line) {
    const auto estimate = estimate_in(text);
    if (!estimate) return;
    if (const auto scale = rate_scale(estimate->units[1]))
      run_.summary(name_, "mean", run_.metric(scale->metric), scale->of(estimate->values[1]), line);
  }

  /// The scale of a unit; null if there would be too many.
  const Scale* scale_known(std::string_view unit) {
    constexpr std::size_t most_units = 1000;
    const auto known = scales_.find(unit);
    if (known != scales_.end()) return &known->second;
    if (scales_.size() == most_units) return nullptr;
    return &scales_.emplace(unit, time_scale(unit)).first->second;
  }

  ForeignRun& run_;
  CargoNames& names_;
  std::string source_;                                ///< of the executable that runs; empty: not told
  std::string name_;                                  ///< of the benchmark whose time was read last
  std::map<std::string, Scale, std::less<>> scales_;  ///< by unit
};

}  // namespace

bool is_criterion_text(std::string_view text) {
  // A name in a document of JSON or XML may look like such a line.
  const std::string_view shown_first = text.substr(after_blanks(text));
  if (shown_first.starts_with('{') || shown_first.starts_with('[') || shown_first.starts_with('<')) return false;
  Lines lines(text);
  for (std::string_view raw; lines.next(raw);) {
    // Only a line that may be one is looked at more closely.
    if (raw.find("time:") == std::string_view::npos) continue;
    if (time_line(shown(raw))) return true;
  }
  return false;
}

void read_criterion_rows(std::string_view text, ForeignRun& run, CargoNames& names) {
  CriterionTextReader(run, names).read(text);
}

Result<Run> read_criterion_text(std::string_view text, const std::string& source) {
  ForeignRun run(source);
  CargoNames names;
  read_criterion_rows(text, run, names);
  return run.finish();
}

}  // namespace trackmeet::model
