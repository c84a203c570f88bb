// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <memory>
#include <vector>

#include "suites/support/work.hpp"

namespace trackmeet::suites::tensor_ops {

/// The same work on operands that the nearer caches no longer hold: many sets of operands are gone through in turn, so
/// that between two uses of one set at least `cold_bytes` of others pass. That empties a level-2 cache of any size and
/// its TLB; what a level-3 cache larger than that still holds, it holds. Nothing is flushed, as the flushing would be
/// timed, too.
inline constexpr double cold_bytes = 64.0 * 1024 * 1024;

template <typename W>
class Cold final : public Work {
public:
  template <typename... Arguments>
  explicit Cold(Arguments... arguments) {
    sets_.push_back(std::make_unique<W>(arguments...));
    const auto others = static_cast<std::size_t>(std::ceil(cold_bytes / sets_.front()->cost().bytes));
    while (sets_.size() <= others) sets_.push_back(std::make_unique<W>(arguments...));
  }

  void run() override {
    last_ = last_ + 1 < sets_.size() ? last_ + 1 : 0;
    sets_[last_]->run();
  }
  std::optional<Mismatch> check() const override { return sets_[last_]->check(); }
  Cost cost() const override { return sets_.front()->cost(); }

private:
  std::vector<std::unique_ptr<W>> sets_;
  std::size_t last_ = 0;
};

}  // namespace trackmeet::suites::tensor_ops
