// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "duet/copies.hpp"
#include "duet/outcome.hpp"
#include "duet/play.hpp"
#include "duet/processes.hpp"
#include "duet/record.hpp"
#include "duet/standing.hpp"
#include "runner/journal.hpp"

namespace trackmeet::duet {

/// A duet under way: pass by pass it measures one block of every benchmark that wants one, until none does or the
/// budget is used up. The first pass is never cut short.
class Performance {
public:
  /// `budget_s` is for what is measured from now on. What is handed in must outlive this.
  Performance(const DuetPlan& plan, Copies& copies, Processes& processes, runner::Journal journal,
              std::vector<std::string> breaks, DuetContext& context, double budget_s);

  /// Takes in what a journal tells of.
  void take(const Single& single) { outcome_.add_single(single); }
  /// The same; false: the block is not the next of its benchmark.
  bool take(const Block& block);

  void take(const InstructionCount& count) { outcome_.add(count); }

  /// Takes in and writes down what was measured before the first block.
  Result<void> keep(const Single& single);
  Result<void> keep(const InstructionCount& count);

  /// Measures, and writes the results files unless it was interrupted.
  Result<DuetResult> perform();

  /// What is known so far, and how to go on.
  DuetResult interrupted() const;

private:
  std::vector<std::size_t> those_that_want_more() const;
  std::uint64_t blocks_so_far() const;
  double elapsed_s() const;
  bool is_over() const { return elapsed_s() >= budget_s_; }
  Result<void> renew_copies();
  void report(std::size_t item) const;
  DuetResult known_so_far() const;
  Result<DuetResult> finish();

  const DuetPlan& plan_;
  Copies& copies_;
  Processes& processes_;
  runner::Journal journal_;
  std::vector<std::string> breaks_;
  DuetContext& context_;
  Outcome outcome_;
  std::vector<Standing> standings_;
  double budget_s_ = 0;
  std::chrono::steady_clock::time_point began_{};
  double processes_s_ = 0;
  double copying_s_ = 0;
  std::size_t measured_ = 0;
};

}  // namespace trackmeet::duet
