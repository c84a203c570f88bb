// SPDX-License-Identifier: Apache-2.0
#include "suites/support/memory_manager.hpp"

#include <benchmark/benchmark.h>

#include <map>
#include <utility>

namespace trackmeet::suites {
namespace {

/// Google Benchmark counts from `Start` to `Stop`, which takes the set-up in; this counts from loop begin to loop end
/// in between, and keeps the numbers, since version 1.7 mixes up those of repetitions
/// (https://github.com/google/benchmark/issues/1939).
class LoopMemoryManager final : public benchmark::MemoryManager {
public:
  void Start() override { armed_ = true; }
  void Stop(Result& result) override {
    armed_ = false;
    result.num_allocs = last_.count;
    result.max_bytes_used = last_.peak_bytes;
  }
  BENCHMARK_DISABLE_DEPRECATED_WARNING
  void Stop(Result* result) override { Stop(*result); }
  BENCHMARK_RESTORE_DEPRECATED_WARNING

  void loop_begins(Counting counting) {
    counts_ = can_count_allocations() && (armed_ || counting == Counting::now);
    if (counts_) start_counting();
  }
  void loop_ends(const std::string& benchmark) {
    if (std::exchange(counts_, false)) kept_[benchmark] = last_ = stop_counting();
  }
  bool is_armed() const { return armed_; }
  const std::map<std::string, Allocations>& kept() const { return kept_; }

private:
  bool armed_ = false;
  bool counts_ = false;
  Allocations last_;
  std::map<std::string, Allocations> kept_;
};

LoopMemoryManager& manager() {
  static LoopMemoryManager only_one;
  return only_one;
}

}  // namespace

void report_allocations() {
  if (can_count_allocations()) benchmark::RegisterMemoryManager(&manager());
}

void timed_loop_begins(Counting counting) { manager().loop_begins(counting); }
void timed_loop_ends(const std::string& benchmark) { manager().loop_ends(benchmark); }
bool is_extra_pass() { return manager().is_armed(); }

std::optional<Allocations> allocations_of(const std::string& benchmark) {
  const auto found = manager().kept().find(benchmark);
  return found == manager().kept().end() ? std::nullopt : std::optional(found->second);
}

}  // namespace trackmeet::suites
