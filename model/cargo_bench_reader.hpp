// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what `cargo bench` prints: `test fib ... bench:  18,149 ns/iter (+/- 755)`, of Rust's own harness or
/// of criterion with `--output-format bencher`.
bool is_cargo_bench(std::string_view text);

/// The number of each benchmark is a summary, the median: Rust's harness prints no raw values. It is `real_time`, or,
/// in another unit (`cycles/iter`, `MS/s`), a metric of that name; `+/-` is kept as the summary `spread` (of Rust's
/// harness: the largest less the smallest value), and `= 24 MB/s` as `bytes_per_second`.
///
/// Where the output of several runs stands in one text, each run's median is a sample. A name that an executable before
/// has, too, is followed by its source: `fib (benches/b.rs)`, if the text has cargo's `Running` lines. A benchmark that
/// `FAILED` or has no number fails. What criterion prints in the same text is read as criterion_text_reader.hpp says.
Result<Run> read_cargo_bench(std::string_view text, const std::string& source);

}  // namespace trackmeet::model
