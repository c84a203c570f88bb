// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "suites/support/allocation_counter.hpp"

namespace trackmeet::suites {

/// Makes Google Benchmark look at allocations: after each timing it makes an extra pass of at most 16 iterations for
/// them. Does nothing where this build cannot count.
void report_allocations();

/// When to count: in that extra pass, or in the timed loop itself, where there is only one or where counting costs
/// nothing because nothing is allocated.
enum class Counting { extra_pass, now };

/// To be called around the timed loop of `benchmark`. Cost nothing worth the name where nothing is counted.
void timed_loop_begins(Counting counting = Counting::extra_pass);
void timed_loop_ends(const std::string& benchmark);

/// Whether Google Benchmark is in its extra pass.
bool is_extra_pass();

/// What the loop of `benchmark` asked for when it was last counted; nothing if it has not been.
std::optional<Allocations> allocations_of(const std::string& benchmark);

}  // namespace trackmeet::suites
