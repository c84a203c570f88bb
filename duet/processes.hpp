// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "duet/coin.hpp"
#include "duet/copies.hpp"
#include "duet/plan.hpp"
#include "duet/record.hpp"
#include "runner/attempt.hpp"
#include "runner/executor.hpp"

namespace trackmeet::duet {

/// Starts the processes of a duet, one after the other, and keeps what they wrote.
class Processes {
public:
  /// `out_file` is where they write their results, with a number before its ending.
  Processes(const DuetPlan& plan, const Copies& copies, runner::Executor& executor, const Clock& clock,
            std::filesystem::path out_file);

  /// The four of a block, with nothing between them but their ends and starts: what they wrote is read after the last.
  /// Results were checked in the rehearsal and are not again, where both sides can be told so. Ends early, with fewer
  /// attempts, where one did not end well.
  Result<Block> block(std::size_t item, std::uint32_t number) const;

  /// One process alone.
  Result<runner::Attempt> single(std::size_t match, model::Side side, const std::string& benchmark,
                                 const runner::Amount& amount) const;

private:
  Command command(std::size_t match, model::Side side, const std::string& benchmark, const runner::Amount& amount,
                  std::size_t padding, const std::filesystem::path& out) const;
  std::filesystem::path numbered(std::size_t number) const;

  const DuetPlan& plan_;
  const Copies& copies_;
  runner::Executor& executor_;
  const Clock& clock_;
  std::filesystem::path out_file_;
};

}  // namespace trackmeet::duet
