// SPDX-License-Identifier: Apache-2.0
#include "model/catch2_text_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "model/catch2_result.hpp"
#include "model/foreign_text.hpp"

namespace trackmeet::model {
namespace {

/// Takes the last word from `rest`, and the blanks before it.
std::string_view take_last_word(std::string_view& rest) {
  const std::size_t before = rest.find_last_of(' ');
  const std::string_view word = before == std::string_view::npos ? rest : rest.substr(before + 1);
  rest.remove_suffix(word.size());
  rest = rest.substr(0, rest.find_last_not_of(' ') + 1);
  return word;
}

/// Takes the last duration (`41.731 us`) from `rest`, in seconds; nothing if it ends with none.
std::optional<double> take_last_duration(std::string_view& rest) {
  std::string_view left = rest;
  const std::string_view unit = take_last_word(left);
  const std::string_view number = take_last_word(left);
  constexpr double minute = 60;
  const std::optional<int> exponent = unit == "m" ? 0 : exponent_of_time(unit);
  if (!exponent || !looks_like_number(number)) return std::nullopt;
  rest = left;
  return decimal_of(number, *exponent) * (unit == "m" ? minute : 1);
}

bool is_count(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Three durations and nothing else: an estimate with its interval.
std::optional<std::array<double, 3>> estimate_in(std::string_view line) {
  line = trimmed(line);
  std::array<double, 3> estimate{};
  for (std::size_t i = estimate.size(); i-- > 0;) {
    const std::optional<double> duration = take_last_duration(line);
    if (!duration) return std::nullopt;
    estimate[i] = *duration;
  }
  return line.empty() ? std::optional(estimate) : std::nullopt;
}

bool is_ruler(std::string_view line, char mark) {
  constexpr std::size_t shortest = 20;
  line = trimmed(line);
  return line.size() >= shortest && line.find_first_not_of(mark) == std::string_view::npos;
}

bool is_table_header(std::string_view line) {
  return line.starts_with("benchmark name ") && line.find(" samples ") != std::string_view::npos &&
         line.find(" iterations ") != std::string_view::npos;
}

/// Goes through the lines. A ruler, the test case and its sections, and another ruler come before each part; within
/// it, a table begins with its header and ends with the next ruler.
class Reader {
public:
  void take(std::string_view line, std::uint32_t number) {
    switch (place_) {
      case Place::elsewhere:
        if (is_ruler(line, '-')) {
          place_ = Place::path;
          path_.clear();
        }
        break;
      case Place::path:
        if (is_ruler(line, '-'))
          place_ = Place::elsewhere;
        else
          append_to_path(path_, trimmed(line));
        break;
      case Place::header:
        if (is_ruler(line, '-')) place_ = Place::table;
        break;
      case Place::table:
        take_row(line, number);
        break;
    }
    if (is_table_header(line)) begin_table(line);
  }

  bool has_too_many() const { return results_.size() > most_catch2_results; }
  std::vector<Catch2Result> results() { return std::move(results_); }

private:
  enum class Place { elsewhere, path, header, table };

  void begin_table(std::string_view line) {
    place_ = Place::header;
    is_analysed_ = !trimmed(line).ends_with(" mean");
    constexpr std::size_t indented = 5;  // the heading of the second column, if nothing was analysed
    name_width_ = line.find(" samples ") + 1 - (is_analysed_ ? 0 : indented);
    name_.clear();
    estimates_ = 2;
  }

  void take_row(std::string_view line, std::uint32_t number) {
    if (is_ruler(line, '-') || is_ruler(line, '=')) {
      place_ = is_ruler(line, '-') ? Place::path : Place::elsewhere;
      path_.clear();
      return;
    }
    if (trimmed(line).empty()) return name_.clear();
    if (const auto estimate = estimate_in(line)) return take_estimate(*estimate);
    if (take_failure(line, number) || take_first_line(line, number)) return;
    add_to_name(line.substr(0, name_width_));
  }

  void take_estimate(const std::array<double, 3>& estimate) {
    name_.clear();
    if (estimates_ == 2) return;  // of nothing
    Catch2Result& result = results_.back();
    if (estimates_++ == 0) {
      result.mean = estimate[0];
      result.lower = estimate[1];
      result.upper = estimate[2];
    } else {
      result.stddev = estimate[0];
    }
  }

  bool take_failure(std::string_view line, std::uint32_t number) {
    const std::size_t at = line.find("Benchmark failed (");
    if (at == std::string_view::npos) return false;
    add_to_name(line.substr(0, at));
    Catch2Result& result = begin_result(number);
    result.failure = beginning_of(trimmed(line.substr(at)));
    estimates_ = 2;
    return true;
  }

  /// The last line of the name with the samples, the iterations and a duration: estimated, or of the mean if nothing
  /// was analysed.
  bool take_first_line(std::string_view line, std::uint32_t number) {
    std::string_view rest = trimmed(line);
    const std::optional<double> duration = take_last_duration(rest);
    if (!duration || !is_count(take_last_word(rest)) || !is_count(take_last_word(rest))) return false;
    add_to_name(rest);
    Catch2Result& result = begin_result(number);
    if (!is_analysed_) result.mean = *duration;
    estimates_ = is_analysed_ ? 0 : 2;
    return true;
  }

  Catch2Result& begin_result(std::uint32_t number) {
    Catch2Result& result = results_.emplace_back();
    result.path = path_;
    result.name = std::exchange(name_, {});
    result.line = number;
    if (result.name.empty()) {
      result.name = "line " + std::to_string(number);
      result.failure = "there is no name before the numbers";
    }
    return result;
  }

  /// A word too long for its line was broken with a hyphen, which fills the column to two places before its end.
  void add_to_name(std::string_view piece) {
    constexpr std::size_t gap = 2;
    piece = trimmed(piece);
    if (piece.empty()) return;
    is_broken_ = is_broken_ && !name_.empty();
    if (is_broken_) name_.pop_back();
    if (!name_.empty() && !is_broken_) name_ += ' ';
    is_broken_ = piece.ends_with('-') && piece.size() + gap == name_width_;
    name_ += piece;
  }

  Place place_ = Place::elsewhere;
  std::string path_;
  bool is_analysed_ = true;
  std::size_t name_width_ = 0;
  std::string name_;        ///< as far as it was read
  bool is_broken_ = false;  ///< it ends with a hyphen that is none of its own
  int estimates_ = 2;       ///< that were read of the last result; 2: no more to come
  std::vector<Catch2Result> results_;
};

}  // namespace

bool is_catch2_text(std::string_view text) {
  constexpr std::string_view beginning = "benchmark name ";
  for (std::size_t at = text.find(beginning); at != std::string_view::npos; at = text.find(beginning, at + 1)) {
    const std::string_view line = text.substr(at, text.find('\n', at) - at);
    if (is_table_header(line)) return true;
  }
  return false;
}

Result<Run> read_catch2_text(std::string_view text, const std::string& source) {
  ForeignRun run(source);
  Reader reader;
  const bool has_colours = text.find('\x1b') != std::string_view::npos;
  const std::string plain = has_colours ? without_colours(text) : std::string();
  Lines lines(has_colours ? std::string_view(plain) : text);
  for (std::string_view line; lines.next(line);) {
    // `fib is a Catch v2.13.10 host application.`
    constexpr std::string_view host = " is a Catch";
    const std::size_t at = line.find(host);
    if (at != std::string_view::npos && at > 0 && line.ends_with(" host application."))
      run.run().suite = line.substr(0, at);
    reader.take(line, lines.number());
    if (reader.has_too_many())
      return failure(ErrorCode::input, fmt::format("it has more than {} benchmarks", most_catch2_results),
                     SourcePos{source, lines.number(), 0}, "write a file for each test program");
  }
  add_catch2_results(reader.results(), run);
  return run.finish();
}

}  // namespace trackmeet::model
