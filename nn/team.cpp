// SPDX-License-Identifier: Apache-2.0
#include "nn/team.hpp"

#include <cassert>

namespace trackmeet::nn {
namespace {

/// Looks this often before it lets the system put a thread to sleep: a few microseconds, what the next piece of work
/// may take to come.
constexpr int looks_before_sleep = 2000;

template <typename T>
void wait_while(const std::atomic<T>& value, T old) {
  for (int look = 0; look < looks_before_sleep; ++look) {
    if (value.load(std::memory_order_acquire) != old) return;
  }
  value.wait(old, std::memory_order_acquire);
}

}  // namespace

Team::Team(int threads) {
  assert(threads >= 1);
  for (int thread = 1; thread < threads; ++thread) others_.emplace_back([this, thread] { serve(thread); });
}

Team::~Team() {
  over_.store(true, std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
}

void Team::do_parts_of(int thread) const {
  for (Index part = thread; part < task_.parts; part += threads()) task_.call(task_.work, part);
}

void Team::run() {
  busy_.store(static_cast<int>(others_.size()), std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release);
  round_.notify_all();
  do_parts_of(0);
  for (int busy = busy_.load(std::memory_order_acquire); busy != 0; busy = busy_.load(std::memory_order_acquire))
    wait_while(busy_, busy);
}

void Team::serve(int thread) {
  std::uint64_t seen = 0;
  for (;;) {
    wait_while(round_, seen);
    ++seen;
    if (over_.load(std::memory_order_relaxed)) return;
    do_parts_of(thread);
    if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1) busy_.notify_one();
  }
}

}  // namespace trackmeet::nn
