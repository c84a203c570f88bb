// SPDX-License-Identifier: Apache-2.0
#include "suites/support/check.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/random.hpp"

namespace trackmeet::suites {
namespace {

Mismatch mismatch_at(std::size_t row, std::size_t column, double expected, double got) {
  return {fmt::format("({}, {})", row, column), expected, got};
}

}  // namespace

std::string to_text(const Mismatch& mismatch) {
  return fmt::format("entry {}: expected {:.9g}, got {:.9g}", mismatch.entry, mismatch.expected, mismatch.got);
}

Tolerance for_sum_of(std::size_t terms) {
  constexpr double float_epsilon = 1.0 / (1 << 23);
  return {.absolute = float_epsilon * static_cast<double>(terms), .relative = float_epsilon};
}

bool near(double got, double expected, Tolerance tolerance) {
  const double distance = std::abs(got - expected);  // NaN or infinite if one of them is
  if (distance <= tolerance.absolute + tolerance.relative * std::abs(expected) && distance < HUGE_VAL) return true;
  if (std::isnan(expected) || std::isnan(got)) return std::isnan(expected) && std::isnan(got);
  return std::isinf(expected) && got == expected;
}

template <typename T>
std::optional<Mismatch> compare(std::span<const T> got, std::span<const double> expected, std::size_t columns,
                                Tolerance tolerance) {
  if (got.size() != expected.size()) {
    return Mismatch{"size", static_cast<double>(expected.size()), static_cast<double>(got.size())};
  }
  for (std::size_t i = 0; i < got.size(); ++i) {
    const auto value = static_cast<double>(got[i]);
    if (!near(value, expected[i], tolerance)) return mismatch_at(i / columns, i % columns, expected[i], value);
  }
  return std::nullopt;
}
template std::optional<Mismatch> compare(std::span<const float>, std::span<const double>, std::size_t, Tolerance);
template std::optional<Mismatch> compare(std::span<const std::int8_t>, std::span<const double>, std::size_t, Tolerance);

std::optional<Mismatch> compare_sample(std::span<const float> got, std::size_t columns, const EntryReference& expected,
                                       std::size_t samples, Tolerance tolerance) {
  if (got.empty() || columns == 0) return std::nullopt;
  const std::size_t last = got.size() - 1;
  const std::size_t corners[] = {0, columns - 1, last - (columns - 1), last};
  SplitMix64 random(0);
  for (std::size_t i = 0; i < std::size(corners) + samples; ++i) {
    const std::size_t at = i < std::size(corners) ? corners[i] : random.next() % got.size();
    const double want = expected(at / columns, at % columns);
    const auto value = static_cast<double>(got[at]);
    if (!near(value, want, tolerance)) return mismatch_at(at / columns, at % columns, want, value);
  }
  return std::nullopt;
}

}  // namespace trackmeet::suites
