// SPDX-License-Identifier: Apache-2.0
#include "duet/standing.hpp"

#include <algorithm>
#include <cmath>

#include "stats/summary.hpp"

namespace trackmeet::duet {

Standing::Standing(const Item& item, const DuetOptions& options, double level)
    : until_decided_(options.until_decided), most_(item.looks.empty() ? 0 : item.looks.back()) {
  plan_.looks = item.looks;
  plan_.level = level;
  plan_.margin = options.centre == 0 ? std::log1p(item.threshold) : 0;
  plan_.centre = options.centre;
  if (most_ == 0) state_ = State::exhausted;
}

void Standing::add(const stats::NoisyValue& block) {
  blocks_.push_back(block);
  if (state_ == State::failed) return;
  const bool looked_at = std::ranges::find(plan_.looks, blocks_.size()) != plan_.looks.end();
  if (looked_at && is_decided()) state_ = State::decided;
  if (state_ == State::open && blocks_.size() >= most_) state_ = State::exhausted;
}

bool Standing::is_decided() const { return compare::is_decided(compare::judge_blocks(blocks_, plan_), plan_); }

bool Standing::wants_more() const {
  if (state_ == State::decided) return !until_decided_ && blocks_.size() < most_;
  return state_ == State::open;
}

double Standing::change() const {
  if (blocks_.empty()) return 0;
  std::vector<double> changes;
  for (const stats::NoisyValue& block : blocks_) changes.push_back(block.value);
  return std::expm1(stats::median(changes));
}

}  // namespace trackmeet::duet
