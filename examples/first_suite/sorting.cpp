// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/random.hpp"
#include "suites/support/benchmark.hpp"

using namespace trackmeet;

struct Sort final : suites::Work {
  explicit Sort(std::size_t n) : numbers(n), sorted(n) { fill_random(numbers, 1); }  // made before, from a fixed seed
  void run() override {                                                              // what is timed
    sorted = numbers;
    std::ranges::sort(sorted);
  }
  std::optional<suites::Mismatch> check() const override {  // what is wrong with its result
    const auto out_of_order = std::ranges::is_sorted_until(sorted);
    if (out_of_order == sorted.end()) return std::nullopt;
    return suites::Mismatch{"order", *(out_of_order - 1), *out_of_order};
  }
  suites::Cost cost() const override { return {.bytes = 0, .flops = 0, .items = static_cast<double>(numbers.size())}; }

  std::vector<float> numbers, sorted;
};
const suites::Benchmark<Sort> thousand{"sort_1000", 1000}, million{"sort_1000000", 1'000'000};
