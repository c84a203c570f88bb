// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <type_traits>
#include <vector>

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// Threads that stay, so that a piece of work of a few microseconds can be shared. Which parts there are must not
/// depend on the number of threads: then neither do the results.
class Team {
public:
  /// `threads` at least 1, the caller's own counted.
  explicit Team(int threads);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  int threads() const { return static_cast<int>(others_.size()) + 1; }

  /// Calls work(part) once for each part from 0 to parts - 1, each on one thread of the team (thread n takes the parts
  /// n, n + threads, …), and returns when all are done. `work` must not throw. Not to be called from within.
  template <typename Work>
  void share(Index parts, const Work& work) {
    static_assert(std::is_invocable_v<const Work&, Index>);
    task_ = {&work, [](const void* shared, Index part) { (*static_cast<const Work*>(shared))(part); }, parts};
    run();
  }

private:
  struct Task {
    const void* work = nullptr;
    void (*call)(const void* work, Index part) = nullptr;
    Index parts = 0;
  };

  void run();
  void do_parts_of(int thread) const;
  void serve(int thread);

  Task task_;
  std::atomic<std::uint64_t> round_{0};  ///< counts calls; a new one wakes the others
  std::atomic<int> busy_{0};             ///< others that are not done with this round
  std::atomic<bool> over_{false};
  std::vector<std::jthread> others_;
};

}  // namespace trackmeet::nn
