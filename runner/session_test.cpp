// SPDX-License-Identifier: Apache-2.0
#include "runner/session.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <set>

#include "core/file.hpp"
#include "core/version.hpp"
#include "model/results_file.hpp"
#include "runner/fake_suite.hpp"

namespace trackmeet::runner {
namespace {

namespace fs = std::filesystem;

class SessionTest : public testing::Test {
protected:
  SessionTest() {
    suite_.name = "demo";
    suite_.path = folder_.path() / "demo";
    suite_.dialect = Dialect::trackmeet;
    suite_.benchmarks = {"alpha/1", "beta", "gamma/2.5"};
    std::ofstream(suite_.path) << "program";
    options_.out_folder = folder_.path() / "results";
    options_.rounds = 3;
    options_.seed = 7;
  }
  Result<SessionResult> measure_it() {
    SessionContext context{fake_, clock_, [this](const Progress& progress) { progress_.push_back(progress); },
                           quiet_machine};
    return measure(suite_, options_, context);
  }
  /// The one run of a session that must succeed.
  model::Run the_run() {
    Result<SessionResult> result = measure_it();
    if (!result || result->runs.size() != 1) {
      ADD_FAILURE() << (result ? "not one run" : to_text(result.error()));
      return {};
    }
    return result->runs.front();
  }
  std::vector<std::string> measured(std::size_t from, std::size_t count) const {
    std::vector<std::string> names;
    for (std::size_t i = from; i < from + count; ++i) names.push_back(fake_.processes.at(i).benchmark);
    return names;
  }
  static bool mentions(const std::vector<std::string>& warnings, std::string_view words) {
    return std::ranges::any_of(warnings, [&](const std::string& w) { return w.find(words) != std::string::npos; });
  }

  TemporaryFolder folder_;
  FakeClock clock_;
  FakeSuite fake_{clock_};
  SuiteProgram suite_;
  SessionOptions options_;
  std::vector<Progress> progress_;
};

TEST_F(SessionTest, calibrates_warms_up_and_measures_each_benchmark_in_its_own_process) {
  const model::Run run = the_run();
  ASSERT_EQ(fake_.processes.size(), 3U + 3 + 9);
  EXPECT_EQ(measured(0, 3), suite_.benchmarks);
  for (std::size_t i = 0; i < fake_.processes.size(); ++i) {
    const Command& command = fake_.processes[i].command;
    EXPECT_EQ(FakeSuite::argument(command, "--benchmark_min_time="), i < 3 ? "0.05" : "");
    EXPECT_EQ(FakeSuite::argument(command, "--iterations="), i < 3 ? "" : "12000") << "calibration saw 12345";
    EXPECT_EQ(command.timeout, options_.timeout);
  }
  ASSERT_EQ(run.rows.size(), 9U);
  for (std::size_t i = 0; i < run.rows.size(); ++i) {
    EXPECT_EQ(run.rows[i].round, i / 3);
    EXPECT_EQ(run.rows[i].name, fake_.processes[6 + i].benchmark);
    EXPECT_FALSE(run.rows[i].block);
  }
}

TEST_F(SessionTest, the_order_is_shuffled_by_the_seed_and_the_seed_is_recorded) {
  options_.rounds = 20;
  const model::Run run = the_run();
  EXPECT_EQ(run.seed, 7U);
  std::set<std::vector<std::string>> orders;
  for (std::size_t round = 0; round < 20; ++round) orders.insert(measured(6 + 3 * round, 3));
  EXPECT_GT(orders.size(), 3U);

  const auto first = measured(0, fake_.processes.size());
  fake_.processes.clear();
  the_run();
  EXPECT_EQ(measured(0, fake_.processes.size()), first);
}

TEST_F(SessionTest, a_seed_is_drawn_if_none_is_given) {
  options_.seed = 0;
  EXPECT_NE(the_run().seed, 0U);
}

TEST_F(SessionTest, tells_who_measured_what_where_and_when) {
  const model::Run run = the_run();
  EXPECT_EQ(run.version, version);
  EXPECT_EQ(run.suite, "demo");
  EXPECT_EQ(run.timestamp, clock_.start);
  EXPECT_EQ(run.git.commit, built_commit);
  EXPECT_EQ(run.environment.compiler, "GNU 12.2.0");
  EXPECT_EQ(run.environment.build_type, "Release");
  EXPECT_EQ(run.environment.machine_class, "x86_64-a-cpu-2c-debian-12");
  EXPECT_EQ(run.environment.warnings, std::vector<std::string>{"load average 3.2 on 2 cores"});
  EXPECT_NE(run.context.find("num_cpus"), std::string::npos);
  EXPECT_FALSE(run.id.empty());
}

TEST_F(SessionTest, a_suite_is_called_as_it_was_named_whatever_it_calls_itself) {
  suite_.name = "wrapped";
  EXPECT_EQ(the_run().suite, "wrapped");
  EXPECT_TRUE(fs::exists(options_.out_folder / "20261121T091511Z_0123456_wrapped.json"));
}

TEST_F(SessionTest, the_file_holds_the_run_and_nothing_else_is_left) {
  const Result<SessionResult> result = measure_it();
  ASSERT_TRUE(result) << to_text(result.error());
  ASSERT_EQ(result->files.size(), 1U);
  EXPECT_EQ(result->files.front(), options_.out_folder / "20261121T091511Z_0123456_demo.json");
  const Result<model::Run> read = model::read_run(result->files.front());
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(model::format_run(*read).value(), model::format_run(result->runs.front()).value());
  EXPECT_TRUE(unfinished_sessions(options_.out_folder).empty());
  EXPECT_TRUE(fs::is_empty(options_.out_folder / ".journal"));
}

TEST_F(SessionTest, two_sessions_of_the_same_second_do_not_share_a_file) {
  const Result<SessionResult> first = measure_it();
  clock_.passed_s = 0;
  const Result<SessionResult> second = measure_it();
  ASSERT_TRUE(first && second);
  EXPECT_NE(first->files.front(), second->files.front());
  EXPECT_EQ(model::read_run(first->files.front())->id, first->runs.front().id);
}

TEST_F(SessionTest, counts_known_from_a_baseline_need_no_calibration) {
  options_.iterations = {{"beta", 500}, {"of another filter", 1}};
  options_.warmup_rounds = 0;
  the_run();
  EXPECT_EQ(measured(0, 2), (std::vector<std::string>{"alpha/1", "gamma/2.5"}));
  for (std::size_t i = 2; i < fake_.processes.size(); ++i)
    EXPECT_EQ(FakeSuite::argument(fake_.processes[i].command, "--iterations="),
              fake_.processes[i].benchmark == "beta" ? "500" : "12000");
}

TEST_F(SessionTest, an_old_suite_gets_a_time_and_a_warning) {
  suite_.dialect = Dialect::gbench_old;
  options_.iterations = {{"beta", 500}};
  const model::Run run = the_run();
  EXPECT_EQ(fake_.processes.size(), 3U + 9) << "there is nothing to calibrate";
  for (const auto& process : fake_.processes)
    EXPECT_EQ(FakeSuite::argument(process.command, "--benchmark_min_time="), "0.05");
  EXPECT_TRUE(mentions(run.environment.notes, "cannot be told how many iterations"));
}

TEST_F(SessionTest, a_suite_without_a_stamp_is_taken_for_what_is_checked_out_with_a_warning) {
  fake_.stamp = "";
  const model::Run run = the_run();
  EXPECT_EQ(run.git.commit, built_commit);
  EXPECT_EQ(run.git.branch, "main");
  EXPECT_TRUE(mentions(run.environment.warnings, "does not say which commit it was built from: 0123456"));
}

TEST_F(SessionTest, a_stale_binary_is_warned_of) {
  fake_.stamp = R"(, "trackmeet_commit": "ffffffffffffffffffffffffffffffffffffffff", "trackmeet_dirty": "false")";
  const model::Run run = the_run();
  EXPECT_EQ(run.git.commit, std::string(40, 'f'));
  EXPECT_TRUE(mentions(run.environment.warnings, "built from fffffff but 0123456 is checked out"));
}

TEST_F(SessionTest, a_debug_build_is_warned_of) {
  fake_.stamp = R"(, "trackmeet_build_type": "Debug")";
  EXPECT_TRUE(mentions(the_run().environment.warnings, "ebug"));
}

TEST_F(SessionTest, peak_memory_is_added_where_the_rows_do_not_tell_it) {
  const auto with_peak = [&](const std::string& more) {
    return [this, more](const FakeSuite::Process& process) {
      ProcessOutcome outcome = fake_.succeed(process, more);
      outcome.peak_rss_bytes = 4096;
      return outcome;
    };
  };
  fake_.behaviours["alpha/1"] = with_peak("");
  fake_.behaviours["beta"] = with_peak(R"(, "peak_rss": 77)");
  const model::Run run = the_run();
  EXPECT_EQ(model::per_round(run, "alpha/1", "peak_rss"), (std::vector<double>{4096, 4096, 4096}));
  EXPECT_EQ(model::per_round(run, "beta", "peak_rss"), (std::vector<double>{77, 77, 77}));
  EXPECT_TRUE(model::per_round(run, "gamma/2.5", "peak_rss").empty());
  EXPECT_EQ(run.metrics[*model::find_metric(run, "peak_rss")].unit, "B");
}

TEST_F(SessionTest, peak_memory_that_is_known_in_some_rounds_only_is_left_out) {
  fake_.behaviours["beta"] = [&](const FakeSuite::Process& process) {
    ProcessOutcome outcome = fake_.succeed(process);
    if (process.nth < 12) outcome.peak_rss_bytes = 4096;
    return outcome;
  };
  EXPECT_TRUE(model::per_round(the_run(), "beta", "peak_rss").empty());
}

TEST_F(SessionTest, metrics_that_appear_in_different_order_stay_apart) {
  fake_.behaviours["alpha/1"] = [&](const auto& p) { return fake_.succeed(p, R"(, "x": 1, "y": 2)"); };
  fake_.behaviours["beta"] = [&](const auto& p) { return fake_.succeed(p, R"(, "y": 3, "x": 4)"); };
  const model::Run run = the_run();
  EXPECT_EQ(model::per_round(run, "alpha/1", "y"), (std::vector<double>{2, 2, 2}));
  EXPECT_EQ(model::per_round(run, "beta", "y"), (std::vector<double>{3, 3, 3}));
  EXPECT_EQ(model::per_round(run, "beta", "x"), (std::vector<double>{4, 4, 4}));
}

TEST_F(SessionTest, repetitions_within_a_process_are_all_kept) {
  fake_.behaviours["beta"] = [&](const FakeSuite::Process& process) {
    fake_.write(process, FakeSuite::row("beta/repeats:2", 5) + "," + FakeSuite::row("beta/repeats:2", 6));
    return ProcessOutcome{};
  };
  const model::Run run = the_run();
  EXPECT_EQ(std::ranges::count(run.rows, "beta/repeats:2", &model::Row::name), 6);
}

TEST_F(SessionTest, a_benchmark_that_fails_is_not_visited_again_and_keeps_its_earlier_rounds) {
  int visits = 0;
  fake_.behaviours["beta"] = [&](const FakeSuite::Process& process) {
    return ++visits < 5 ? fake_.succeed(process) : ended_by(SIGSEGV, "null\n");  // in its third round
  };
  const model::Run run = the_run();
  EXPECT_EQ(visits, 5);
  EXPECT_EQ(std::ranges::count(run.rows, "beta", &model::Row::name), 2);
  EXPECT_EQ(std::ranges::count(run.rows, "alpha/1", &model::Row::name), 3);
  ASSERT_EQ(run.failures.size(), 1U);
  EXPECT_EQ(run.failures[0].name, "beta");
  EXPECT_EQ(run.failures[0].reason, model::FailureReason::crash);
  EXPECT_EQ(run.failures[0].detail, "was ended by SIGSEGV; it said: null");
}

TEST_F(SessionTest, one_that_fails_in_calibration_is_never_measured_and_a_file_of_failures_is_still_written) {
  for (const std::string& name : suite_.benchmarks)
    fake_.behaviours[name] = [](const FakeSuite::Process&) { return exited_with(3); };
  const model::Run run = the_run();
  EXPECT_EQ(fake_.processes.size(), 3U);
  EXPECT_EQ(run.failures.size(), 3U);
  EXPECT_TRUE(run.rows.empty());
}

TEST_F(SessionTest, old_results_of_another_process_are_never_taken_for_those_of_this_one) {
  fake_.behaviours["gamma/2.5"] = [](const FakeSuite::Process&) { return ProcessOutcome{}; };  // writes nothing
  const model::Run run = the_run();
  ASSERT_EQ(run.failures.size(), 1U);
  EXPECT_EQ(run.failures[0].detail, "wrote no results");
}

TEST_F(SessionTest, the_memory_limit_reaches_every_process_and_names_the_failure) {
  options_.memory_limit_bytes = 1U << 20U;
  fake_.behaviours["beta"] = [](const FakeSuite::Process&) { return ended_by(SIGKILL); };
  const model::Run run = the_run();
  for (const auto& process : fake_.processes) EXPECT_EQ(process.command.memory_limit_bytes, 1U << 20U);
  ASSERT_EQ(run.failures.size(), 1U);
  EXPECT_EQ(run.failures[0].reason, model::FailureReason::memory);
}

TEST_F(SessionTest, a_program_that_cannot_be_started_ends_the_session_and_leaves_its_journal) {
  class Refuses final : public Executor {
    Result<ProcessOutcome> run(const Command&) override { return failure(ErrorCode::io, "cannot start it"); }
  } refuses;
  SessionContext context{refuses, clock_, {}, quiet_machine};
  const auto result = measure(suite_, options_, context);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "cannot start it");
  EXPECT_EQ(unfinished_sessions(options_.out_folder).size(), 1U);
}

TEST_F(SessionTest, the_filter_is_found_anywhere_in_a_name) {
  options_.filter = "a/[12]";
  the_run();
  EXPECT_EQ(measured(0, 2), (std::vector<std::string>{"alpha/1", "gamma/2.5"}));
}

TEST_F(SessionTest, a_filter_that_matches_nothing_suggests_a_name) {
  options_.filter = "btea";
  const auto result = measure_it();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "no benchmark of 'demo' matches the filter 'btea'");
  EXPECT_EQ(result.error().hint, "did you mean 'beta'? (alpha/1, beta, gamma/2.5)");
  EXPECT_TRUE(fake_.processes.empty());
  EXPECT_TRUE(unfinished_sessions(options_.out_folder).empty());
}

TEST_F(SessionTest, what_cannot_be_measured_is_refused_before_anything_runs) {
  const struct {
    const char* name;
    std::function<void(SessionOptions&)> spoil;
    const char* words;
  } cases[] = {
      {"broken_filter", [](SessionOptions& o) { o.filter = "a("; }, "is no regular expression"},
      {"no_rounds", [](SessionOptions& o) { o.rounds = 0; }, "0 rounds cannot be measured"},
      {"no_time", [](SessionOptions& o) { o.min_time_s = 0; }, "cannot measure for 0 s"},
      {"folder_below_a_file", [](SessionOptions& o) { o.out_folder = o.out_folder.parent_path() / "demo" / "x"; },
       "cannot make the folder"},
  };
  const SessionOptions sound = options_;
  for (const auto& [name, spoil, words] : cases) {
    options_ = sound;
    spoil(options_);
    const auto result = measure_it();
    ASSERT_FALSE(result) << name;
    EXPECT_NE(result.error().message.find(words), std::string::npos) << name << ": " << result.error().message;
    EXPECT_TRUE(fake_.processes.empty()) << name;
  }
}

TEST_F(SessionTest, progress_is_told_before_each_process) {
  fake_.behaviours["beta"] = [](const FakeSuite::Process&) { return exited_with(1); };
  the_run();
  ASSERT_EQ(progress_.size(), fake_.processes.size());
  EXPECT_EQ(progress_[0].phase, "calibrating");
  EXPECT_EQ(progress_[0].done, 0U);
  EXPECT_EQ(progress_[0].total, 15U);
  EXPECT_LT(progress_[0].seconds_left, 0);
  EXPECT_EQ(progress_[2].failed, 1U);
  EXPECT_EQ(progress_[2].total, 11U) << "beta fails at once: its other four visits are off";
  EXPECT_EQ(progress_[3].phase, "warming up");
  EXPECT_EQ(progress_.back().phase, "round 3/3");
  EXPECT_EQ(progress_.back().done + 1, progress_.back().total);
  EXPECT_DOUBLE_EQ(progress_.back().seconds_left, 2);
  for (std::size_t i = 0; i < progress_.size(); ++i) EXPECT_EQ(progress_[i].benchmark, fake_.processes[i].benchmark);
}

TEST_F(SessionTest, against_itself_yields_two_balanced_sides_of_one_duet) {
  options_.against_itself = true;
  options_.rounds = 4;
  const Result<SessionResult> result = measure_it();
  ASSERT_TRUE(result) << to_text(result.error());
  ASSERT_EQ(result->runs.size(), 2U);
  const model::Run& base = result->runs[0];
  const model::Run& head = result->runs[1];
  EXPECT_EQ(base.duet->id, head.duet->id);
  EXPECT_EQ(base.duet->side, model::Side::base);
  EXPECT_EQ(head.duet->side, model::Side::head);
  EXPECT_NE(base.id, head.id);
  for (const std::string& name : suite_.benchmarks)
    for (std::uint32_t block = 0; block < 2; ++block) {
      std::set<std::uint32_t> of_base, of_head;
      for (const model::Row& row : base.rows)
        if (row.name == name && row.block == block) of_base.insert(row.position.value());
      for (const model::Row& row : head.rows)
        if (row.name == name && row.block == block) of_head.insert(row.position.value());
      const bool abba = of_base == std::set<std::uint32_t>{0, 3} && of_head == std::set<std::uint32_t>{1, 2};
      const bool baab = of_base == std::set<std::uint32_t>{1, 2} && of_head == std::set<std::uint32_t>{0, 3};
      EXPECT_TRUE(abba || baab) << name << " in block " << block;
    }
  ASSERT_EQ(result->files.size(), 2U);
  EXPECT_TRUE(result->files[0].string().ends_with("_base.json"));
  EXPECT_TRUE(result->files[1].string().ends_with("_head.json"));
  for (const fs::path& file : result->files) EXPECT_TRUE(model::read_run(file)) << file;
}

TEST_F(SessionTest, against_itself_a_failure_counts_for_both_sides) {
  options_.against_itself = true;
  fake_.behaviours["beta"] = [](const FakeSuite::Process&) { return exited_with(1); };
  const Result<SessionResult> result = measure_it();
  ASSERT_TRUE(result);
  for (const model::Run& run : result->runs) {
    ASSERT_EQ(run.failures.size(), 1U);
    EXPECT_EQ(run.failures[0].name, "beta");
  }
}

}  // namespace
}  // namespace trackmeet::runner
