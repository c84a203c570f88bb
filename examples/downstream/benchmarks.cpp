// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "core/random.hpp"
#include "suites/support/benchmark.hpp"
#include "words.hpp"

using namespace trackmeet;

struct CountWords final : suites::Work {
  explicit CountWords(std::size_t words) : expected(words) {  // made before, from a fixed seed
    SplitMix64 random(1);
    for (std::size_t i = 0; i < words; ++i) text += std::to_string(random.next_below(100)) + ' ';
  }
  void run() override { counts = count_words(text); }       // what is timed
  std::optional<suites::Mismatch> check() const override {  // what is wrong with its result
    std::size_t found = 0;
    for (const auto& [word, count] : counts) found += count;
    if (found == expected) return std::nullopt;
    return suites::Mismatch{"words", static_cast<double>(expected), static_cast<double>(found)};
  }
  suites::Cost cost() const override {
    return {.bytes = static_cast<double>(text.size()), .flops = 0, .items = static_cast<double>(expected)};
  }

  std::size_t expected;
  std::string text;
  std::map<std::string, std::size_t> counts;
};
const suites::Benchmark<CountWords> thousand{"count_1000_words", 1000};
