// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "duet/plan.hpp"
#include "duet/record.hpp"
#include "model/run.hpp"
#include "runner/run_builder.hpp"
#include "stats/sign_flips.hpp"

namespace trackmeet::duet {

/// The two runs that a duet yields for one suite.
struct SuiteRuns {
  model::Run base;
  model::Run head;
};

/// Puts what the processes of a duet yielded together to its runs. What comes out follows from the plan and what is
/// added alone.
class Outcome {
public:
  explicit Outcome(const DuetPlan& plan);

  /// Takes in a block. What it says of the time (`compare::block_value`), or nothing: a process failed, which has
  /// become a failure of the benchmark.
  std::optional<stats::NoisyValue> add(const Block& block);

  /// Takes in a single process of a benchmark that has no blocks: it is on one side only, or there is no time for one.
  void add_single(const Single& single);

  /// Takes in how many instructions both sides of a benchmark execute.
  void add(const InstructionCount& count);

  /// The runs so far, one pair for each suite. `breaks` are further warnings.
  std::vector<SuiteRuns> runs(const std::vector<std::string>& breaks) const;

  std::size_t failures() const { return failures_; }

private:
  struct Pair {
    runner::RunBuilder base;
    runner::RunBuilder head;
    struct Instructions {
      std::string benchmark;
      double base = 0;
      double head = 0;
    };
    std::vector<Instructions> instructions{};
    std::vector<std::string> notes{};
    runner::RunBuilder& of(model::Side side) { return side == model::Side::base ? base : head; }
  };
  void fail(std::size_t match, model::Side side, const std::string& benchmark, runner::Shortfall shortfall);

  const DuetPlan& plan_;
  std::vector<Pair> pairs_;
  std::size_t failures_ = 0;
};

}  // namespace trackmeet::duet
