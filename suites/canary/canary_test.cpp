// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "core/process.hpp"
#include "suites/canary/canary_work.hpp"
#include "suites/canary/compute_kernels.hpp"
#include "suites/canary/memory_kernels.hpp"
#include "suites/canary/mixed_kernels.hpp"

namespace trackmeet::suites::canary {
namespace {

TEST(Slowdown, is_read_as_per_cent) {
  struct Case {
    const char* text;
    double share;
  };
  for (const Case& c : {Case{nullptr, 0}, Case{"0", 0}, Case{"0.50", 0.005}, Case{"0.1", 0.001}, Case{"25", 0.25}}) {
    const Result<double> slowdown = slowdown_of(c.text);
    ASSERT_TRUE(slowdown) << c.text;
    EXPECT_DOUBLE_EQ(*slowdown, c.share);
  }
}

TEST(Slowdown, that_is_no_number_from_0_to_25_is_refused) {
  const std::string long_number = "0." + std::string(100'000, '1');
  for (const char* text : {"", " 1", "1 ", "1%", "0,5", "-1", "-0.001", "25.01", "1e1", "inf", "nan", "0x1", "+1",
                           "1\n", "\xff", "half", long_number.c_str()}) {
    const Result<double> slowdown = slowdown_of(text);
    ASSERT_FALSE(slowdown) << text;
    EXPECT_EQ(slowdown.error().code, ErrorCode::usage);
    EXPECT_LT(slowdown.error().message.size(), 200U);
    EXPECT_NE(slowdown.error().hint.find("0.50"), std::string::npos);
  }
}

TEST(Slowdown, adds_exactly_its_share_of_the_work) {
  EXPECT_EQ(slowed(1'000'000, 0), 1'000'000U);
  EXPECT_EQ(slowed(1'000'000, 0.001), 1'001'000U);
  EXPECT_EQ(slowed(700'000, 0.0005), 700'350U);
  EXPECT_EQ(slowed(144, 0.25), 180U);
}

template <typename Kernel>
class Kernels : public testing::Test {};

using All = testing::Types<MultiplyAddChain, FloatChain, Mixing, Division, SquareRoots, Branches, BitCount,
                           IndirectCalls, AddArrays<2'000>, AddArrays<50'000>, SumOfArray<16, 200'000>,
                           SumOfArray<512, 200'000>, SumOfArray<4096, 524'288>, Chase<16, 60'000>, Chase<512, 20'000>,
                           Allocations, HashTable, NumberText, SmallProduct>;
TYPED_TEST_SUITE(Kernels, All);

TYPED_TEST(Kernels, do_the_work_that_the_slowdown_asks_for) {
  for (const double slowdown : {0.0, 0.01, 0.25}) {
    choose_slowdown(slowdown);
    CanaryWork<TypeParam> work;
    choose_slowdown(0);
    EXPECT_EQ(work.units, slowed(TypeParam::units, slowdown));
    work.run();
    EXPECT_FALSE(work.check()) << to_text(*work.check());
    work.run();
    EXPECT_FALSE(work.check()) << "the second time: " << to_text(*work.check());
  }
}

TYPED_TEST(Kernels, betray_one_unit_too_few) {
  CanaryWork<TypeParam> work;
  work.kernel.run(work.units - 1);
  EXPECT_TRUE(work.check());
}

TEST(CanarySuite, refuses_a_slowdown_that_it_cannot_do_before_it_measures) {
  Command command;
  command.argv = {TRACKMEET_CANARY, "--list"};
  command.extra_environment = {std::string(slowdown_variable) + "=fast"};
  const Result<ProcessOutcome> refused = run_process(command);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->exit_status, 2);
  EXPECT_EQ(refused->out, "");
  EXPECT_NE(refused->err.find("TRACKMEET_CANARY_SLOWDOWN is 'fast'"), std::string::npos) << refused->err;

  command.extra_environment = {std::string(slowdown_variable) + "=0.50"};
  const Result<ProcessOutcome> listed = run_process(command);
  ASSERT_TRUE(listed);
  EXPECT_EQ(listed->exit_status, 0);
  EXPECT_EQ(std::count(listed->out.begin(), listed->out.end(), '\n'), 20);
  EXPECT_TRUE(listed->out.starts_with("compute\nmemory\n")) << listed->out;
}

TEST(CanarySuite, leaves_results_files_to_the_runner) {
  Command command;
  command.argv = {TRACKMEET_CANARY, "--filter=^compute$", "--iterations=1", "--out=nowhere"};
  const Result<ProcessOutcome> outcome = run_process(command);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->exit_status, 2);
  EXPECT_NE(outcome->err.find("canary writes no results file"), std::string::npos) << outcome->err;
}

}  // namespace
}  // namespace trackmeet::suites::canary
