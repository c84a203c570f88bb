// SPDX-License-Identifier: Apache-2.0
#include "app/self_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "core/error.hpp"
#include "core/file.hpp"
#include "model/results_file.hpp"
#include "runner/fake_suite.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;

/// Answers as a trackmeet that works would: `run` writes a file of ten rounds, `compare` gives the verdict that is due.
class FakeTrackmeet final : public runner::Executor {
public:
  explicit FakeTrackmeet(fs::path scratch) : scratch_(std::move(scratch)) {}

  int rounds = 10;
  int status_of_slower = 1;
  bool is_found = true;
  std::vector<std::string> calls;  ///< the first argument of each

  Result<ProcessOutcome> run(const Command& command) override {
    if (!is_found) return failure(ErrorCode::io, "cannot start it", "unpack it again");
    const std::string& asked = command.argv.at(1);
    calls.push_back(asked);
    ProcessOutcome outcome;
    if (asked == "run") return measure();
    if (asked == "compare") return compare(command.argv.at(3));
    outcome.out = asked == "--help" ? "[--benchmark_min_time=<min_time>]" : "add_1\nadd_2\n";
    return outcome;
  }

private:
  ProcessOutcome measure() const {
    fs::create_directories(scratch_ / "results");
    std::ofstream file(scratch_ / "results/one.json");
    file << R"({"context": {"date": "2026-11-21T10:00:00+00:00"}, "benchmarks": [)";
    for (int i = 0; i < rounds; ++i)
      file << (i == 0 ? "" : ",") << runner::FakeSuite::row("add_1", 10.0, fmt::format(R"(, "round": {})", i));
    file << "]}";
    ProcessOutcome outcome;
    outcome.out = "add_1  10 ns";
    outcome.seconds = 1.5;
    return outcome;
  }

  ProcessOutcome compare(const fs::path& head) const {
    ProcessOutcome outcome;
    const auto run = model::read_run(head);
    if (!run) {
      outcome.exit_status = 2;
      outcome.err = to_text(run.error());
      return outcome;
    }
    const bool slower = model::per_round(*run, "add_1", "real_time").front() > 2e-8;
    outcome.exit_status = slower ? status_of_slower : 0;
    outcome.out = slower ? "FAIL: 1 severe" : "PASS: no regression";
    return outcome;
  }

  fs::path scratch_;
};

class SelfTest : public testing::Test {
protected:
  runner::TemporaryFolder scratch;
  FakeTrackmeet fake{scratch.path()};
  std::vector<std::string> holds;
  std::vector<Error> failures;

  bool run() {
    const fs::path suite = scratch.path() / "suite";
    std::ofstream(suite) << "#!/bin/sh\n";
    fs::permissions(suite, fs::perms::owner_all);
    return self_test({"/opt/trackmeet", suite, scratch.path()}, fake, [&](const Result<std::string>& found) {
      if (found)
        holds.push_back(*found);
      else
        failures.push_back(found.error());
    });
  }
};

TEST_F(SelfTest, tells_what_holds) {
  ASSERT_TRUE(run()) << (failures.empty() ? "" : to_text(failures.front()));
  EXPECT_EQ(holds, (std::vector<std::string>{"measured add_1 of suite in 10 rounds, 1.5 s",
                                             "the results file holds 10 times, the commit and the machine",
                                             "compared with itself nothing is worse: status 0",
                                             "three times as slow is a severe regression: status 1",
                                             "a broken file is refused: status 2"}));
}

TEST_F(SelfTest, ends_at_a_verdict_that_is_wrong) {
  fake.status_of_slower = 0;
  EXPECT_FALSE(run());
  EXPECT_EQ(holds.size(), 3U);
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures.front().message, "`trackmeet compare` ended with status 0, where status 1 and 'severe' were due");
  EXPECT_EQ(failures.front().hint, "it printed: FAIL: 1 severe");
}

TEST_F(SelfTest, misses_rounds_that_were_not_written) {
  fake.rounds = 9;
  EXPECT_FALSE(run());
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures.front().message, "the results file has 9 times, not 10");
}

TEST_F(SelfTest, ends_where_the_suite_does_not_start) {
  fake.is_found = false;
  EXPECT_FALSE(run());
  EXPECT_TRUE(holds.empty());
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures.front().hint, "unpack it again");
}

}  // namespace
}  // namespace trackmeet::app
