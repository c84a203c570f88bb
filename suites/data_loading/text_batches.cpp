// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "nn/data/text_loader.hpp"
#include "suites/data_loading/batch_times.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/support/data_sets.hpp"

namespace trackmeet::suites::data_loading {
namespace {

/// An epoch of batches of 16 windows of 64 tokens, as fast as they come.
struct TextEpoch final : Work {
  explicit TextEpoch(int workers)
      : set(text_set({.train = 200'000, .test = 1000, .seed = 1})),
        loader(set.train.values(),
               {.batch = 16, .window = 64, .batches = 0, .seed = 1, .workers = workers, .ahead = 4}) {}

  void run() override {
    auto begin = Clock::now();
    loader.start(epoch++);
    while (loader.next() != nullptr) {
      const auto end = Clock::now();
      batches.add(seconds_between(std::exchange(begin, end), end));
    }
  }
  std::optional<Mismatch> check() const override {
    loader.start(epoch);
    while (const nn::TextBatch* batch = loader.next()) {
      for (std::size_t i = 0; i < windows * tokens; ++i) {
        const std::size_t at = batch->begins()[i / tokens] + i % tokens;
        const double token = batch->tokens().values()[i], next = batch->next()[i];
        if (token != set.train[at])
          return Mismatch{fmt::format("token {}", at), static_cast<double>(set.train[at]), token};
        if (next != set.train[at + 1]) {
          return Mismatch{fmt::format("token after {}", at), static_cast<double>(set.train[at + 1]), next};
        }
      }
    }
    return std::nullopt;
  }
  /// Each token is read as a byte and written twice as four: as what goes in, and as what is to come out.
  Cost cost() const override {
    const double shown = static_cast<double>(loader.batches()) * windows * tokens;
    return {.bytes = 9 * shown, .items = shown};
  }
  void timing_begins() override { batches.clear(); }
  std::vector<Counter> counters() const override { return {{"p99_batch_time", batches.quantile(0.99)}}; }
  std::string label() const override { return data_label(set); }

  static constexpr std::size_t windows = 16, tokens = 64;
  const nn::TextSet& set;
  mutable nn::TextLoader loader;
  nn::Index epoch = 0;
  BatchTimes batches;
};

const Benchmark<TextEpoch> text_0{"text_batches_16", 0};
const Benchmark<TextEpoch> text_1{full, "text_batches_16_prefetch_1", 1};

}  // namespace
}  // namespace trackmeet::suites::data_loading
