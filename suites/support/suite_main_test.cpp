// SPDX-License-Identifier: Apache-2.0
// Speaks to a real suite (trial_suite.cpp) in a process of its own, as a runner does and as a person does.

#include "suites/support/suite_main.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/file.hpp"
#include "core/process.hpp"
#include "model/results_file.hpp"
#include "suites/support/allocation_counter.hpp"

namespace trackmeet::suites {
namespace {

namespace fs = std::filesystem;

class Suite : public testing::Test {
protected:
  void SetUp() override {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder_ = fs::path(testing::TempDir()) / ("trial_suite_" + test + "_" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  ProcessOutcome run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), TRACKMEET_TRIAL_SUITE);
    Command command;
    command.argv = std::move(arguments);
    const Result<ProcessOutcome> outcome = run_process(command);
    EXPECT_TRUE(outcome.has_value());
    return outcome.value_or(ProcessOutcome{});
  }

  /// As a runner asks for one benchmark; what it reads back.
  model::Run measured(const std::string& benchmark, std::vector<std::string> more, int exit_status) const {
    const std::string file = (folder_ / "report.json").string();
    more.insert(more.end(),
                {"--benchmark_filter=^" + benchmark + "$", "--benchmark_out=" + file, "--benchmark_out_format=json"});
    const ProcessOutcome outcome = run(more);
    EXPECT_EQ(outcome.exit_status, exit_status) << outcome.err;
    const Result<model::Run> run = model::read_run(file);
    EXPECT_TRUE(run.has_value()) << run.error().message;
    return run.value_or(model::Run{});
  }

  fs::path folder_;
};

double value_of(const model::Run& run, const model::Row& row, const std::string& metric) {
  const auto wanted = model::find_metric(run, metric);
  for (const model::Value& value : row.values) {
    if (wanted && value.metric == *wanted) return value.value;
  }
  ADD_FAILURE() << "there is no " << metric;
  return -1;
}

TEST_F(Suite, lists_its_benchmarks_in_their_order) {
  const std::string all = "adds_up\nallocates_twice\nis_wrong\ncannot_begin\nis_prepared\ncannot_go_on\n";
  EXPECT_EQ(run({"--list"}).out, all);
  EXPECT_EQ(run({"--benchmark_list_tests=true"}).out, all);
  EXPECT_EQ(run({"--list", "--iterations=7", "--filter=wrong"}).out, "is_wrong\n");
  EXPECT_EQ(run({"--list", "--profile=full"}).out, all + "takes_long\n");
  EXPECT_EQ(run({"--list=long", "--profile", "full", "--filter=up|long"}).out,
            "adds_up\tquick\tevery round\ntakes_long\tfull\tonce\n");
}

TEST_F(Suite, answers_a_runner_under_the_plain_name_for_exactly_so_many_iterations) {
  const model::Run run = measured("adds_up", {"--iterations=123"}, 0);
  ASSERT_EQ(run.rows.size(), 1U);
  EXPECT_EQ(run.rows[0].name, "adds_up");
  EXPECT_EQ(run.rows[0].iterations, 123U);
  EXPECT_GT(value_of(run, run.rows[0], "peak_rss"), 100'000);
  EXPECT_GT(value_of(run, run.rows[0], "bytes_per_second"), 0);
  EXPECT_NEAR(value_of(run, run.rows[0], "bytes_per_second") / value_of(run, run.rows[0], "flops_per_second"), 12,
              1e-6);
  EXPECT_NEAR(value_of(run, run.rows[0], "items_per_second") / value_of(run, run.rows[0], "flops_per_second"), 3, 1e-6);
}

TEST_F(Suite, finds_the_number_of_iterations_itself_when_given_a_time) {
  const model::Run run = measured("adds_up", {"--benchmark_min_time=0.001"}, 0);
  ASSERT_EQ(run.rows.size(), 1U);
  EXPECT_GT(run.rows[0].iterations, 100U);
}

TEST_F(Suite, says_what_it_is_and_how_it_was_built) {
  const model::Run run = measured("adds_up", {"--iterations=1"}, 0);
  EXPECT_EQ(run.suite, "trial_suite");
  EXPECT_FALSE(run.environment.compiler.empty());
  EXPECT_FALSE(run.environment.build_type.empty());
}

TEST_F(Suite, counts_the_allocations_of_the_timed_loop_alone_in_every_repetition) {
  if (!can_count_allocations()) GTEST_SKIP() << "a sanitizer, or another C library, keeps malloc to itself";
  const model::Run none = measured("adds_up", {"--iterations=5"}, 0);
  ASSERT_EQ(none.rows.size(), 1U);
  EXPECT_EQ(value_of(none, none.rows[0], "allocs_per_iter"), 0);
  EXPECT_EQ(value_of(none, none.rows[0], "max_bytes_used"), 0);

  const model::Run twice = measured("allocates_twice", {"--iterations=50", "--repetitions=4"}, 0);
  const auto repetitions =
      std::ranges::count_if(twice.rows, [](const model::Row& row) { return row.aggregate.empty(); });
  EXPECT_EQ(repetitions, 4);
  for (const model::Row& row : twice.rows) {
    if (!row.aggregate.empty()) continue;
    EXPECT_EQ(value_of(twice, row, "allocs_per_iter"), 2);
    EXPECT_GE(value_of(twice, row, "max_bytes_used"), 2000);
    EXPECT_LT(value_of(twice, row, "max_bytes_used"), 8000);
  }
}

TEST_F(Suite, runs_what_takes_long_exactly_once_and_reports_its_figures) {
  const model::Run run = measured("takes_long", {"--profile=full", "--iterations=500"}, 0);
  ASSERT_EQ(run.rows.size(), 1U);
  EXPECT_EQ(run.rows[0].iterations, 1U);
  EXPECT_EQ(value_of(run, run.rows[0], "accuracy"), 0.75);
  if (can_count_allocations()) {
    EXPECT_EQ(value_of(run, run.rows[0], "allocs_per_iter"), 1);
  }
}

TEST_F(Suite, does_not_time_a_wrong_result_and_says_which_entry_is_off) {
  const model::Run run = measured("is_wrong", {"--iterations=5"}, 2);
  EXPECT_TRUE(run.rows.empty());
  ASSERT_EQ(run.failures.size(), 1U);
  EXPECT_EQ(run.failures[0].name, "is_wrong");
  EXPECT_NE(run.failures[0].detail.find("wrong result: entry (0, 1): expected 4, got 5"), std::string::npos)
      << run.failures[0].detail;
}

TEST_F(Suite, checks_no_result_where_another_process_did) {
  const model::Run run = measured("is_wrong", {"--iterations=5", "--check=no"}, 0);
  EXPECT_EQ(run.rows.size(), 1U);
}

TEST_F(Suite, tells_why_a_benchmark_could_not_begin) {
  const model::Run run = measured("cannot_begin", {}, 2);
  ASSERT_EQ(run.failures.size(), 1U);
  EXPECT_NE(run.failures[0].detail.find("no operands today"), std::string::npos) << run.failures[0].detail;
}

TEST_F(Suite, does_not_time_what_is_done_before_a_run_and_begins_its_figures_with_the_timing) {
  const model::Run run = measured("is_prepared", {"--iterations=4"}, 0);
  ASSERT_EQ(run.rows.size(), 1U);
  EXPECT_LT(value_of(run, run.rows[0], "real_time"), 0.01);
  EXPECT_EQ(value_of(run, run.rows[0], "runs"), 4);
  EXPECT_EQ(value_of(run, run.rows[0], "preparations"), 4);
}

TEST_F(Suite, tells_why_a_benchmark_could_not_go_on) {
  const model::Run run = measured("cannot_go_on", {"--iterations=4"}, 2);
  EXPECT_TRUE(run.rows.empty());
  ASSERT_EQ(run.failures.size(), 1U);
  EXPECT_NE(run.failures[0].detail.find("the cache was not emptied"), std::string::npos) << run.failures[0].detail;
}

TEST_F(Suite, goes_on_after_a_failure_and_ends_with_2) {
  const ProcessOutcome outcome = run({"--iterations=5", "--benchmark_format=json"});
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_NE(outcome.err.find("error: is_wrong: wrong result: entry (0, 1): expected 4, got 5\n"), std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("error: cannot_begin: no operands today\n"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.out.find("\"name\": \"allocates_twice\""), std::string::npos) << outcome.out;
}

TEST_F(Suite, writes_a_results_file_when_run_alone) {
  const fs::path out = folder_ / "new" / "results";
  const ProcessOutcome outcome = run({"--filter=adds", "--iterations=5", "--repetitions=2", "--out", out.string()});
  ASSERT_EQ(outcome.exit_status, 0) << outcome.err;
  ASSERT_EQ(std::distance(fs::directory_iterator(out), fs::directory_iterator()), 1);
  const fs::path file = fs::directory_iterator(out)->path();
  EXPECT_TRUE(file.filename().string().ends_with("_trial_suite.json")) << file;
  EXPECT_NE(outcome.err.find("wrote " + file.string()), std::string::npos) << outcome.err;

  const Result<model::Run> run = model::read_run(file);
  ASSERT_TRUE(run.has_value()) << run.error().message;
  EXPECT_EQ(run->suite, "trial_suite");
  EXPECT_EQ(model::results_file_name(*run), file.filename().string());
  EXPECT_EQ(run->id.size(), 16U);
  EXPECT_FALSE(run->environment.machine_class.empty());
  ASSERT_EQ(run->rows.size(), 2U);
  EXPECT_EQ(run->rows[1].round, 0U);
  EXPECT_EQ(run->rows[1].repetition, 1U);
}

struct RefusedCase {
  const char* name;
  std::vector<std::string> arguments;
  std::string says;
};

TEST_F(Suite, refuses_what_it_cannot_do_before_it_measures) {
  const std::string file = (folder_ / "file").string();
  std::ofstream(file) << "x";
  const RefusedCase cases[] = {
      {"an unknown flag", {"--fliter=x"}, "did you mean '--filter'?"},
      {"an unknown profile", {"--profile=fast"}, "--profile is 'fast'"},
      {"a name that only the full profile has", {"--filter=takes_long"}, "add --profile=full"},
      {"a name that nothing has", {"--filter=^add_up$"}, "did you mean 'adds_up'?"},
      {"a folder that cannot be", {"--out", file + "/below"}, "error"},
      {"a report in no folder", {"--benchmark_out=" + file + "/report.json"}, "cannot write it"},
      {"a value that Google Benchmark does not take", {"--benchmark_min_time=soon"}, "--benchmark_min_time=soon"},
  };
  for (const RefusedCase& c : cases) {
    const ProcessOutcome outcome = run(c.arguments);
    EXPECT_EQ(outcome.exit_status, 2) << c.name;
    EXPECT_NE(outcome.err.find(c.says), std::string::npos) << c.name << ": " << outcome.err;
    EXPECT_EQ(outcome.out.find("adds_up"), std::string::npos) << c.name << ": " << outcome.out;
  }
}

TEST_F(Suite, helps) {
  const ProcessOutcome outcome = run({"--help"});
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_TRUE(outcome.out.starts_with("Trackmeet suite trial_suite")) << outcome.out;
}

}  // namespace
}  // namespace trackmeet::suites
