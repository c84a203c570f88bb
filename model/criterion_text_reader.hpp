// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/cargo_names.hpp"
#include "model/foreign_run.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what criterion prints for people: `fib 20  time:   [26.029 us 26.251 us 26.505 us]`.
bool is_criterion_text(std::string_view text);

/// The middle of the three numbers of each benchmark, criterion's estimate of the time of an iteration, is a summary,
/// `mean`; the ends of its 95 % interval are kept as `lower_bound` and `upper_bound`. In another unit than one of time
/// (`cycles`) it is a metric of that name. `thrpt:` adds `bytes_per_second` or `items_per_second`. What is printed of
/// changes is left alone. Raw values are in criterion's folder, see criterion_reader.hpp.
///
/// A name that an executable before has, too, is followed by its source: `fib (benches/b.rs)`, if the text has cargo's
/// `Running` lines.
Result<Run> read_criterion_text(std::string_view text, const std::string& source);

/// The same, added to the run of a text that has benchmarks of another harness, too, with which it shares `names`.
void read_criterion_rows(std::string_view text, ForeignRun& run, CargoNames& names);

}  // namespace trackmeet::model
