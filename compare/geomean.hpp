// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "compare/comparison.hpp"
#include "compare/mood.hpp"

namespace trackmeet::compare {

/// One benchmark's change as a logarithm, with what is known of its error.
struct LogChange {
  double value = 0;
  double variance = 0;       ///< of its rounds or blocks, independent of the other benchmarks'; infinite: not known
  double degrees = 0;        ///< of freedom of `variance`; 0: known
  double mood_variance = 0;  ///< of its own share of the mood, likewise independent
};

/// A part of the error that all benchmarks have in common.
struct SharedError {
  double variance = 0;
  double degrees = 0;  ///< 0: known
};

struct LogMean {
  double value = 0;
  double low = 0;  ///< 95 % interval; infinite if any variance is
  double high = 0;
};

/// The mean of the logarithms, which is the logarithm of the geometric mean, and a Student's t interval for it with
/// variance sum(v_i) / n^2 + shared, degrees of freedom after Welch (1947) and Satterthwaite (1946). The benchmarks are
/// taken as given, not as a sample of others: the interval covers the mean of their true changes. What all share, a
/// session's mood, does not average away. `changes` not empty; `mood_degrees` of freedom of all their mood variances
/// together, 0: known.
LogMean mean_of(std::span<const LogChange> changes, const SharedError& shared, double mood_degrees = 0);

/// The mean changes of a suite's judged rows, one for each of `metrics` that has any that is a ratio; in that order.
/// `moods` are those of the metrics; of exact ones there need be none. Where tau is assumed, nobody knows how much of
/// it all benchmarks share, and all of it is taken as shared.
std::vector<MeanChange> mean_changes(const std::string& suite, const std::vector<ComparedRow>& rows,
                                     const std::vector<std::string>& metrics,
                                     const std::map<std::string, Moods>& moods);

}  // namespace trackmeet::compare
