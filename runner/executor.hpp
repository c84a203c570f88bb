// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "core/process.hpp"

namespace trackmeet::runner {

/// Starts programs; tests bring a fake one.
class Executor {
public:
  virtual ~Executor() = default;
  virtual Result<ProcessOutcome> run(const Command& command) = 0;
};

/// Real processes. `stop`, once true, ends the one that is running (outcome `interrupted`) and must outlive this.
class ProcessExecutor final : public Executor {
public:
  explicit ProcessExecutor(const std::atomic<bool>& stop) : stop_(stop) {}
  Result<ProcessOutcome> run(const Command& command) override { return run_process(command, &stop_); }

private:
  const std::atomic<bool>& stop_;
};

}  // namespace trackmeet::runner
