// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "suites/support/check.hpp"

namespace trackmeet::suites {

/// What one `run()` costs by the algorithm's definition, not as the hardware happens to do it. Turned into rates.
struct Cost {
  double bytes = 0;  ///< compulsory traffic: each operand read once, each result written once; 0: not stated
  double flops = 0;  ///< floating-point operations, a fused multiply-add counting two; 0: not stated
  double items = 0;  ///< things handled (rows, samples, …), where somebody would count them; 0: not stated
};

/// A figure besides time: `{"accuracy", 0.91}`. Known names tell its unit and which way is good (model/metric.cpp).
struct Counter {
  std::string name;
  double value = 0;
};

/// What a benchmark measures. Its constructor makes the operands, outside the timed region and from fixed seeds; `run`
/// is what is timed.
///
/// The timed loop calls `run` through this interface from another translation unit, so the compiler can neither hoist,
/// merge nor drop the work of an iteration as long as its results end in memory that `check` can see.
///
/// A benchmark that is run `once` is not warmed up: its one iteration is the first, and `check` comes after it.
class Work {
public:
  virtual ~Work() = default;

  /// One iteration. Must do the same each time, and should not allocate.
  virtual void run() = 0;

  /// Compares the result of the last `run` with a naive reference; nothing if they agree. Called once a process, before
  /// the timing; should take less than 0.2 s, by looking at a sample of the entries if need be.
  virtual std::optional<Mismatch> check() const = 0;

  virtual Cost cost() const = 0;

  /// Called right before the timed loop, once or several times: a benchmark that keeps figures for `counters` forgets
  /// here what they were while it was checked and warmed up. Not called where it is run `once`.
  virtual void timing_begins() {}

  /// What else is to be reported, of all iterations so far. Called after the timing.
  virtual std::vector<Counter> counters() const { return {}; }

  /// What was worked on, for whoever reads the result: the data set with its hash. Empty: nothing to say.
  virtual std::string label() const { return {}; }
};

/// Work before each run of which something is to be done that is not timed, such as emptying a cache. Stopping and
/// starting the clock costs about a microsecond, which is timed: for runs of a tenth of a millisecond or more. What
/// `before_run` allocates is counted with the rest.
class PreparedWork : public Work {
public:
  /// A std::exception fails the benchmark.
  virtual void before_run() = 0;
};

}  // namespace trackmeet::suites
