// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what Luau's `bench.py` prints: a line `SUCCESS: fib : 15.041ms +/- 0.636% on luau`.
bool is_luau(std::string_view text);

/// Reads those lines. Each is a summary, the mean of `real_time` with the bounds of its 95 % interval; the table that
/// follows them repeats them. Where several drivers were measured, a benchmark is followed by its driver:
/// `fib (luau -O2)`. `FAILED:  'tests/fib.lua' on 'luau'` fails the benchmark, called as the file is.
Result<Run> read_luau(std::string_view text, const std::string& source);

}  // namespace trackmeet::model
