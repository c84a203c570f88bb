// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <thread>

#include "suites/data_loading/batch_times.hpp"
#include "suites/data_loading/image_check.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/support/data_sets.hpp"

namespace trackmeet::suites::data_loading {
namespace {

/// A training on an accelerator: a batch of 128 augmented images is taken, then the thread sleeps as long as a step of
/// the training would keep the accelerator, and the processor is free for whoever makes the next batch. One run is one
/// batch and its step. `utilisation` is the share of the time that was in steps; a sleep that the system draws out
/// counts as the step that it stands for.
struct Steps final : Work {
  Steps(std::chrono::microseconds of_a_step, int workers)
      : length(of_a_step),
        loading{.batch = 128,
                .sampling = {},
                .augmentation = {.shift = 2, .flip = false, .noise = 8, .seed = 1},
                .workers = workers,
                .ahead = 4},
        set(images_to_load(for_batches)),
        loader(set.train, loading) {}

  void run() override {
    const auto begin = Clock::now();
    if (loader.next() == nullptr) {
      loader.start(++epoch);
      loader.next();
    }
    const auto got = Clock::now();
    std::this_thread::sleep_for(length);
    const auto end = Clock::now();
    waits.add(seconds_between(begin, got));
    in_steps += seconds_between(got, end);
    in_all += seconds_between(begin, end);
  }
  std::optional<Mismatch> check() const override { return check_epoch(loader, set.train, loading, 0); }
  /// A batch: each pixel and label is read as a byte and written as four.
  Cost cost() const override {
    const double images = static_cast<double>(set.train.count) / static_cast<double>(loader.batches());
    return {.bytes = 5 * images * static_cast<double>(set.train.area() + 1), .items = images};
  }
  void timing_begins() override {
    waits.clear();
    in_steps = in_all = 0;
  }
  std::vector<Counter> counters() const override {
    return {{"utilisation", in_steps / in_all}, {"p99_batch_time", waits.quantile(0.99)}};
  }
  std::string label() const override { return data_label(set); }

  std::chrono::microseconds length;
  nn::ImageLoading loading;
  const nn::ImageSet& set;
  mutable nn::ImageLoader loader;
  nn::Index epoch = 0;
  BatchTimes waits;  ///< from asking for a batch to having it
  double in_steps = 0, in_all = 0;
};

constexpr std::chrono::microseconds half{500}, two{2000};

const Benchmark<Steps> two_0{"step_2ms_prefetch_0", two, 0}, two_1{"step_2ms_prefetch_1", two, 1},
    two_2{"step_2ms_prefetch_2", two, 2};
const Benchmark<Steps> half_0{full, "step_500us_prefetch_0", half, 0}, half_1{full, "step_500us_prefetch_1", half, 1},
    half_2{full, "step_500us_prefetch_2", half, 2};

}  // namespace
}  // namespace trackmeet::suites::data_loading
