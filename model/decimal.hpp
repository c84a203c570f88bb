// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace trackmeet::model {

/// `value` x 10^`shift` as a decimal number that `read_decimal(…, -shift)` turns back into `value`, bit for bit. The
/// shift moves the decimal point of the shortest digits that identify `value`, so nothing is rounded. `value` must be
/// finite.
std::string write_decimal(double value, int shift = 0);

/// The double nearest to `text` x 10^`shift`, where `text` is a number as JSON spells it. Nothing if it is too large
/// for a double; zero if it is too small.
std::optional<double> read_decimal(std::string_view text, int shift = 0);

}  // namespace trackmeet::model
