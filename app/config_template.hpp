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
severe = 50                # and severe above this; one that is set moves those that it passes
false_discovery_rate = 5   # share of false ones among the changes reported
session_spread = 2         # how far two sessions of one commit lie apart, until five in the baseline tell
alpha = 1                  # probability of even one false alarm in a whole duet
# minimum_rounds = 5       # nothing is said of what was measured in fewer rounds on a side
# metrics = ["real_time", "peak_rss"]   # only these, the most important first; without: every metric of the files
# rename = {"old name" = "new name"}    # benchmarks that the baseline has by an old name

# What holds for some benchmarks only; later rules win. `*` stands for any characters, `?` for one.
# [[rule]]
# match = "matmul*"
# metric = "real_time"       # all metrics if left out
# minor = 5                  # of "allocs_per_iter", named, five allocations, and likewise of what has bands in its own unit
#
# [[rule]]
# match = "experimental/*"
# allow_missing = true       # a missing benchmark is no reason to fail
# ignore = true              # not judged at all
#
# [[rule]]
# match = "startup"
# required = true            # must be measured, even if the baseline does not have it
# suite = "my_benchmarks"    # in this suite (all if left out)
#
# [[rule]]
# metric = "rows"            # a counter of your own
# better = "higher"          # or "lower"; without it, no change of it is a regression
# unit = "rows"
)";

}  // namespace trackmeet::app
