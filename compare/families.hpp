// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compare/pairing.hpp"

namespace trackmeet::compare {

/// By which part of the false-discovery rate the rows of each sampled metric are judged, as a family of their own: the
/// whole rate for the first of `metrics` (the most important one first) that `pairs` have, and the rate once more, in
/// equal parts, for all others together. Metrics whose direction is guessed raise no alarm: they take nothing from the
/// others and share the rate among themselves. So no metric takes power from the time, however many there are, and all
/// others together raise as few false alarms as it does.
std::map<std::string, double> shares_of(const std::vector<Pair>& pairs, const std::vector<std::string>& metrics);

/// Whether the metric is another view of the time: `cpu_time`, or a rate.
bool is_view_of_time(const model::Metric& metric);

}  // namespace trackmeet::compare
