// SPDX-License-Identifier: Apache-2.0
#include "duet/play.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>

#include "core/file.hpp"
#include "model/results_file.hpp"
#include "runner/fake_suite.hpp"

namespace trackmeet::duet {
namespace {

namespace fs = std::filesystem;
using runner::FakeClock;
using runner::FakeSuite;

/// Two builds that are nothing but files of different content: the fake suite answers for them.
class PlayTest : public testing::Test {
protected:
  PlayTest() {
    options.out_folder = folder.path() / "results";
    options.seed = 42;
    options.most_blocks = 30;
    options.budget_s = 1e6;
    match.base.suite = suite_at("base-build");
    match.head.suite = suite_at("head-build");
  }

  runner::SuiteProgram suite_at(const std::string& name) {
    const fs::path path = folder.path() / name / "demo";
    fs::create_directories(path.parent_path());
    std::ofstream(path) << name;
    runner::SuiteProgram suite;
    suite.name = "demo";
    suite.path = path;
    suite.dialect = runner::Dialect::trackmeet;
    suite.benchmarks = {"quick", "slow"};
    return suite;
  }

  static bool is_head(const FakeSuite::Process& process) {
    return *read_file(process.command.argv.front()) == "head-build";
  }

  /// Answers with `base_ns`, or with that times `ratio` for the head, both with a little noise.
  FakeSuite::Behaviour takes(double base_ns, double ratio) {
    return [this, base_ns, ratio](const FakeSuite::Process& process) {
      const double noise = 1 + 1e-4 * static_cast<double>(process.nth * 7 % 13);
      processes.write(process, FakeSuite::row(process.benchmark, base_ns * noise * (is_head(process) ? ratio : 1)));
      ProcessOutcome outcome;
      outcome.seconds = 2;
      return outcome;
    };
  }

  Result<DuetResult> play_it() { return play({match}, options, context); }
  Result<DuetResult> resume_it(const fs::path& journal) { return resume(journal, context); }

  runner::TemporaryFolder folder;
  FakeClock clock;
  FakeSuite processes{clock};
  std::vector<DuetProgress> progress;
  DuetContext context{processes, clock, [this](const DuetProgress& p) { progress.push_back(p); },
                      runner::quiet_machine};
  DuetOptions options;
  Match match;
};

TEST_F(PlayTest, writes_both_sides_of_one_duet) {
  processes.behaviours["quick"] = takes(100, 1.0);
  processes.behaviours["slow"] = takes(1000, 1.3);
  const Result<DuetResult> result = play_it();
  ASSERT_TRUE(result) << to_text(result.error());
  ASSERT_EQ(result->files.size(), 2U);
  EXPECT_TRUE(result->files[0].string().ends_with("_base.json")) << result->files[0];
  EXPECT_TRUE(result->files[1].string().ends_with("_head.json")) << result->files[1];
  const model::Run base = *model::read_run(result->files[0]);
  const model::Run head = *model::read_run(result->files[1]);
  EXPECT_EQ(base.suite, "demo");
  EXPECT_EQ(base.duet->id, head.duet->id);
  EXPECT_EQ(base.duet->side, model::Side::base);
  EXPECT_EQ(head.duet->side, model::Side::head);
  EXPECT_EQ(base.duet->benchmarks, 2U);
  EXPECT_EQ(base.duet->looks.at("slow").back(), 30U);
  EXPECT_EQ(base.seed, 42U);
  EXPECT_FALSE(fs::exists(options.out_folder / ".duets" / (base.duet->id + ".jsonl")));
}

TEST_F(PlayTest, each_block_has_both_sides_twice_in_the_order_of_its_coin) {
  processes.behaviours["quick"] = takes(100, 1.5);
  options.filter = "quick";
  const Result<DuetResult> result = play_it();
  ASSERT_TRUE(result);
  const SuiteRuns& runs = result->suites.front();
  ASSERT_EQ(runs.base.rows.size(), runs.head.rows.size());
  ASSERT_EQ(runs.base.rows.size() % 2, 0U);
  std::set<std::uint32_t> first;
  for (std::size_t i = 0; i < runs.base.rows.size(); i += 2) {
    const auto block = static_cast<std::uint32_t>(i / 2);
    std::set<std::uint32_t> positions;
    for (const model::Run* run : {&runs.base, &runs.head})
      for (const std::size_t r : {i, i + 1}) {
        EXPECT_EQ(run->rows[r].block, block);
        positions.insert(*run->rows[r].position);
      }
    EXPECT_EQ(positions.size(), 4U);
    const bool base_first = runs.base.rows[i].position == 0U;
    EXPECT_EQ(base_first, draw_block(42, 0, block).base_first);
    EXPECT_EQ(*runs.base.rows[i].position + *runs.base.rows[i + 1].position, 3U);
    first.insert(base_first ? 0 : 1);
  }
  EXPECT_EQ(first.size(), 2U);
}

TEST_F(PlayTest, both_sides_get_equal_work_and_equal_surroundings) {
  ASSERT_TRUE(play_it());
  std::set<std::string> counts;
  std::set<std::string> repetitions;
  std::set<std::size_t> lengths;
  std::set<std::size_t> lengths_of_outputs;
  const std::size_t rehearsals = 6;  // two benchmarks, three processes each
  for (std::size_t i = rehearsals; i < processes.processes.size(); ++i) {
    const Command& command = processes.processes[i].command;
    counts.insert(FakeSuite::argument(command, "--iterations="));
    repetitions.insert(FakeSuite::argument(command, "--benchmark_repetitions="));
    lengths.insert(command.argv.front().size());
    lengths_of_outputs.insert(FakeSuite::argument(command, "--benchmark_out=").size());
    const std::size_t first_of_block = rehearsals + (i - rehearsals) / 4 * 4;
    EXPECT_EQ(command.extra_environment, processes.processes[first_of_block].command.extra_environment);
  }
  EXPECT_EQ(counts, std::set<std::string>{"1200"});
  EXPECT_EQ(repetitions, std::set<std::string>{"10"});
  EXPECT_EQ(lengths.size(), 1U);
  EXPECT_EQ(lengths_of_outputs.size(), 1U);
}

TEST_F(PlayTest, a_program_that_cannot_write_into_memory_writes_files) {
  options.filter = "quick";
  std::size_t refused = 0;
  const auto quick = takes(100, 1.5);
  processes.behaviours["quick"] = [&](const FakeSuite::Process& process) {
    if (!process.out_file.string().starts_with("/proc/")) return quick(process);
    ++refused;
    return runner::exited_with(2, "cannot open it");
  };
  const Result<DuetResult> result = play_it();
  ASSERT_TRUE(result) << to_text(result.error());
  EXPECT_EQ(refused, 1U);
  EXPECT_TRUE(result->suites.front().head.failures.empty());
  EXPECT_GT(result->suites.front().head.rows.size(), 2U);
}

TEST_F(PlayTest, stops_what_is_decided_and_goes_on_with_the_rest) {
  processes.behaviours["slow"] = takes(1000, 1.3);
  processes.behaviours["quick"] = [this](const FakeSuite::Process& process) {  // wild: nothing can be said
    const double wild = process.nth % 3 == 0 ? 300 : 100;
    processes.write(process, FakeSuite::row(process.benchmark, wild + static_cast<double>(process.nth % 7)));
    return ProcessOutcome{};
  };
  const Result<DuetResult> result = play_it();
  ASSERT_TRUE(result);
  const model::Run& base = result->suites.front().base;
  EXPECT_EQ(model::per_round(base, "quick", "real_time").size(), 60U);
  EXPECT_LT(model::per_round(base, "slow", "real_time").size(), 60U);
  EXPECT_EQ(progress.back().worst, "slow");
  EXPECT_NEAR(progress.back().worst_change, 0.3, 0.01);
}

TEST_F(PlayTest, stops_by_the_threshold_of_each_benchmark) {
  // Both are 3 % slower, give or take 1 %: much for the one, nothing for the other.
  const auto near = [this](const FakeSuite::Process& process) {
    const double wobble = 1 + 0.002 * static_cast<double>(process.nth % 5);
    processes.write(process, FakeSuite::row(process.benchmark, (is_head(process) ? 103 : 100) * wobble));
    return ProcessOutcome{};
  };
  processes.behaviours["quick"] = near;
  processes.behaviours["slow"] = near;
  options.threshold_of = [](const std::string& suite, const std::string& benchmark) {
    return suite == "demo" && benchmark == "quick" ? 0.2 : 0.01;
  };
  const Result<DuetResult> result = play_it();
  ASSERT_TRUE(result);
  const model::Run& head = result->suites.front().head;
  const std::vector<std::uint32_t>& looks = head.duet->looks.at("quick");
  const auto blocks = [&](const char* name) { return model::per_round(head, name, "real_time").size() / 2; };
  EXPECT_EQ(blocks("quick"), looks.at(1)) << "shown to be within 20 % at the first look that can show it";
  EXPECT_GT(blocks("slow"), blocks("quick")) << "a small change is proven later";
}

TEST_F(PlayTest, measures_all_blocks_if_asked_to) {
  processes.behaviours["slow"] = takes(1000, 1.3);
  processes.behaviours["quick"] = takes(100, 1.0);
  options.until_decided = false;
  const Result<DuetResult> result = play_it();
  ASSERT_TRUE(result);
  EXPECT_EQ(result->blocks, 60U);
}

TEST_F(PlayTest, ends_when_the_budget_is_used_up) {
  options.budget_s = 400;  // a process takes two seconds
  options.until_decided = false;
  const Result<DuetResult> result = play_it();
  ASSERT_TRUE(result);
  EXPECT_LE(clock.passed_s, 400 + 8);
  EXPECT_GT(clock.passed_s, 300);
}

TEST_F(PlayTest, a_benchmark_that_crashes_fails_with_the_side_that_did_and_the_other_goes_on) {
  processes.behaviours["quick"] = [this](const FakeSuite::Process& process) {
    const bool late = process.nth > 12;
    return is_head(process) && late ? runner::ended_by(SIGSEGV, "boom") : processes.succeed(process);
  };
  processes.behaviours["slow"] = takes(100, 1.0);
  const Result<DuetResult> result = play_it();
  ASSERT_TRUE(result);
  const model::Run& head = result->suites.front().head;
  ASSERT_EQ(head.failures.size(), 1U);
  EXPECT_EQ(head.failures[0].name, "quick");
  EXPECT_EQ(head.failures[0].reason, model::FailureReason::crash);
  EXPECT_TRUE(head.failures[0].detail.starts_with("head: was ended by SIGSEGV")) << head.failures[0].detail;
  EXPECT_GE(model::per_round(head, "slow", "real_time").size(), 18U);
}

TEST_F(PlayTest, what_one_side_alone_has_is_measured_once) {
  match.head.suite.benchmarks = {"quick", "added"};
  const Result<DuetResult> result = play_it();
  ASSERT_TRUE(result);
  EXPECT_EQ(model::per_round(result->suites.front().base, "slow", "real_time").size(), 1U);
  EXPECT_TRUE(model::per_round(result->suites.front().head, "slow", "real_time").empty());
  EXPECT_EQ(model::per_round(result->suites.front().head, "added", "real_time").size(), 1U);
}

TEST_F(PlayTest, an_interrupted_duet_tells_what_is_known_and_goes_on_from_its_journal) {
  processes.behaviours["quick"] = takes(100, 1.0);
  processes.behaviours["slow"] = takes(1000, 1.3);
  const Result<DuetResult> whole = play_it();
  ASSERT_TRUE(whole);

  clock = FakeClock();
  processes.ended = 0;
  processes.stop_at = 33;
  const Result<DuetResult> stopped = play_it();
  ASSERT_TRUE(stopped);
  EXPECT_TRUE(stopped->interrupted);
  EXPECT_TRUE(stopped->files.empty());
  EXPECT_EQ(stopped->suites.front().base.rows.size(), 2 * stopped->blocks);
  EXPECT_EQ(unfinished_duets(options.out_folder), std::vector<fs::path>{stopped->journal});

  processes.stop_at = static_cast<std::size_t>(-1);
  const Result<DuetResult> resumed = resume_it(stopped->journal);
  ASSERT_TRUE(resumed) << to_text(resumed.error());
  EXPECT_FALSE(resumed->interrupted);
  EXPECT_EQ(resumed->suites.front().base.rows.size(), whole->suites.front().base.rows.size());
  EXPECT_EQ(resumed->suites.front().base.duet->looks, whole->suites.front().base.duet->looks);
  EXPECT_EQ(resumed->blocks + stopped->blocks, whole->blocks);
  const std::vector<std::string>& warnings = resumed->suites.front().head.environment.warnings;
  EXPECT_TRUE(std::ranges::any_of(warnings, [](const std::string& warning) {
    return warning.find("the duet was interrupted for") != std::string::npos;
  }));
  EXPECT_TRUE(unfinished_duets(options.out_folder).empty());
}

TEST_F(PlayTest, a_block_that_was_cut_short_is_measured_again) {
  processes.stop_at = 33;
  const Result<DuetResult> stopped = play_it();
  ASSERT_TRUE(stopped && stopped->interrupted);
  std::string journal = *read_file(stopped->journal);
  journal.resize(journal.size() - 100);  // what kill -9 may leave
  std::ofstream(stopped->journal) << journal;
  processes.stop_at = static_cast<std::size_t>(-1);
  const Result<DuetResult> resumed = resume_it(stopped->journal);
  ASSERT_TRUE(resumed) << to_text(resumed.error());
  EXPECT_FALSE(resumed->suites.front().base.rows.empty());
}

TEST_F(PlayTest, is_not_resumed_with_another_build_or_from_a_damaged_journal) {
  processes.stop_at = 33;
  const Result<DuetResult> stopped = play_it();
  ASSERT_TRUE(stopped && stopped->interrupted);
  const std::string sound = *read_file(stopped->journal);
  std::ofstream(stopped->journal) << sound.substr(0, sound.size() - 1) << "x\n";
  const Result<DuetResult> damaged = resume_it(stopped->journal);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().message, "the line is damaged");

  std::ofstream(stopped->journal) << sound;
  std::ofstream(match.head.suite.path) << "another build";
  const Result<DuetResult> other = resume_it(stopped->journal);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::conflict);
}

TEST_F(PlayTest, interrupted_while_counting_it_counts_the_rest_when_it_goes_on) {
  options.count_instructions = true;
  processes.stop_at = 6;  // two benchmarks were rehearsed with three processes each
  const Result<DuetResult> stopped = play_it();
  ASSERT_TRUE(stopped);
  EXPECT_TRUE(stopped->interrupted);
  EXPECT_EQ(stopped->blocks, 0U);
  EXPECT_EQ(read_file(stopped->journal)->find("interrupted"), std::string::npos) << "no count that failed";

  processes.stop_at = static_cast<std::size_t>(-1);
  const std::size_t before = processes.processes.size();
  const Result<DuetResult> resumed = resume_it(stopped->journal);
  ASSERT_TRUE(resumed) << to_text(resumed.error());
  std::size_t counted = 0;
  for (std::size_t i = before; i < processes.processes.size(); ++i)
    counted += processes.processes[i].command.argv.front() == "valgrind" ? 1 : 0;
  EXPECT_EQ(counted, 2U) << "the base of each: the fake leaves no count";
  EXPECT_FALSE(resumed->files.empty());
}

TEST_F(PlayTest, nothing_that_matches_the_filter_is_an_error_with_near_names) {
  options.filter = "slwo";
  const Result<DuetResult> result = play_it();
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().hint.find("slow"), std::string::npos) << to_text(result.error());
}

TEST_F(PlayTest, impossible_options_are_refused) {
  const auto refused = [&](auto change) {
    const DuetOptions before = options;
    change(options);
    const bool failed = !play_it();
    options = before;
    return failed;
  };
  EXPECT_TRUE(refused([](DuetOptions& o) { o.budget_s = 0; }));
  EXPECT_TRUE(refused([](DuetOptions& o) { o.most_blocks = 0; }));
  EXPECT_TRUE(refused([](DuetOptions& o) { o.threshold = -1; }));
  EXPECT_TRUE(refused([](DuetOptions& o) { o.alpha = 0; }));
  EXPECT_TRUE(refused([](DuetOptions& o) { o.threshold = std::nan(""); }));
}

}  // namespace
}  // namespace trackmeet::duet
