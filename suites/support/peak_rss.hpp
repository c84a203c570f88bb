// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace trackmeet::suites {

/// The most memory that this process had resident at once, in bytes, since it started or since `forget_peak_rss`. From
/// VmHWM in /proc/self/status, which unlike getrusage's ru_maxrss does not begin with what the parent used. Nothing
/// where there is no /proc.
std::optional<std::int64_t> peak_rss_bytes();

/// Begins anew with what is resident now, once freed heap has been given back: so that what checking a result took does
/// not count as the benchmark's. Where the system refuses, the peak stays that of the whole process.
void forget_peak_rss();

}  // namespace trackmeet::suites
