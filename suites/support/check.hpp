// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace trackmeet::suites {

/// A result that is not what the reference says.
struct Mismatch {
  std::string entry;  ///< which one: `(3, 7)`
  double expected = 0;
  double got = 0;
};

/// `entry (3, 7): expected 1.25, got 1.5`
std::string to_text(const Mismatch& mismatch);

/// How far a value may lie from its reference: |got - expected| <= absolute + relative * |expected|.
struct Tolerance {
  double absolute = 1e-6;
  double relative = 1e-5;
};

/// Nothing may differ: for results that are copied or whole numbers.
inline constexpr Tolerance exactly{.absolute = 0, .relative = 0};

/// For sums of `terms` products of float operands in [-1, 1): terms * 2^-23, since each addition rounds once, relative
/// to a partial sum that stays below the number of terms. (N. Higham, Accuracy and Stability of Numerical Algorithms,
/// section 4.2, bounds it with a factor more; no sum of random signs comes near either.)
Tolerance for_sum_of(std::size_t terms);

/// Whether `got` may stand for `expected`. Two NaN or two equal infinities may; one alone never does.
bool near(double got, double expected, Tolerance tolerance);

/// Compares a row-major matrix of `columns` columns, entry by entry; the first that is off is named `(row, column)`.
/// A different number of entries is a mismatch too, named `size`.
template <typename T>
std::optional<Mismatch> compare(std::span<const T> got, std::span<const double> expected, std::size_t columns,
                                Tolerance tolerance);
extern template std::optional<Mismatch> compare(std::span<const float>, std::span<const double>, std::size_t,
                                                Tolerance);
extern template std::optional<Mismatch> compare(std::span<const std::int8_t>, std::span<const double>, std::size_t,
                                                Tolerance);

/// The reference value of one entry.
using EntryReference = std::function<double(std::size_t row, std::size_t column)>;

/// Compares a sample where a reference of everything would take too long: the four corners, then `samples` entries
/// spread over the matrix pseudo-randomly, always the same ones.
std::optional<Mismatch> compare_sample(std::span<const float> got, std::size_t columns, const EntryReference& expected,
                                       std::size_t samples, Tolerance tolerance);

}  // namespace trackmeet::suites
