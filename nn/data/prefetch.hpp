// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// What makes batches, in two steps: choosing what goes into a batch depends on the batches before it, filling it does
/// not.
template <typename Batch>
class BatchSource {
public:
  virtual ~BatchSource() = default;
  /// Begins an epoch.
  virtual void start(Index epoch) = 0;
  /// Chooses what the next batch is made of; false at the end of the epoch. Called in order, by one thread at a time.
  virtual bool choose(Batch& batch) = 0;
  /// Makes it. Called by several threads at once, each with a batch of its own.
  virtual void fill(Batch& batch) const = 0;
};

/// Hands out the batches of a source in order, made ahead of need by `workers` threads in a ring of batches that are
/// used again and again; without workers each is made when it is asked for. The batches and their order are the same
/// whatever the number of workers. One thread asks; nothing is allocated after the constructor.
template <typename Batch>
class Prefetch {
public:
  /// `ring` holds what is made ahead, at least `workers` + 1 batches: one is in the caller's hands.
  Prefetch(BatchSource<Batch>& source, std::vector<Batch> ring, int workers)
      : source_(source), ring_(std::move(ring)), made_(ring_.size(), 0) {
    assert(workers >= 0 && ring_.size() > static_cast<std::size_t>(workers));
    workers_.reserve(static_cast<std::size_t>(workers));
    for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { work(); });
  }
  Prefetch(const Prefetch&) = delete;
  Prefetch& operator=(const Prefetch&) = delete;
  ~Prefetch() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_workers_.notify_all();
    for (std::thread& worker : workers_) worker.join();
  }

  /// Begins an epoch, also in the middle of another one, whose batches are dropped.
  void start(Index epoch) {
    std::unique_lock lock(mutex_);
    exhausted_ = true;  // so that no worker begins another
    wake_caller_.wait(lock, [this] { return filling_ == 0; });
    source_.start(epoch);
    std::fill(made_.begin(), made_.end(), std::uint8_t{0});
    chosen_ = given_ = 0;
    held_ = exhausted_ = false;
    lock.unlock();
    wake_workers_.notify_all();
  }

  /// The next batch of the epoch, which is the caller's until the next call of `next` or `start`; null at the end.
  const Batch* next() {
    std::unique_lock lock(mutex_);
    if (held_) {
      made_[slot(given_)] = 0;
      ++given_;
      held_ = false;
      wake_workers_.notify_one();
    }
    if (workers_.empty()) {
      if (exhausted_ || !source_.choose(ring_.front())) return nullptr;
      source_.fill(ring_.front());
      return &ring_.front();
    }
    wake_caller_.wait(lock, [this] { return made_[slot(given_)] != 0 || (exhausted_ && given_ == chosen_); });
    if (made_[slot(given_)] == 0) return nullptr;
    held_ = true;
    return &ring_[slot(given_)];
  }

private:
  std::size_t slot(Index number) const { return static_cast<std::size_t>(number) % ring_.size(); }

  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_workers_.wait(
          lock, [this] { return stopping_ || (!exhausted_ && chosen_ - given_ < static_cast<Index>(ring_.size())); });
      if (stopping_) return;
      const std::size_t mine = slot(chosen_);
      if (!source_.choose(ring_[mine])) {
        exhausted_ = true;
        wake_caller_.notify_one();
        continue;
      }
      ++chosen_;
      ++filling_;
      lock.unlock();
      source_.fill(ring_[mine]);
      lock.lock();
      --filling_;
      made_[mine] = 1;
      wake_caller_.notify_one();
    }
  }

  BatchSource<Batch>& source_;
  std::vector<Batch> ring_;
  std::vector<std::uint8_t> made_;  ///< for each batch of the ring whether it can be handed out
  std::vector<std::thread> workers_;
  std::mutex mutex_;  ///< guards all below and `made_`, and that one thread at a time chooses
  std::condition_variable wake_workers_, wake_caller_;
  Index chosen_ = 0;  ///< batches of this epoch that were begun
  Index given_ = 0;   ///< batches of this epoch that the caller has done with
  Index filling_ = 0;
  bool held_ = false;  ///< whether batch `given_` is in the caller's hands
  bool exhausted_ = true;
  bool stopping_ = false;
};

}  // namespace trackmeet::nn
