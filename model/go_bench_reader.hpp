// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// Whether this is what `go test -bench` prints: a line of a result, `BenchmarkFib-8  1000  325 ns/op`, or of its
/// configuration.
bool is_go_bench(std::string_view text);

/// Reads Go's benchmark format (golang.org/design/14313-benchmark-format). Every line of a result is a sample. Names
/// are benchstat's: without the leading `Benchmark`, with the `-8` of GOMAXPROCS; where the text has
/// `pkg:` lines, followed by the package: `Get-8 (example.org/cache)`.
///
/// Units are brought to base units as benchstat does (`ns` to seconds, `MB` to bytes). `ns/op` is `real_time`, `MB/s`
/// `bytes_per_second`, `allocs/op` `allocs_per_iter` and `B/op` `alloc_bytes_per_iter`; any other unit is a metric of
/// its own name. `Unit` lines say which way is good and what is exact. A benchmark with `--- FAIL`, a panic or a value
/// that is none fails.
Result<Run> read_go_bench(std::string_view text, const std::string& source);

/// The same for a text that was taken out of a file: `lines` are the numbers, in the file, of its lines, which messages
/// name.
Result<Run> read_go_bench(std::string_view text, const std::string& source, std::span<const std::uint32_t> lines);

}  // namespace trackmeet::model
