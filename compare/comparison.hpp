// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "compare/policy.hpp"
#include "compare/verdict.hpp"
#include "model/baseline.hpp"
#include "model/metric.hpp"
#include "model/run.hpp"

namespace trackmeet::compare {

/// One benchmark and one metric of it, judged.
struct ComparedRow {
  std::string name;
  model::Metric metric;
  double base = 0;  ///< median over rounds, in the metric's unit; NaN: there is none
  double head = 0;
  std::size_t base_rounds = 0;
  std::size_t head_rounds = 0;
  std::size_t blocks = 0;  ///< complete ones, of a duet that is judged by them; 0: it is not
  bool by_difference =
      false;          ///< change and interval are differences in the metric's unit (positive is worse), not ratios
  double change = 0;  ///< how many times worse, minus one; NaN: nothing to compare
  double interval_low = 0;  ///< 95 % interval of the change; contains it
  double interval_high = 0;
  /// Standard error of ln(1 + change) from rounds or blocks alone, and its degrees of freedom. Infinite: not known.
  double log_error = std::numeric_limits<double>::infinity();
  double log_degrees = 0;
  double p = 1;           ///< of the change being zero, before correction
  double p_adjusted = 1;  ///< after correction for all rows judged together
  Proven proven = Proven::no;
  Verdict verdict = Verdict::inconclusive;
  Severity severity = Severity::none;
  bool can_fire = true;       ///< false: too few rounds to ever prove anything on its own
  bool permitted = false;     ///< missing, and a rule allows that
  bool repeats_time = false;  ///< what the time of the benchmark says already, in another metric: counted nowhere
  std::string reason;         ///< in words
};

/// By how much the benchmarks of a suite changed in one metric: the geometric mean of their changes.
struct MeanChange {
  std::string suite;
  model::Metric metric;
  std::size_t rows = 0;     ///< benchmarks in it
  double change = 0;        ///< as of a row
  double interval_low = 0;  ///< 95 % interval for the mean of these benchmarks; infinite: not known
  double interval_high = 0;
};

/// Something that is not the same on both sides, such as the compiler. Shown beside the verdict; never a verdict.
struct Difference {
  std::string what;  ///< `compiler`
  std::string base;
  std::string head;
};

/// One side as the head of a table names it.
struct SideSummary {
  std::string source;  ///< the file
  std::string commit;  ///< 40 hex digits; empty: not known
  std::string describe;
  bool dirty = false;
  std::string timestamp;  ///< ISO 8601, of the (last) session; empty: not known
  std::size_t sessions = 1;
  std::string machine_class;
  std::size_t benchmarks = 0;
};

/// How far sessions of one commit lie apart, and where that is known from.
struct SessionSpread {
  double tau = 0;             ///< standard deviation of a session's shift, relative (0.02 is two per cent)
  std::size_t sessions = 0;   ///< that it was measured from; 0: it is assumed
  bool same_session = false;  ///< both sides are of one session, so that there is no shift between them (tau is 0)
};

/// The answer to the whole question.
struct Comparison {
  std::string suite;
  SideSummary base;
  SideSummary head;
  std::vector<Difference> differences;
  std::vector<std::string> warnings;  ///< sentences
  SessionSpread spread;               ///< of the first judged metric
  Gate gate = Gate::minor;
  std::vector<ComparedRow> rows;  ///< worst first
  std::vector<MeanChange> means;  ///< of each metric with changes that are ratios, the most important first
  int exit_status = 0;     ///< 1: a regression at or above the gate; 2: the question could not be answered; 0: neither
  std::string conclusion;  ///< the same in one sentence
};

/// Compares `head` with the sessions of `base`, or, when both are sides of one duet, within their session. Fails when
/// there is nothing that may be compared (a debug build against a release build without `force`, no common benchmark is
/// no failure: each gets its row).
Result<Comparison> compare_runs(const model::Baseline& base, const model::Run& head, const Policy& policy);

/// Rows of that verdict; those that repeat the time are not counted.
std::size_t count(const Comparison& comparison, Verdict verdict);

}  // namespace trackmeet::compare
