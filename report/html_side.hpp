// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/environment.hpp"
#include "model/run.hpp"

namespace trackmeet::report {

/// What was measured on one side of a comparison: what the page draws, and a comparison does not keep.
struct HtmlSide {
  model::Environment environment{};
  /// By benchmark and metric, one value a round in the metric's unit, in the order measured; sessions one after the
  /// other. What has none is listed without plots.
  std::map<std::pair<std::string, std::string>, std::vector<double>, std::less<>> values{};
};

/// The side whose `sessions` these are; the environment is the last one's. Benchmarks that are keys of `renames` are
/// found under the new names that it has for them.
HtmlSide html_side(std::span<const model::Run* const> sessions, const std::map<std::string, std::string>& renames = {});

/// The values of one row; empty: none.
std::span<const double> values_of(const HtmlSide& side, const std::string& benchmark, const std::string& metric);

}  // namespace trackmeet::report
