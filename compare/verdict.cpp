// SPDX-License-Identifier: Apache-2.0
#include "compare/verdict.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <iterator>

namespace trackmeet::compare {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::regression:
      return "regression";
    case Verdict::improvement:
      return "improvement";
    case Verdict::unchanged:
      return "unchanged";
    case Verdict::inconclusive:
      return "inconclusive";
    case Verdict::added:
      return "new";
    case Verdict::missing:
      return "missing";
    case Verdict::failed:
      return "failed";
    case Verdict::incomparable:
      return "incomparable";
  }
  return "?";
}

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::none:
      return "none";
    case Severity::slight:
      return "slight";
    case Severity::minor:
      return "minor";
    case Severity::moderate:
      return "moderate";
    case Severity::severe:
      return "severe";
  }
  return "?";
}

std::string_view to_string(Proven proven) {
  switch (proven) {
    case Proven::no:
      return "no";
    case Proven::worse:
      return "worse";
    case Proven::better:
      return "better";
  }
  return "?";
}

Bands with_edges(const Bands& bands, const Edges& edges) {
  const std::optional<double> given[] = {edges.slight, edges.minor, edges.moderate, edges.severe};
  double all[] = {bands.slight, bands.minor, bands.moderate, bands.severe};
  for (std::size_t i = 0; i < std::size(all); ++i) {
    if (!given[i]) continue;
    all[i] = *given[i];
    for (std::size_t below = 0; below < i; ++below) all[below] = std::min(all[below], all[i]);
    for (std::size_t above = i + 1; above < std::size(all); ++above) all[above] = std::max(all[above], all[i]);
  }
  return {all[0], all[1], all[2], all[3]};
}

Severity severity_of(double size, const Bands& bands) {
  const auto passes = [size](double edge) { return size > edge + 1e-9 * edge; };
  if (passes(bands.severe)) return Severity::severe;
  if (passes(bands.moderate)) return Severity::moderate;
  if (passes(bands.minor)) return Severity::minor;
  if (passes(bands.slight)) return Severity::slight;
  return Severity::none;
}

double size_of_change(double change) {
  assert(change > -1);
  return change >= 0 ? change : 1 / (1 + change) - 1;
}

}  // namespace trackmeet::compare
