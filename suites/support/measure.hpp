// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "suites/support/benchmark.hpp"

namespace trackmeet::suites {

/// Hands `benchmarks` to Google Benchmark, each to be run for exactly `iterations` iterations if that is set.
///
/// What then happens to each: its operands are made, it runs once and the result is checked, it runs on until it is
/// warm, and only then is it timed. Google Benchmark may call several times to find the number of iterations; preparing
/// is done at the first call. A wrong result is reported as that benchmark's error and nothing is timed.
void hand_over(std::span<const Registered* const> benchmarks, std::optional<std::uint64_t> iterations);

}  // namespace trackmeet::suites
