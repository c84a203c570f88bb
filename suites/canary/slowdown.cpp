// SPDX-License-Identifier: Apache-2.0
#include "suites/canary/slowdown.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <system_error>

#include "core/printable.hpp"

namespace trackmeet::suites::canary {
namespace {

double chosen = 0;

}  // namespace

Result<double> slowdown_of(const char* text) {
  if (text == nullptr) return 0.0;
  constexpr std::size_t longest = 32;
  const std::string_view word(text);
  double percent = 0;
  const auto [end, problem] =
      std::from_chars(word.data(), word.data() + word.size(), percent, std::chars_format::fixed);
  const bool is_number = problem == std::errc{} && end == word.data() + word.size() && word.size() <= longest;
  if (!is_number || !(percent >= 0 && percent <= most_percent))
    return failure(ErrorCode::usage,
                   fmt::format("{} is '{}'", slowdown_variable, printable(std::string(word.substr(0, longest)))),
                   fmt::format("it takes per cent from 0 to {}, such as 0.50; unset it for no slowdown", most_percent));
  return percent / 100;
}

std::uint64_t slowed(std::uint64_t base, double slowdown) {
  return static_cast<std::uint64_t>(std::llround(static_cast<double>(base) * (1 + slowdown)));
}

void choose_slowdown(double slowdown) { chosen = slowdown; }
double chosen_slowdown() { return chosen; }

}  // namespace trackmeet::suites::canary
