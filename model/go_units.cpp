// SPDX-License-Identifier: Apache-2.0
#include "model/go_units.hpp"

#include <algorithm>

#include "model/foreign_text.hpp"
#include "model/foreign_unit.hpp"

namespace trackmeet::model {
namespace {

/// Whether it is something in a time, such as `req/sec`.
bool is_in_a_time(const TidyUnit& unit) {
  const std::size_t stroke = unit.name.find('/');
  return stroke != std::string::npos && per_second(std::string_view(unit.name).substr(stroke + 1)).has_value();
}

Metric metric_of(const TidyUnit& unit) {
  if (unit.name == "sec/op") return metric_named("real_time");
  if (unit.name == "B/s") return metric_named("bytes_per_second");
  if (unit.name == "allocs/op") return metric_named("allocs_per_iter");
  if (unit.name == "B/op") return metric_named("alloc_bytes_per_iter");
  Metric metric = metric_named(unit.name);
  if (is_in_a_time(unit)) {
    // Of a time in a time, such as `pause-ns/s`, less may be better.
    if (unit.exponent < 0) return {unit.name, "", Better::lower, Kind::sampled, true};
    if (metric.guessed) return {unit.name, unit.name, Better::higher, Kind::sampled};
  }
  if (unit.exponent == -9) metric.unit = "s";
  if (unit.exponent == 6 && metric.better == Better::lower) metric.unit = "B";
  return metric;
}

}  // namespace

TidyUnit tidy_go_unit(std::string_view unit) {
  TidyUnit tidy;
  const std::string_view numerator = unit.substr(0, unit.find('/'));
  for (std::size_t at = 0; at <= numerator.size();) {
    const std::size_t end = std::min(numerator.find_first_of("-*", at), numerator.size());
    const std::string_view part = numerator.substr(at, end - at);
    if (part == "ns") {
      tidy.name += "sec";
      tidy.exponent -= 9;
    } else if (part == "MB") {
      tidy.name += "B";
      tidy.exponent += 6;
    } else {
      tidy.name += part;
    }
    if (end < numerator.size()) tidy.name += numerator[end];
    at = end + 1;
  }
  tidy.name += unit.substr(numerator.size());
  return tidy;
}

void GoUnits::describe(std::string_view line) {
  const std::string_view unit = next_word(line);
  if (unit.empty()) return;
  Properties& properties = properties_[tidy_go_unit(unit).name];
  for (std::string_view word = next_word(line); !word.empty(); word = next_word(line)) {
    const std::string_view key = word.substr(0, word.find('='));
    if (key.size() == word.size()) continue;
    const std::string_view value = word.substr(key.size() + 1);
    if (key == "better" && properties.better.empty()) properties.better = value;
    if (key == "assume" && properties.assume.empty()) properties.assume = value;
  }
}

GoUnit GoUnits::unit(std::string_view spelled) const {
  const TidyUnit tidy = tidy_go_unit(spelled);
  GoUnit unit{metric_of(tidy), tidy.exponent};
  const auto found = properties_.find(tidy.name);
  if (found == properties_.end()) return unit;
  if (found->second.better == "higher" || found->second.better == "lower") {
    unit.metric.better = found->second.better == "higher" ? Better::higher : Better::lower;
    unit.metric.guessed = false;
  }
  if (found->second.assume == "exact") unit.metric.kind = Kind::exact;
  if (found->second.assume == "nothing") unit.metric.kind = Kind::sampled;
  return unit;
}

}  // namespace trackmeet::model
