// SPDX-License-Identifier: Apache-2.0
#include "model/cargo_bench_reader.hpp"

#include <fmt/format.h>

#include <optional>
#include <unordered_map>
#include <vector>

#include "model/cargo_names.hpp"
#include "model/criterion_text_reader.hpp"
#include "model/foreign_run.hpp"
#include "model/foreign_text.hpp"

namespace trackmeet::model {
namespace {

/// `test NAME ... OUTCOME`
struct TestLine {
  std::string_view name;
  std::string_view outcome;
};

std::optional<TestLine> test_line(std::string_view line) {
  constexpr std::string_view start = "test ";
  constexpr std::string_view dots = " ... ";
  line = trimmed(line);
  const std::size_t at = line.rfind(dots);  // a name of criterion's may be any text
  if (!line.starts_with(start) || at == std::string_view::npos || at < start.size()) return std::nullopt;
  const TestLine parts{trimmed(line.substr(start.size(), at - start.size())), trimmed(line.substr(at + dots.size()))};
  if (parts.name.empty()) return std::nullopt;
  return parts;
}

/// What follows `bench:`; nothing if this was no benchmark.
std::optional<std::string_view> measured(std::string_view outcome) {
  constexpr std::string_view mark = "bench:";
  if (!outcome.starts_with(mark)) return std::nullopt;
  return trimmed(outcome.substr(mark.size()));
}

/// A metric and the decimal exponent that brings printed values into its unit.
struct Scale {
  Metric metric;
  int exponent = 0;
};

Scale scale_of(std::string_view unit) {
  constexpr std::string_view each = "/iter";
  if (!unit.ends_with(each)) return {metric_named(unit), 0};
  unit.remove_suffix(each.size());
  if (const auto exponent = exponent_of_time(unit)) return {metric_named("real_time"), *exponent};
  return {metric_named(unit), 0};
}

/// One benchmark of the text.
struct Entry {
  std::string name;
  std::string_view result;  ///< what follows `bench:`; empty: it failed
  std::uint32_t line = 0;
};

std::vector<Entry> entries_of(std::string_view text, CargoNames& names) {
  std::vector<Entry> entries;
  std::string_view source;
  Lines lines(text);
  for (std::string_view line; lines.next(line);) {
    if (const std::string_view runs = cargo_source(line); !runs.empty()) source = runs;
    const auto parts = test_line(line);
    if (!parts) continue;
    if (const auto result = measured(parts->outcome)) {
      entries.push_back({names.name(parts->name, source), *result, lines.number()});
    } else if (parts->outcome == "FAILED") {
      entries.push_back({names.name(parts->name, source), {}, lines.number()});
    }
  }
  return entries;
}

class CargoBenchReader {
public:
  explicit CargoBenchReader(const std::string& source) : run_(source) {}

  Result<Run> read(std::string_view text) {
    CargoNames names;
    const std::vector<Entry> entries = entries_of(text, names);
    for (const Entry& entry : entries) ++times_seen_[entry.name];
    for (const Entry& entry : entries) read_entry(entry);
    read_criterion(text, names);
    return run_.finish();
  }

private:
  /// What executables with criterion's harness print between those with Rust's own.
  void read_criterion(std::string_view text, CargoNames& names) {
    read_criterion_rows(text, run_, names);
    for (const Row& row : run_.run().rows) {
      if (row.aggregate == "mean" && times_seen_.contains(row.name))
        run_.failed(row.name, "both Rust's own harness and criterion have a benchmark of this name");
    }
  }

  void read_entry(const Entry& entry) {
    const std::string& name = entry.name;
    if (entry.result.empty()) return run_.failed(name, "it failed", entry.line);
    std::string_view rest = entry.result;
    const std::string_view value = next_word(rest);
    const std::string_view unit = next_word(rest);
    if (unit.empty()) return run_.failed(name, fmt::format("'{}' has no unit", beginning_of(value)), entry.line);
    const auto scale = scale_known(unit);
    if (!scale) return run_.failed(name, "the file has too many units", entry.line);
    const auto [metric, exponent] = *scale;
    add(name, metric, decimal_of(value, exponent, true), entry.line);

    // `(+/- 755)`, then perhaps `= 24 MB/s`
    if (rest.starts_with("(+/- ")) {
      const std::string_view spread = rest.substr(5, rest.find(')') - 5);
      if (times_seen_[name] == 1)
        run_.summary(name, "spread", metric, decimal_of(trimmed(spread), exponent, true), entry.line);
      rest.remove_prefix(std::min(rest.find(')') + 1, rest.size()));
    }
    if (next_word(rest) != "=") return;
    const std::string_view rate = next_word(rest);
    constexpr int mega = 6;
    if (next_word(rest) == "MB/s")
      add(name, run_.metric(metric_named("bytes_per_second")), decimal_of(rate, mega, true), entry.line);
  }

  /// The index and exponent of that unit; nothing if there are too many.
  std::optional<std::pair<std::uint32_t, int>> scale_known(std::string_view unit) {
    constexpr std::size_t most_units = 1000;
    const auto known = scales_.find(unit);
    if (known != scales_.end()) return known->second;
    if (scales_.size() == most_units) return std::nullopt;
    const Scale scale = scale_of(unit);
    return scales_.emplace(unit, std::pair(run_.metric(scale.metric), scale.exponent)).first->second;
  }

  void add(const std::string& name, std::uint32_t metric, double value, std::uint32_t line) {
    if (times_seen_[name] == 1)
      run_.summary(name, "median", metric, value, line);
    else
      run_.sample(name, metric, value, 0, line);
  }

  ForeignRun run_;
  std::unordered_map<std::string, std::size_t> times_seen_;                     ///< by full name
  std::unordered_map<std::string_view, std::pair<std::uint32_t, int>> scales_;  ///< by unit
};

}  // namespace

bool is_cargo_bench(std::string_view text) {
  Lines lines(text);
  std::string plain;
  for (std::string_view line; lines.next(line);) {
    if (line.find('\x1b') != std::string_view::npos) line = plain = without_colours(line);
    const auto parts = test_line(line);
    if (parts && measured(parts->outcome)) return true;
  }
  return false;
}

Result<Run> read_cargo_bench(std::string_view text, const std::string& source) {
  const bool has_colours = text.find('\x1b') != std::string_view::npos;
  const std::string plain = has_colours ? without_colours(text) : std::string();
  return CargoBenchReader(source).read(has_colours ? std::string_view(plain) : text);
}

}  // namespace trackmeet::model
