// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace trackmeet::app {

/// What `trackmeet init` writes. Every value in it is the default, so that taking a line out changes nothing.
inline constexpr std::string_view config_template =
    R"(# What Trackmeet measures here and how it judges. Percentages are plain numbers: 10 is ten per cent.

[build]
command = "cmake --build build"   # how a checkout of this project is built
output = "build"                  # the folder that this fills

# One for each Google Benchmark executable; paths start at this file.
# [[suite]]
# name = "my_benchmarks"
# executable = "build/my_benchmarks"
# source = "benchmarks"           # the folder of its sources, to tell when a benchmark itself changed (suites/<name>)

# How suites are built for `trackmeet duet --instructions`: with instructions that valgrind knows.
# [instructions]
# command = "cmake --workflow --preset instructions"
# output = "build/instructions"

[compare]
gate = "minor"             # smallest severity that fails: slight, minor, moderate, severe or none
threshold = 1              # smaller changes are of no interest
minor = 10                 # a regression is minor above this,
moderate = 20              # moderate above this,
severe = 50                # and severe above this
false_discovery_rate = 5   # share of false ones among the changes reported
session_spread = 2         # how far two sessions of one commit lie apart, until five in the baseline tell
metrics = ["real_time", "accuracy", "bits_per_character", "epochs_to_quality", "allocs_per_iter", "peak_rss",
           "instructions"]

# What holds for some benchmarks only; later rules win. `*` stands for any characters, `?` for one.
# [[rule]]
# match = "matmul*"
# metric = "real_time"       # all metrics if left out
# minor = 5
#
# [[rule]]
# match = "experimental/*"
# allow_missing = true       # a missing benchmark is no reason to fail
# ignore = true              # not judged at all
)";

}  // namespace trackmeet::app
