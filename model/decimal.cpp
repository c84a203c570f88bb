// SPDX-License-Identifier: Apache-2.0
#include "model/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace trackmeet::model {
namespace {

constexpr int largest_exponent = 100'000;  // beyond any double; keeps sums of hostile exponents within int

/// The exponent after `e`, clamped.
int read_exponent(std::string_view digits) {
  if (digits.starts_with('+')) digits.remove_prefix(1);
  int exponent = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
  if (error == std::errc::result_out_of_range) return digits.starts_with('-') ? -largest_exponent : largest_exponent;
  return std::clamp(exponent, -largest_exponent, largest_exponent);
}

/// Whether `mantissa` x 10^`exponent` is 1 or more; tells overflow from underflow.
bool at_least_one(std::string_view mantissa, int exponent) {
  if (mantissa.starts_with('-')) mantissa.remove_prefix(1);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = std::min(mantissa.find_first_of("123456789"), mantissa.size());
  if (first == mantissa.size()) return false;
  const auto magnitude = static_cast<std::ptrdiff_t>(point) - static_cast<std::ptrdiff_t>(first);
  return magnitude + exponent > 0;
}

}  // namespace

std::string write_decimal(double value, int shift) {
  if (value == 0) return std::signbit(value) ? "-0.0" : "0";
  std::array<char, 40> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
  std::string_view text(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  std::string out;
  if (text.starts_with('-')) {
    out += '-';
    text.remove_prefix(1);
  }
  const std::size_t e = text.find('e');
  const int exponent = read_exponent(text.substr(e + 1)) + shift;
  std::string digits(text.substr(0, 1));
  if (e > 2) digits += text.substr(2, e - 2);

  constexpr int most_zeros_in_front = 5;
  constexpr int most_digits = 17;
  if (exponent < -most_zeros_in_front || exponent >= most_digits) {
    out += digits[0];
    if (digits.size() > 1) out.append(".").append(digits, 1);
    return out + "e" + std::to_string(exponent);
  }
  if (exponent < 0) return out + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() <= whole) return out + digits + std::string(whole - digits.size(), '0');
  return out + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::optional<double> read_decimal(std::string_view text, int shift) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, e);
  const int exponent = (e < text.size() ? read_exponent(text.substr(e + 1)) : 0) + shift;
  std::string shifted;
  if (shift != 0) {
    shifted.append(mantissa).append("e").append(std::to_string(exponent));
    text = shifted;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range || std::isinf(value)) {
    if (at_least_one(mantissa, exponent)) return std::nullopt;
    return 0.0;
  }
  return value;
}

}  // namespace trackmeet::model
