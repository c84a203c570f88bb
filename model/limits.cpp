// SPDX-License-Identifier: Apache-2.0
#include "model/limits.hpp"

#include <fmt/format.h>

#include <utility>

namespace trackmeet::model {

Error too_many_metrics(SourcePos where) {
  return {ErrorCode::input, fmt::format("it has more than {} metrics", most_metrics), std::move(where),
          "is every benchmark's unit or counter called differently? What varies belongs in the benchmark's name"};
}

Error too_many_failures(SourcePos where, const Failure& first) {
  return {ErrorCode::input, fmt::format("more than {} of its benchmarks failed", most_failures), std::move(where),
          fmt::format("the first: {}: {}", first.name.substr(0, 60), first.detail.substr(0, 120))};
}

}  // namespace trackmeet::model
