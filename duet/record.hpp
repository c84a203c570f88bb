// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "duet/coin.hpp"
#include "duet/plan.hpp"
#include "runner/attempt.hpp"

namespace trackmeet::duet {

// What the lines of a duet's journal say: the plan (a line for the whole, one for each side of each suite, one for each
// benchmark), then one for each block or single process, and one for each time that the duet was taken up again.

/// How one block went.
struct Block {
  std::size_t item = 0;
  std::uint32_t number = 0;  ///< from 0, of this benchmark
  BlockDraw draw;
  std::array<runner::Attempt, block_size> attempts{};  ///< in the order in which they were made
  std::size_t made = block_size;                       ///< of them; fewer where one failed
};

/// One process of a benchmark that has no blocks.
struct Single {
  std::size_t match = 0;
  model::Side side = model::Side::base;
  std::string benchmark;
  runner::Attempt attempt{};
};

/// The instructions of one iteration on both sides, or why they could not be counted.
struct InstructionCount {
  std::size_t item = 0;
  double base = 0;
  double head = 0;
  std::string problem{};
};

/// The lines of the plan. Fails only if a run cannot be written.
Result<std::vector<std::string>> plan_lines(const DuetPlan& plan);
std::string single_line(const Single& single);
std::string count_line(const InstructionCount& count);
std::string block_line(const Block& block);
std::string resumed_line(UtcTime now);

/// A journal, read back.
struct DuetRecord {
  DuetPlan plan;
  std::vector<Single> singles;
  std::vector<InstructionCount> counts;
  std::vector<Block> blocks;        ///< in the order in which they were made
  std::vector<std::string> breaks;  ///< a warning for each time that the duet was taken up again
};

/// Whether the first line of a journal is that of a duet.
bool is_duet(const std::string& first_line);

/// `lines` of the journal at `path`, not empty. Errors name the line.
Result<DuetRecord> parse_record(const std::vector<std::string>& lines, const std::filesystem::path& path);

}  // namespace trackmeet::duet
