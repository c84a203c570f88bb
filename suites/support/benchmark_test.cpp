// SPDX-License-Identifier: Apache-2.0
#include "suites/support/benchmark.hpp"

#include <gtest/gtest.h>

namespace trackmeet::suites {
namespace {

int made = 0;

struct Nothing final : Work {
  Nothing(int first, double second) : sum(first + second) { ++made; }
  void run() override {}
  std::optional<Mismatch> check() const override { return std::nullopt; }
  Cost cost() const override { return {.items = sum}; }

  double sum;
};
const Benchmark<Nothing> one{"one", 1, 0.5}, two{"two", 2, 0.5};

TEST(Benchmark, is_registered_by_existing_and_made_only_when_asked_for) {
  ASSERT_EQ(registered_benchmarks().size(), 2U);
  EXPECT_EQ(registered_benchmarks()[0].name, "one");
  EXPECT_EQ(registered_benchmarks()[1].name, "two");
  EXPECT_EQ(made, 0);
  EXPECT_DOUBLE_EQ(registered_benchmarks()[1].make()->cost().items, 2.5);
  EXPECT_EQ(made, 1);
}

TEST(BenchmarkDeathTest, of_a_name_that_is_taken_or_is_no_plain_word_ends_the_program) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(register_benchmark({"one", nullptr}), testing::ExitedWithCode(2), "benchmark 'one' is declared twice");
  EXPECT_EXIT(register_benchmark({"with space", nullptr}), testing::ExitedWithCode(2), "characters other than letters");
  EXPECT_EXIT(register_benchmark({"", nullptr}), testing::ExitedWithCode(2), "characters other than letters");
}

}  // namespace
}  // namespace trackmeet::suites
