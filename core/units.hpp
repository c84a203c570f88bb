// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace trackmeet {

/// `value` of `unit` with four significant digits and the prefix that keeps it between 1 and 1000:
/// seconds (`s`) become `12.35 ms`; bytes (`B`) become `1.500 MiB`; rates (`1/s`, `B/s`, `FLOP/s`) and other units take
/// k, M, G, T. A plain count (unit empty) keeps up to six digits: `17`, `1.25`. NaN is `?`, infinity `∞`.
std::string format_quantity(double value, std::string_view unit);

/// `+12.3 %`, `-0.04 %`, `+1240 %`: a relative change (0.123), signed, with a precision that fits its size; `~0 %`
/// never: zero is `0.00 %`.
std::string format_change(double change);

/// A duration in seconds as a person says it: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`.
std::string format_duration(double seconds);

/// A number of things with its word: `1 benchmark`, `3 benchmarks`.
std::string format_count(std::size_t count, std::string_view singular);

/// Seconds that `90`, `45s`, `5m`, `1.5h` or `1h30m` stand for; nothing if it is none of that, or not above zero.
std::optional<double> parse_duration(std::string_view text);

}  // namespace trackmeet
