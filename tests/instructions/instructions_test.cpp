// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>

#include "runner/instruction_count.hpp"

namespace trackmeet::runner {
namespace {

class RealValgrind : public testing::Test {
protected:
  void SetUp() override {
    Command version;
    version.argv = {"valgrind", "--version"};
    const Result<ProcessOutcome> answer = executor_.run(version);
    if (!answer || answer->exit_status != 0) GTEST_SKIP() << "valgrind is not installed";
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "valgrind does not run what a sanitizer has instrumented";
#endif
    const Result<SuiteProgram> suite = probe_suite(TRACKMEET_CANARY, executor_, std::chrono::seconds(60));
    ASSERT_TRUE(suite) << to_text(suite.error());
    suite_ = *suite;
  }
  void TearDown() override {
    ::unsetenv("TRACKMEET_CANARY_SLOWDOWN");
    ::unsetenv("TRACKMEET_PADDING");
  }

  double counted(const std::string& benchmark, std::uint64_t iterations) {
    const Result<double> count = count_instructions(suite_, benchmark, iterations, executor_, std::chrono::minutes(1));
    EXPECT_TRUE(count) << to_text(count.error());
    return count.value_or(0);
  }

  std::atomic<bool> stop_ = false;
  ProcessExecutor executor_{stop_};
  SuiteProgram suite_;
};

TEST_F(RealValgrind, counts_the_same_whatever_the_environment) {
  const double once = counted("compute", 2);
  EXPECT_GT(once, 700'000);
  for (const std::size_t bytes : {1U, 77U, 3000U}) {
    ::setenv("TRACKMEET_PADDING", std::string(bytes, 'x').c_str(), 1);
    EXPECT_EQ(counted("compute", 2), once) << bytes;
  }
}

TEST_F(RealValgrind, shows_a_slowdown_of_a_fifth_of_a_per_cent_as_that) {
  for (const char* benchmark : {"compute", "memory"}) {
    const double base = counted(benchmark, 2);
    ::setenv("TRACKMEET_CANARY_SLOWDOWN", "0.2", 1);
    const double head = counted(benchmark, 2);
    ::unsetenv("TRACKMEET_CANARY_SLOWDOWN");
    EXPECT_NEAR(head / base - 1, 0.002, 0.0002) << benchmark;
  }
}

TEST_F(RealValgrind, is_told_that_a_benchmark_is_not_there) {
  EXPECT_FALSE(count_instructions(suite_, "no_such_benchmark", 1, executor_, std::chrono::minutes(1)));
}

}  // namespace
}  // namespace trackmeet::runner
