// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what criterion prints for people: `fib 20  time:   [26.029 us 26.251 us 26.505 us]`.
bool is_criterion_text(std::string_view text);

/// The middle of the three numbers of each benchmark, criterion's estimate of the time of an iteration, is a summary,
/// `mean`; the ends of its 95 % interval are kept as `lower_bound` and `upper_bound`. In another unit than one of time
/// (`cycles`) it is a metric of that name. `thrpt:` adds `bytes_per_second` or `items_per_second`. What is printed of
/// changes is left alone. Raw values are in criterion's folder, see criterion_reader.hpp.
Result<Run> read_criterion_text(std::string_view text, const std::string& source);

}  // namespace trackmeet::model
