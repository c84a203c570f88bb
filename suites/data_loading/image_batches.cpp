// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "suites/data_loading/batch_times.hpp"
#include "suites/data_loading/image_check.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/support/data_sets.hpp"

namespace trackmeet::suites::data_loading {
namespace {

using Order = nn::Sampling::Order;

nn::ImageLoading batches_of(nn::Index batch, Order order, int workers = 0, nn::Augmentation augmentation = {}) {
  return {.batch = batch,
          .sampling = {.order = order, .seed = 1, .buffer = 512},
          .augmentation = augmentation,
          .workers = workers,
          .ahead = 4};
}

/// An epoch of batches from images in memory, asked for one after the other as fast as they come and not looked at.
struct Epoch final : Work {
  explicit Epoch(const nn::ImageLoading& how)
      : loading(how), set(images_to_load(for_batches)), loader(set.train, how) {}

  void run() override {
    auto begin = Clock::now();
    loader.start(epoch++);
    bool is_first = true;
    while (loader.next() != nullptr) {
      const auto end = Clock::now();
      const double seconds = seconds_between(std::exchange(begin, end), end);
      if (std::exchange(is_first, false)) first_batches.add(seconds);
      batches.add(seconds);
    }
  }
  std::optional<Mismatch> check() const override { return check_epoch(loader, set.train, loading, epoch); }
  /// Each pixel and label is read as a byte and written as four.
  Cost cost() const override {
    const auto images = static_cast<double>(set.train.count);
    return {.bytes = 5 * images * static_cast<double>(set.train.area() + 1), .items = images};
  }
  void timing_begins() override {
    batches.clear();
    first_batches.clear();
  }
  std::vector<Counter> counters() const override {
    return {{"time_to_first_batch", first_batches.median()}, {"p99_batch_time", batches.quantile(0.99)}};
  }
  std::string label() const override { return data_label(set); }

  nn::ImageLoading loading;
  const nn::ImageSet& set;
  mutable nn::ImageLoader loader;
  nn::Index epoch = 0;
  BatchTimes batches, first_batches;
};

constexpr nn::Augmentation moved{.shift = 2, .flip = false, .noise = 8, .seed = 1};

const Benchmark<Epoch> shuffled_16{"batches_16_shuffled", batches_of(16, Order::shuffled)},
    shuffled_32{"batches_32_shuffled", batches_of(32, Order::shuffled)},
    shuffled_64{"batches_64_shuffled", batches_of(64, Order::shuffled)},
    shuffled_128{"batches_128_shuffled", batches_of(128, Order::shuffled)};
const Benchmark<Epoch> sequential{"batches_64_sequential", batches_of(64, Order::sequential)},
    buffered{"batches_64_buffered", batches_of(64, Order::buffered)},
    augmented{"batches_64_augmented", batches_of(64, Order::shuffled, 0, moved)};
const Benchmark<Epoch> prefetch_1{"batches_64_prefetch_1", batches_of(64, Order::shuffled, 1)},
    prefetch_2{"batches_64_prefetch_2", batches_of(64, Order::shuffled, 2)},
    augmented_1{"batches_64_augmented_prefetch_1", batches_of(64, Order::shuffled, 1, moved)},
    augmented_2{"batches_64_augmented_prefetch_2", batches_of(64, Order::shuffled, 2, moved)};
const Benchmark<Epoch> sequential_16{full, "batches_16_sequential", batches_of(16, Order::sequential)},
    sequential_128{full, "batches_128_sequential", batches_of(128, Order::sequential)},
    prefetch_16_1{full, "batches_16_prefetch_1", batches_of(16, Order::shuffled, 1)},
    prefetch_128_1{full, "batches_128_prefetch_1", batches_of(128, Order::shuffled, 1)};

}  // namespace
}  // namespace trackmeet::suites::data_loading
