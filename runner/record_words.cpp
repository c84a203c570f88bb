// SPDX-License-Identifier: Apache-2.0
#include "runner/record_words.hpp"

#include <array>
#include <utility>

#include "model/results_file.hpp"

namespace trackmeet::runner {
namespace {

constexpr std::array<std::string_view, 3> dialects = {"trackmeet", "gbench_new", "gbench_old"};
constexpr std::array<std::string_view, 4> ends = {"exited", "signalled", "timed_out", "interrupted"};

/// The value of an enumeration whose names are `names`, in the order of its values.
template <typename Enum, std::size_t n>
std::optional<Enum> named(const std::array<std::string_view, n>& names, std::string_view name) {
  for (std::size_t i = 0; i < n; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Dialect dialect) { return dialects[static_cast<std::size_t>(dialect)]; }
std::optional<Dialect> dialect_named(std::string_view name) { return named<Dialect>(dialects, name); }

std::string_view name_of(ProcessEnd end) { return ends[static_cast<std::size_t>(end)]; }
std::optional<ProcessEnd> end_named(std::string_view name) { return named<ProcessEnd>(ends, name); }

Result<std::string> run_start_text(model::Run start) {
  // A results file needs something in it; this stands in for what has not been measured yet.
  start.failures = {{"(nothing measured yet)", model::FailureReason::error, {}, {}}};
  return model::format_run(start);
}

std::optional<model::Run> parse_run_start(const std::string& text) {
  Result<model::Run> run = model::parse_run(text, "journal");
  if (!run) return std::nullopt;
  run->failures.clear();
  run->source.clear();
  return std::move(*run);
}

}  // namespace trackmeet::runner
