// SPDX-License-Identifier: Apache-2.0
#include "runner/attempt.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include "runner/fake_suite.hpp"

namespace trackmeet::runner {
namespace {

using model::FailureReason;

std::string results(const std::string& rows) { return R"({"context": {"num_cpus": 2}, "benchmarks": [)" + rows + "]}"; }

constexpr const char* mean = R"({"name": "a_mean", "run_type": "aggregate", "aggregate_name": "mean", "run_name": "a",
  "iterations": 3, "real_time": 2, "cpu_time": 2, "time_unit": "ns"})";
constexpr const char* erroneous =
    R"({"name": "a", "run_type": "iteration", "error_occurred": true, "error_message": "no GPU",
  "iterations": 0, "real_time": 0, "cpu_time": 0, "time_unit": "ns"})";

TEST(JudgeAttempt, keeps_repetitions_and_drops_summaries) {
  Attempt attempt;
  attempt.output = results(FakeSuite::row("a", 2) + "," + FakeSuite::row("a", 3) + "," + mean);
  const auto run = judge_attempt(attempt, {});
  ASSERT_TRUE(run) << run.error().detail;
  ASSERT_EQ(run->rows.size(), 2U);
  EXPECT_EQ(run->rows[1].name, "a");
}

struct Case {
  const char* name;
  ProcessEnd end;
  int status;
  std::string said;
  std::string output;
  std::uint64_t memory_limit;
  FailureReason reason;
  std::string detail;
};

TEST(JudgeAttempt, says_why_nothing_counts) {
  const std::string fine = results(FakeSuite::row("a", 2));
  const Case cases[] = {
      {"crash", ProcessEnd::signalled, SIGSEGV, "about to read\nnull\n", fine, 0, FailureReason::crash,
       "was ended by SIGSEGV; it said: about to read / null"},
      {"abort_without_words", ProcessEnd::signalled, SIGABRT, "", "", 0, FailureReason::crash, "was ended by SIGABRT"},
      {"unnamed_signal", ProcessEnd::signalled, 64, "", "", 0, FailureReason::crash, "was ended by signal 64"},
      {"killed_by_the_kernel", ProcessEnd::signalled, SIGKILL, "", "", 0, FailureReason::crash,
       "was ended by SIGKILL (perhaps by the kernel, short of memory)"},
      {"killed_under_a_limit", ProcessEnd::signalled, SIGKILL, "", "", 1U << 30U, FailureReason::memory,
       "needed more than the 1.000 GiB it was allowed"},
      {"bad_alloc_under_a_limit", ProcessEnd::signalled, SIGABRT, "  what():  std::bad_alloc", "", 1U << 30U,
       FailureReason::memory, "needed more than the 1.000 GiB it was allowed; it said:   what():  std::bad_alloc"},
      {"bad_alloc_without_a_limit", ProcessEnd::signalled, SIGABRT, "std::bad_alloc", "", 0, FailureReason::crash,
       "was ended by SIGABRT; it said: std::bad_alloc"},
      {"crash_under_a_limit", ProcessEnd::signalled, SIGSEGV, "", "", 1U << 30U, FailureReason::crash,
       "was ended by SIGSEGV"},
      {"timeout", ProcessEnd::timed_out, 0, "", fine, 0, FailureReason::timeout, "did not end within 2 min 00 s"},
      {"non_zero_exit", ProcessEnd::exited, 3, "cannot open \x1b[31mdata", fine, 0, FailureReason::error,
       "ended with exit status 3; it said: cannot open \\x1b[31mdata"},
      {"nothing_written", ProcessEnd::exited, 0, "", "", 0, FailureReason::error, "wrote no results"},
      {"its_own_error", ProcessEnd::exited, 0, "", results(erroneous), 0, FailureReason::error,
       "it reported an error: no GPU"},
      {"only_summaries", ProcessEnd::exited, 0, "", results(mean), 0, FailureReason::error, "measured nothing"},
  };
  for (const Case& c : cases) {
    Attempt attempt;
    attempt.end = c.end;
    attempt.status = c.status;
    attempt.said = c.said;
    attempt.output = c.output;
    const auto run = judge_attempt(attempt, {std::chrono::seconds(120), c.memory_limit});
    ASSERT_FALSE(run) << c.name;
    EXPECT_EQ(run.error().reason, c.reason) << c.name;
    EXPECT_EQ(run.error().detail, c.detail) << c.name;
  }
}

TEST(LastWords, leave_out_the_banner_of_google_benchmark) {
  EXPECT_EQ(
      last_words("2026-11-21T12:40:05+00:00\nRunning ./demo\nRun on (2 X 2596 MHz CPU s)\nCPU Caches:\n"
                 "  L1 Data 48 KiB (x2)\nLoad Average: 3.88, 6.39, 5.55\n***WARNING*** Library was built as DEBUG.\n"
                 "cannot open the data\n"),
      "cannot open the data");
  EXPECT_EQ(last_words("Running ./demo\n"), "");
  EXPECT_EQ(last_words(""), "");
}

TEST(LastWords, are_the_last_five_lines_and_not_endless) {
  EXPECT_EQ(last_words("1\n2\n3\n4\n5\n6\n7\n"), "3\n4\n5\n6\n7");
  EXPECT_EQ(last_words(std::string(5000, 'x')), std::string(2000, 'x'));
}

TEST(JudgeAttempt, garbage_is_an_error_whatever_it_is) {
  const std::string whole = results(FakeSuite::row("a", 2));
  std::vector<std::string> garbage = {"hello", "[]", "{}", "null", std::string(3, '\0'), results("")};
  for (std::size_t length = 1; length < whole.size(); length += 7) garbage.push_back(whole.substr(0, length));
  for (const std::string& output : garbage) {
    Attempt attempt;
    attempt.output = output;
    const auto run = judge_attempt(attempt, {});
    ASSERT_FALSE(run) << output;
    EXPECT_EQ(run.error().reason, FailureReason::error) << output;
    EXPECT_NE(run.error().detail.find("cannot be read: "), std::string::npos) << run.error().detail;
  }
}

}  // namespace
}  // namespace trackmeet::runner
