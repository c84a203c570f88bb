// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "compare/duet_decision.hpp"
#include "duet/options.hpp"
#include "duet/plan.hpp"

namespace trackmeet::duet {

enum class State {
  open,       ///< more blocks may decide it
  decided,    ///< a regression, an improvement or shown to be unchanged
  exhausted,  ///< had all its blocks
  failed,
};

/// How one benchmark stands while the duet goes on. Its time alone steers; the other metrics are judged in the end.
class Standing {
public:
  /// `level`: of the time's row, one direction.
  Standing(const Item& item, const DuetOptions& options, double level);

  void add(const stats::NoisyValue& block);
  void fail() { state_ = State::failed; }

  State state() const { return state_; }
  /// Whether another block is wanted.
  bool wants_more() const;
  std::size_t blocks() const { return blocks_.size(); }
  std::size_t blocks_left() const { return wants_more() ? most_ - blocks_.size() : 0; }
  /// The change so far, positive is worse: 0.1 is ten per cent. 0 before the first block.
  double change() const;

private:
  bool is_decided() const;

  compare::BlockPlan plan_;
  bool until_decided_ = true;
  std::size_t most_ = 0;
  std::vector<stats::NoisyValue> blocks_;
  State state_ = State::open;
};

}  // namespace trackmeet::duet
