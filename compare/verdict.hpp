// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace trackmeet::compare {

enum class Verdict { regression, improvement, unchanged, inconclusive, added, missing, failed, incomparable };
enum class Severity { none, slight, minor, moderate, severe };
enum class Proven { no, worse, better };

/// The words of the results and the tables; `added` is called `new`.
std::string_view to_string(Verdict verdict);
std::string_view to_string(Severity severity);
std::string_view to_string(Proven proven);

/// Edges of the severities, as changes (0.10 is ten per cent) or, for metrics compared by difference, in the metric's
/// unit. Each band is open below and closed above.
struct Bands {
  double slight = 0.01;  ///< the threshold of interest
  double minor = 0.10;
  double moderate = 0.20;
  double severe = 0.50;
  bool operator==(const Bands&) const = default;
};

/// Some of the edges, as one place of a configuration gives them.
struct Edges {
  std::optional<double> slight{}, minor{}, moderate{}, severe{};
};

/// `bands` with these edges in the place of theirs. Edges that were not given give way, so that bands always rise:
/// nothing below a minor change is moderate. The given ones must rise themselves.
Bands with_edges(const Bands& bands, const Edges& edges);

/// The band in which a change of that size (not negative; the larger of the two ways to look at it) lies. +10.0 % is
/// `slight`, +20.0 % is `minor`: a change that is equal to an edge up to rounding (1e-9 of it) has not passed it.
Severity severity_of(double size, const Bands& bands);

/// The size of a relative change, whichever its direction: 0.6 for +60 % and for its mirror image -37.5 %. change > -1.
double size_of_change(double change);

}  // namespace trackmeet::compare
