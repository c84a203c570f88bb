// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "model/run.hpp"

namespace trackmeet::report {

/// For each benchmark of `run` that states its work, which share of the roofline it reached: achieved / min(peak,
/// intensity x bandwidth), where intensity is operations per byte (S. Williams, A. Waterman, D. Patterson, "Roofline",
/// CACM 52(4), 2009). 0.8 is 80 per cent; a little more than 1 is possible. Peak and bandwidth are what the probes of
/// the same run reached: the benchmarks `probe_peak_flops` and `probe_bandwidth_…`, those that end in `_2_threads` for
/// benchmarks that end so. Of the bandwidth probes those count that move about as many bytes as the benchmark; for one
/// that ends in `_cold`, the largest.
///
/// A benchmark is left out where the probe that would be its roof is missing, and so are the probes themselves.
std::map<std::string, double> shares_of_roofline(const model::Run& run);

}  // namespace trackmeet::report
