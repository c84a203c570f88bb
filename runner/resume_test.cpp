// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>

#include "core/file.hpp"
#include "model/results_file.hpp"
#include "runner/fake_suite.hpp"
#include "runner/journal.hpp"
#include "runner/session.hpp"

namespace trackmeet::runner {
namespace {

namespace fs = std::filesystem;

/// One session in a folder of its own, with everything that it touches.
struct Scene {
  explicit Scene(bool against_itself = false) {
    suite.name = "demo";
    suite.path = folder.path() / "demo";
    suite.dialect = Dialect::gbench_new;
    suite.benchmarks = {"alpha", "beta", "a b/\"c\""};
    std::ofstream(suite.path) << "program";
    options.out_folder = folder.path() / "results";
    options.rounds = 2;
    options.seed = 99;
    options.against_itself = against_itself;
    fake.behaviours["beta"] = [this](const FakeSuite::Process& process) {
      return process.nth < 8 ? fake.succeed(process) : ended_by(SIGSEGV, "line \"1\"\n\tline 2\n");
    };
    fake.behaviours["a b/\"c\""] = [this](const FakeSuite::Process& process) {
      fake.write(process, FakeSuite::row("a b/\\\"c\\\"", 1.0 / 3 + static_cast<double>(process.nth)));
      ProcessOutcome outcome;
      outcome.seconds = 0.1;
      outcome.peak_rss_bytes = 1234567;
      return outcome;
    };
  }
  Result<SessionResult> begin() {
    SessionContext context{fake, clock, {}, quiet_machine};
    return measure(suite, options, context);
  }
  Result<SessionResult> go_on(const fs::path& journal) {
    SessionContext context{fake, clock, {}, quiet_machine};
    return resume(journal, context);
  }

  TemporaryFolder folder;
  FakeClock clock;
  FakeSuite fake{clock};
  SuiteProgram suite;
  SessionOptions options;
};

/// The runs as text without what differs from session to session: the identifiers, and the warnings of breaks.
std::string essence(const SessionResult& result) {
  std::string text;
  for (model::Run run : result.runs) {
    run.id = "id";
    if (run.duet) run.duet->id = "duet";
    std::erase_if(run.environment.warnings,
                  [](const std::string& warning) { return warning.starts_with("measuring was interrupted"); });
    text += model::format_run(run).value_or("cannot be written");
  }
  return text;
}

class Resume : public testing::TestWithParam<bool> {};

TEST_P(Resume, after_an_interruption_anywhere_it_ends_like_one_that_was_never_interrupted) {
  Scene whole(GetParam());
  const Result<SessionResult> want = whole.begin();
  ASSERT_TRUE(want) << to_text(want.error());
  ASSERT_FALSE(want->runs.front().failures.empty());
  const std::size_t processes = whole.fake.ended;
  ASSERT_GT(processes, 9U);

  for (std::size_t stop = 0; stop < processes; ++stop) {
    Scene scene(GetParam());
    scene.fake.stop_at = stop;
    const Result<SessionResult> begun = scene.begin();
    ASSERT_TRUE(begun) << to_text(begun.error());
    ASSERT_TRUE(begun->interrupted) << "at process " << stop;
    EXPECT_TRUE(begun->runs.empty());
    EXPECT_EQ(unfinished_sessions(scene.options.out_folder), std::vector<fs::path>{begun->journal});

    scene.fake.stop_at = static_cast<std::size_t>(-1);
    scene.clock.passed_s += 185;
    const Result<SessionResult> result = scene.go_on(begun->journal);
    ASSERT_TRUE(result) << "at process " << stop << ": " << to_text(result.error());
    EXPECT_EQ(essence(*result), essence(*want)) << "at process " << stop;
    EXPECT_EQ(scene.fake.ended, processes) << "nothing is measured twice";
    EXPECT_TRUE(unfinished_sessions(scene.options.out_folder).empty());
    ASSERT_EQ(result->files.size(), result->runs.size());
    for (const model::Run& run : result->runs) {
      const auto& warnings = run.environment.warnings;
      EXPECT_EQ(std::ranges::count_if(warnings,
                                      [](const std::string& warning) {
                                        return warning.starts_with("measuring was interrupted for 3 min 05 s: ");
                                      }),
                1)
          << "at process " << stop;
    }
  }
}

TEST_P(Resume, after_a_kill_in_the_middle_of_a_write_it_ends_the_same) {
  Scene whole(GetParam());
  const Result<SessionResult> want = whole.begin();
  ASSERT_TRUE(want);

  Scene scene(GetParam());
  scene.fake.stop_at = whole.fake.ended - 1;
  const fs::path journal = scene.begin()->journal;
  const std::string text = read_file(journal).value();
  const std::size_t first_line = text.find('\n') + 1;
  for (std::size_t length = first_line; length <= text.size(); length += 499) {
    std::ofstream(journal, std::ios::trunc) << text.substr(0, length);
    const std::string_view kept = std::string_view(text).substr(first_line, length - first_line);
    scene.fake.stop_at = static_cast<std::size_t>(-1);
    scene.fake.ended = static_cast<std::size_t>(std::ranges::count(kept, '\n'));  // what is lost is measured again
    const Result<SessionResult> result = scene.go_on(journal);
    ASSERT_TRUE(result) << "cut at byte " << length << ": " << to_text(result.error());
    EXPECT_EQ(essence(*result), essence(*want)) << "cut at byte " << length;
  }
}

TEST_P(Resume, as_often_as_it_takes) {
  Scene whole(GetParam());
  const Result<SessionResult> want = whole.begin();
  ASSERT_TRUE(want);
  Scene scene(GetParam());
  scene.fake.stop_at = 0;
  Result<SessionResult> result = scene.begin();
  std::size_t breaks = 0;
  while (result && result->interrupted) {
    scene.fake.stop_at += 1;
    ++breaks;
    result = scene.go_on(result->journal);
  }
  ASSERT_TRUE(result) << to_text(result.error());
  EXPECT_EQ(breaks, whole.fake.ended);
  EXPECT_EQ(essence(*result), essence(*want));
}

INSTANTIATE_TEST_SUITE_P(Sides, Resume, testing::Bool(),
                         [](const auto& which) { return which.param ? "against_itself" : "one_run"; });

class InterruptedSession : public testing::Test {
protected:
  InterruptedSession() {
    scene_.fake.stop_at = 4;
    const Result<SessionResult> begun = scene_.begin();
    if (begun) journal_ = begun->journal;
    scene_.fake.stop_at = static_cast<std::size_t>(-1);
  }
  Scene scene_;
  fs::path journal_;
};

TEST_F(InterruptedSession, is_refused_if_the_suite_was_built_again) {
  std::ofstream(scene_.suite.path) << "another program";
  const auto result = scene_.go_on(journal_);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::conflict);
  EXPECT_EQ(result.error().message, "the suite has been built again since this session began");
  EXPECT_TRUE(fs::exists(journal_)) << "nothing measured is thrown away";
}

TEST_F(InterruptedSession, is_refused_if_the_suite_is_gone) {
  fs::remove(scene_.suite.path);
  EXPECT_FALSE(scene_.go_on(journal_));
  EXPECT_TRUE(fs::exists(journal_));
}

TEST_F(InterruptedSession, is_refused_while_another_process_is_on_it) {
  const Result<Journal> other = Journal::take_up(journal_);
  ASSERT_TRUE(other);
  const auto result = scene_.go_on(journal_);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "another process is measuring this session");
}

TEST_F(InterruptedSession, is_continued_where_its_folder_was_moved_to) {
  const fs::path moved = scene_.folder.path() / "elsewhere";
  fs::rename(scene_.options.out_folder, moved);
  const auto result = scene_.go_on(moved / ".journal" / journal_.filename());
  ASSERT_TRUE(result) << to_text(result.error());
  EXPECT_EQ(result->files.front().parent_path(), moved);
}

TEST_F(InterruptedSession, a_damaged_line_is_named) {
  std::string text = read_file(journal_).value();
  text.replace(text.find("\"stage\""), 7, "\"stake\"");
  std::ofstream(journal_, std::ios::trunc) << text;
  const auto result = scene_.go_on(journal_);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().where->path, journal_.string());
  EXPECT_EQ(result.error().where->line, 2U);
}

TEST_F(InterruptedSession, a_journal_of_another_version_is_refused) {
  std::string text = read_file(journal_).value();
  text.replace(text.find("journal/2"), 9, "journal/9");
  std::ofstream(journal_, std::ios::trunc) << text;
  const auto result = scene_.go_on(journal_);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().where->line, 1U);
}

TEST(Unfinished, newest_first_and_only_journals) {
  TemporaryFolder folder;
  EXPECT_TRUE(unfinished_sessions(folder.path()).empty());
  const fs::path below = folder.path() / ".journal";
  fs::create_directory(below);
  const auto now = fs::file_time_type::clock::now();
  int age_s = 0;
  for (const char* name : {"b.jsonl", "a.jsonl", "c.out.json"}) {
    std::ofstream(below / name) << "x";
    fs::last_write_time(below / name, now - std::chrono::seconds(age_s++));
  }
  EXPECT_EQ(unfinished_sessions(folder.path()), (std::vector<fs::path>{below / "b.jsonl", below / "a.jsonl"}));
}

}  // namespace
}  // namespace trackmeet::runner
