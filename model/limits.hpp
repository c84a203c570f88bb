// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/error.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

// What one run may hold. A file that holds more is damaged, or no results, and is refused as a whole: nobody reads what
// would be said of each part of it.

/// Each metric is judged as a family of its own.
inline constexpr std::size_t most_metrics = 10'000;

/// Benchmarks that may fail.
inline constexpr std::size_t most_failures = 100'000;

Error too_many_metrics(SourcePos where);
/// `first` of the failures.
Error too_many_failures(SourcePos where, const Failure& first);

}  // namespace trackmeet::model
