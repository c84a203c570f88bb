// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "core/clock.hpp"
#include "core/memory_file.hpp"
#include "core/result.hpp"
#include "duet/coin.hpp"
#include "duet/copies.hpp"
#include "duet/plan.hpp"
#include "duet/record.hpp"
#include "runner/attempt.hpp"
#include "runner/executor.hpp"

namespace trackmeet::duet {

/// Starts the processes of a duet, one after the other, and keeps what they wrote. They write into memory, so that no
/// file system has work to do while they measure; a program for which that does not do writes files from then on.
class Processes {
public:
  /// `out_file` is where they write their results if it has to be a file, with a number before its ending.
  Processes(const DuetPlan& plan, const Copies& copies, runner::Executor& executor, const Clock& clock,
            std::filesystem::path out_file);

  /// The four of a block, with nothing between them but their ends and starts: what they wrote is read after the last.
  /// Results were checked in the rehearsal and are not again, where both sides can be told so. Ends early, with fewer
  /// attempts, where one did not end well.
  Result<Block> block(std::size_t item, std::uint32_t number);

  /// One process alone.
  Result<runner::Attempt> single(std::size_t match, model::Side side, const std::string& benchmark,
                                 const runner::Amount& amount);

private:
  Result<Block> once(std::size_t item, std::uint32_t number);
  Command command(std::size_t match, model::Side side, const std::string& benchmark, const runner::Amount& amount,
                  std::size_t padding, const std::filesystem::path& out) const;
  bool writes_into_memory() const { return memory_[0].has_value(); }
  std::filesystem::path output(std::size_t number) const;
  /// An empty one, or none.
  std::filesystem::path fresh_output(std::size_t number);

  const DuetPlan& plan_;
  const Copies& copies_;
  runner::Executor& executor_;
  const Clock& clock_;
  std::filesystem::path out_file_;
  std::array<std::optional<MemoryFile>, block_size> memory_;  ///< all of them, or none: then files
};

}  // namespace trackmeet::duet
