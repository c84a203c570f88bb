// SPDX-License-Identifier: Apache-2.0
#include "model/go_bench_reader.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/foreign_run.hpp"
#include "model/foreign_text.hpp"
#include "model/go_units.hpp"

namespace trackmeet::model {
namespace {

constexpr std::string_view failed_mark = "--- FAIL: Benchmark";
constexpr std::size_t most_units = 1000;      // of a file, and values of a line
constexpr std::size_t longest_package = 256;  // characters; it is in every name

/// A line that begins with the name of a benchmark.
struct Line {
  std::string_view name;  ///< without `Benchmark`
  std::optional<std::uint64_t> iterations;
  std::string_view rest;  ///< after the iterations; where there are none, after the name
};

std::optional<Line> benchmark_line(std::string_view line) {
  constexpr std::string_view prefix = "Benchmark";
  if (!line.starts_with(prefix)) return std::nullopt;
  Line parts;
  parts.name = next_word(line).substr(prefix.size());
  // `Benchmarking …` and a heading `Benchmark  Time` are other tools' words; Go wants a name that begins no such word.
  if (parts.name.empty() || (parts.name.front() >= 'a' && parts.name.front() <= 'z')) return std::nullopt;
  parts.rest = line;
  const std::string_view word = next_word(line);
  std::uint64_t iterations = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), iterations);
  if (!word.empty() && error == std::errc{} && end == word.data() + word.size()) {
    parts.iterations = iterations;
    parts.rest = line;
  }
  return parts;
}

/// The value of `key: value`; nothing if the line does not set that key.
std::optional<std::string_view> configured(std::string_view line, std::string_view key) {
  if (!line.starts_with(key) || !line.substr(key.size()).starts_with(':')) return std::nullopt;
  return trimmed(line.substr(key.size() + 1));
}

bool is_panic(std::string_view text) { return text.starts_with("panic: ") || text.starts_with("fatal error: "); }

/// The benchmark that `--- FAIL: Benchmark…` names; empty if the line says no such thing.
std::string_view failed_in(std::string_view line) {
  const std::size_t at = line.find(failed_mark);
  if (at == std::string_view::npos) return {};
  std::string_view rest = line.substr(at + failed_mark.size());
  return next_word(rest);
}

/// `amd64` as machines call themselves.
std::string architecture_of(std::string_view goarch) {
  if (goarch == "amd64") return "x86_64";
  if (goarch == "arm64") return "aarch64";
  return std::string(goarch);
}

class GoBenchReader {
public:
  GoBenchReader(const std::string& source, std::span<const std::uint32_t> numbers) : run_(source), numbers_(numbers) {}

  Result<Run> read(std::string_view text) {
    describe_units(text);
    Lines lines(text);
    for (std::string_view line; lines.next(line);) read_line(line, number_of(lines));
    if (!awaiting_reason_.empty()) run_.failed(awaiting_reason_, "it failed", number_of(lines));
    for (const auto& [name, doubt] : doubts_)
      if (!measured_.contains(name)) run_.failed(name, doubt.detail, doubt.line);
    return run_.finish();
  }

private:
  struct Doubt {
    std::string detail;
    std::uint32_t line = 0;
  };

  /// Where the last line stands in the file.
  std::uint32_t number_of(const Lines& lines) const {
    return lines.number() > 0 && lines.number() <= numbers_.size() ? numbers_[lines.number() - 1] : lines.number();
  }

  /// Units, which must be known before the first result.
  void describe_units(std::string_view text) {
    Lines lines(text);
    for (std::string_view line; lines.next(line);)
      if (next_word(line) == "Unit") units_.describe(line);
  }

  void read_line(std::string_view line, std::uint32_t number) {
    if (!awaiting_reason_.empty()) {
      const bool is_reason = line.starts_with(' ') || line.starts_with('\t');
      run_.failed(awaiting_reason_, is_reason ? beginning_of(trimmed(line)) : "it failed", number);
      awaiting_reason_.clear();
    }
    if (const std::string_view name = failed_in(line); !name.empty()) {
      awaiting_reason_ = named(name);
      return;
    }
    if (is_panic(line)) {
      if (!begun_.empty()) run_.failed(named(begun_), beginning_of(line), number);
      begun_ = {};
    } else if (const auto parts = benchmark_line(line)) {
      read_benchmark(*parts, number);
    } else {
      configure(line);
    }
  }

  void read_benchmark(const Line& line, std::uint32_t number) {
    begun_ = line.name;
    if (!line.iterations) {
      // With -v the name stands alone before its result. What a benchmark prints itself may stand there, too.
      if (is_panic(line.rest)) run_.failed(named(line.name), beginning_of(line.rest), number);
      if (!line.rest.empty())
        doubts_.try_emplace(named(line.name),
                            Doubt{fmt::format("no number of iterations, but '{}'", beginning_of(line.rest)), number});
      return;
    }
    const std::string name = named(line.name);
    if (line.rest.empty()) return run_.failed(name, "there is no value after its iterations", number);
    std::string_view rest = line.rest;
    for (std::size_t values = 0; !rest.empty(); ++values) {
      if (values == most_units)
        return run_.failed(name, fmt::format("there are more than {} values on its line", most_units), number);
      const std::string_view value = next_word(rest);
      const std::string_view unit = next_word(rest);
      if (unit.empty()) return run_.failed(name, fmt::format("'{}' has no unit", beginning_of(value)), number);
      read_value(name, value, unit, *line.iterations, number);
    }
    measured_.insert(name);
    begun_ = {};
  }

  void read_value(const std::string& name, std::string_view value, std::string_view spelled, std::uint64_t iterations,
                  std::uint32_t number) {
    auto known = metrics_.find(spelled);
    if (known == metrics_.end()) {
      if (metrics_.size() == most_units)
        return run_.failed(name, fmt::format("the file has more than {} units", most_units), number);
      const GoUnit unit = units_.unit(spelled);
      known = metrics_.emplace(spelled, std::pair(run_.metric(unit.metric), unit.exponent)).first;
    }
    const auto [metric, exponent] = known->second;
    const double number_read = decimal_of(value, exponent);
    if (number_read != number_read)
      return run_.failed(name, fmt::format("'{}' is no number", beginning_of(value)), number);
    run_.sample(name, metric, number_read, iterations, number);
  }

  void configure(std::string_view line) {
    Run& run = run_.run();
    const auto set = [&](std::string_view key, std::string& value) {
      const auto given = configured(line, key);
      if (given && value.empty()) value = *given;
    };
    if (const auto package = configured(line, "pkg")) package_ = package->substr(0, longest_package);
    if (const auto goarch = configured(line, "goarch")) run.environment.architecture = architecture_of(*goarch);
    set("goos", run.environment.os);
    set("cpu", run.environment.cpu);
    set("toolchain", run.environment.compiler);
    set("branch", run.git.branch);
    if (const auto commit = configured(line, "commit"); commit && is_commit(*commit)) run.git.commit = *commit;
  }

  /// With its package always: a name must not depend on which other packages were measured, or on whether they built.
  std::string named(std::string_view name) const {
    if (package_.empty()) return std::string(name);
    return fmt::format("{} ({})", name, package_);
  }

  ForeignRun run_;
  std::span<const std::uint32_t> numbers_;  ///< of the lines in the file, where they are not those of the text
  GoUnits units_;
  std::map<std::string_view, std::pair<std::uint32_t, int>> metrics_;  ///< index and exponent by unit
  std::string_view package_;
  std::string_view begun_;       ///< the benchmark whose name was printed last and whose result is still to come
  std::string awaiting_reason_;  ///< the benchmark that failed in the line before
  std::unordered_set<std::string> measured_;
  std::map<std::string, Doubt> doubts_;  ///< benchmarks that fail if no result comes
};

}  // namespace

bool is_go_bench(std::string_view text) {
  Lines lines(text);
  for (std::string_view line; lines.next(line);) {
    if (configured(line, "goos") || !failed_in(line).empty()) return true;
    const auto parts = benchmark_line(line);
    if (!parts || !parts->iterations) continue;
    std::string_view rest = parts->rest;
    if (looks_like_number(next_word(rest)) && !rest.empty()) return true;
  }
  return false;
}

Result<Run> read_go_bench(std::string_view text, const std::string& source) { return read_go_bench(text, source, {}); }

Result<Run> read_go_bench(std::string_view text, const std::string& source, std::span<const std::uint32_t> lines) {
  return GoBenchReader(source, lines).read(text);
}

}  // namespace trackmeet::model
