// SPDX-License-Identifier: Apache-2.0
#include "duet/build_cache.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include "core/file.hpp"
#include "runner/fake_suite.hpp"
#include "vcs/scratch_repository.hpp"
#include "vcs/snapshot.hpp"

namespace trackmeet::duet {
namespace {

namespace fs = std::filesystem;

/// Builds without a process: copies `a.txt` to the output. What `log` is set to is said, and `outcome` is how it ends.
class FakeBuilder final : public runner::Executor {
public:
  Result<ProcessOutcome> run(const Command& command) override {
    commands.push_back(command);
    if (!log.empty()) must_write(command.argv.back(), log);
    const fs::path root = command.working_folder;
    if (outcome.end == ProcessEnd::exited && outcome.exit_status == 0 && leaves_output)
      must_write(root / "build/out", read_file(root / "a.txt").value_or(""));
    return outcome;
  }
  static void must_write(const fs::path& path, const std::string& text) {
    EXPECT_TRUE(write_file_atomically(path, text));
  }

  std::vector<Command> commands;
  ProcessOutcome outcome;
  std::string log;
  bool leaves_output = true;
};

class BuildCaches : public vcs::OneScratchRepository {
protected:
  void SetUp() override {
    OneScratchRepository::SetUp();
    if (IsSkipped()) return;
    commit_file(repo_, ".gitignore", "/build/\n");
    for (const char* text : {"0", "1", "2", "3", "4", "5"}) {
      commit_file(repo_, "a.txt", text);
      sources_.push_back({git(repo_, {"rev-parse", "HEAD"}), git(repo_, {"rev-parse", "HEAD^{tree}"}), text});
    }
  }

  BuildCacheOptions options() const {
    return {.project = repo_,
            .folder = scratch() / "cache",
            .recipe = {.command = "make", .output = "build"},
            .environment = {},
            .before_build = {}};
  }

  Build build(std::size_t source, Kept kept = Kept::use) { return build_with(options(), source, kept); }

  Build build_with(BuildCacheOptions with, std::size_t source, Kept kept = Kept::use) {
    clock_.passed_s += 1;
    BuildCache cache(std::move(with), builder_, clock_);
    Result<Build> built = cache.build(sources_.at(source), kept);
    if (!built) ADD_FAILURE() << to_text(built.error());
    return built ? std::move(*built) : Build{};
  }

  std::string error_with(BuildCacheOptions with) {
    BuildCache cache(std::move(with), builder_, clock_);
    const Result<Build> built = cache.build(sources_.at(0));
    if (built) ADD_FAILURE() << "it was built";
    return built ? "" : to_text(built.error());
  }

  void lose_outputs() const {
    for (std::size_t i = 0; i < slot_count; ++i) fs::remove_all(slot_at(scratch() / "cache", i).folder / "build");
  }

  static std::string built_text(const Build& build) { return read_file(build.output / "out").value_or("(none)"); }

  std::vector<BuildSource> sources_;
  FakeBuilder builder_;
  runner::FakeClock clock_;
};

TEST_F(BuildCaches, build_once_what_they_then_have) {
  const Build first = build(0);
  EXPECT_EQ(first.end, BuildEnd::built);
  EXPECT_EQ(built_text(first), "0");
  EXPECT_EQ(first.root, scratch() / "cache/slot-0");
  EXPECT_EQ(first.output, scratch() / "cache/slot-0/build");
  const Build again = build(0);
  EXPECT_EQ(again.end, BuildEnd::cached);
  EXPECT_EQ(again.root, first.root);
  EXPECT_EQ(builder_.commands.size(), 1U);
  EXPECT_EQ(git(repo_, {"status", "--porcelain"}), "");
}

TEST_F(BuildCaches, pass_the_command_to_the_shell_as_it_is) {
  BuildCacheOptions odd = options();
  odd.recipe.command = "echo \"$HOME\" 'a b'; make";
  build_with(odd, 0);
  const Command& command = builder_.commands.at(0);
  EXPECT_EQ(command.argv.at(0), "/bin/sh");
  EXPECT_EQ(command.argv.at(4), odd.recipe.command);
  EXPECT_EQ(command.working_folder, (scratch() / "cache/slot-0").string());
}

TEST_F(BuildCaches, build_base_and_head_in_two_slots_and_then_move_the_one_unused_for_longer) {
  EXPECT_EQ(build(0).root.filename(), "slot-0");
  EXPECT_EQ(build(1).root.filename(), "slot-1");
  EXPECT_EQ(build(0).end, BuildEnd::cached);
  const Build third = build(2);
  EXPECT_EQ(third.root.filename(), "slot-1");
  EXPECT_EQ(built_text(third), "2");
  EXPECT_EQ(build(0).end, BuildEnd::cached);
  EXPECT_EQ(build(1).end, BuildEnd::built);
}

TEST_F(BuildCaches, never_move_a_slot_that_somebody_holds) {
  const Build zero = build(0);
  const Build one = build(1);
  const Build two = build(2);
  const Build three = build(3);
  EXPECT_EQ(three.root.filename(), "slot-3");
  EXPECT_EQ(built_text(zero), "0");
  EXPECT_EQ(built_text(one), "1");
  EXPECT_EQ(build(2).end, BuildEnd::cached);  // two may hold the same
  BuildCache cache(options(), builder_, clock_);
  const Result<Build> fifth = cache.build(sources_.at(4));
  ASSERT_FALSE(fifth);
  EXPECT_EQ(fifth.error().code, ErrorCode::conflict);
  EXPECT_NE(fifth.error().message.find("all 4 build folders are in use"), std::string::npos);
}

TEST_F(BuildCaches, build_again_for_another_recipe_and_when_asked_to) {
  build(0);
  BuildCacheOptions other = options();
  other.environment = {"CXXFLAGS=-O1"};
  EXPECT_EQ(build_with(other, 0).end, BuildEnd::built);
  EXPECT_EQ(build(0, Kept::build_again).end, BuildEnd::built);
  EXPECT_EQ(build(0).end, BuildEnd::cached);
}

TEST_F(BuildCaches, remember_a_failure_with_its_last_lines_until_asked_to_try_again) {
  builder_.outcome.exit_status = 2;
  builder_.log = "compiling\na.cpp:1: error: \x1b[31mno\n";
  const Build failed = build(0);
  EXPECT_EQ(failed.end, BuildEnd::failed);
  EXPECT_EQ(failed.reason, "the build command failed with exit status 2");
  EXPECT_EQ(failed.last_lines, "compiling\na.cpp:1: error: \\x1b[31mno");
  EXPECT_FALSE(failed.remembered);
  EXPECT_EQ(read_file(failed.log).value_or(""), builder_.log);
  builder_.outcome.exit_status = 0;
  const Build again = build(0);
  EXPECT_EQ(again.end, BuildEnd::failed);
  EXPECT_TRUE(again.remembered);
  EXPECT_EQ(again.reason, failed.reason);
  EXPECT_EQ(again.last_lines, failed.last_lines);
  EXPECT_EQ(builder_.commands.size(), 1U);
  EXPECT_EQ(build(0, Kept::build_again).end, BuildEnd::built);
  EXPECT_EQ(build(0).end, BuildEnd::cached);
}

TEST_F(BuildCaches, do_not_remember_failures_that_the_machine_may_be_to_blame_for) {
  struct Case {
    const char* name;
    ProcessOutcome outcome;
    const char* log;
    bool leaves_output;
    const char* reason;
  };
  ProcessOutcome timed_out;
  timed_out.end = ProcessEnd::timed_out;
  const Case cases[] = {
      {"timeout", timed_out, "", true, "longer than 120 min"},
      {"killed", runner::ended_by(9), "", true, "ended by signal 9"},
      {"not found", runner::exited_with(127), "sh: 1: ninja: not found", true, "was not found"},
      {"memory", runner::exited_with(1), "g++: fatal error: Killed signal terminated program cc1plus\n", true,
       "too little memory"},
      {"no output", runner::exited_with(0), "", false, "left no folder 'build'"},
  };
  std::size_t source = 0;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    builder_.outcome = c.outcome;
    builder_.log = c.log;
    builder_.leaves_output = c.leaves_output;
    const Build failed = build(source);
    EXPECT_EQ(failed.end, BuildEnd::failed);
    EXPECT_NE(failed.reason.find(c.reason), std::string::npos) << failed.reason;
    lose_outputs();
    builder_.outcome = {};
    builder_.log = {};
    builder_.leaves_output = true;
    EXPECT_EQ(build(source).end, BuildEnd::built);
    lose_outputs();
    ++source;
  }
}

TEST_F(BuildCaches, build_again_what_was_interrupted_or_lost) {
  builder_.outcome.end = ProcessEnd::interrupted;
  EXPECT_EQ(build(0).end, BuildEnd::interrupted);
  EXPECT_NE(read_file(scratch() / "cache/slot-0.record").value_or("").find("state failed"), std::string::npos);
  builder_.outcome = {};
  EXPECT_EQ(build(0).end, BuildEnd::built);
  fs::remove_all(scratch() / "cache/slot-0");
  EXPECT_EQ(build(0).end, BuildEnd::built);
  ASSERT_TRUE(write_file_atomically(scratch() / "cache/slot-0.record", "trackmeet.slot/1\nstate ready\ngarbage"));
  EXPECT_EQ(build(0).end, BuildEnd::built);
}

TEST_F(BuildCaches, leave_a_slot_alone_in_which_a_killed_trackmeet_may_have_left_compilers_at_work) {
  build(0);
  const BuildSlot slot = slot_at(scratch() / "cache", 0);
  SlotRecord record = slot.read();
  record.state = SlotRecord::State::building;
  ASSERT_TRUE(slot.write(record));
  EXPECT_EQ(build(0).root.filename(), "slot-1");
  clock_.passed_s += 3 * 3600;
  EXPECT_EQ(build(1).root.filename(), "slot-0");
}

TEST_F(BuildCaches, build_a_work_tree_that_is_not_committed) {
  write(repo_ / "a.txt", "dirty");
  const auto snapshot = vcs::take_snapshot(repo_);
  ASSERT_TRUE(snapshot);
  sources_.push_back({snapshot->commit, snapshot->tree, "the work tree"});
  EXPECT_EQ(built_text(build(sources_.size() - 1)), "dirty");
  EXPECT_EQ(built_text(build(sources_.size() - 2)), "5");
}

TEST_F(BuildCaches, build_a_project_that_lies_below_the_root_of_its_repository) {
  commit_file(repo_, "tool/a.txt", "below");
  commit_file(repo_, ".gitignore", "build/\n");
  sources_.push_back({git(repo_, {"rev-parse", "HEAD"}), git(repo_, {"rev-parse", "HEAD^{tree}"}), "HEAD"});
  BuildCacheOptions below = options();
  below.project = repo_ / "tool";
  const Build built = build_with(below, sources_.size() - 1);
  EXPECT_EQ(built.root, scratch() / "cache/slot-0/tool");
  EXPECT_EQ(built_text(built), "below");
  EXPECT_NE(error_with(below).find("there is no such folder in 0"), std::string::npos);
}

TEST_F(BuildCaches, say_before_a_build_what_takes_so_long) {
  std::vector<std::string> said;
  BuildCacheOptions saying = options();
  saying.before_build = [&](const std::string& label, const fs::path& log) {
    said.push_back(label);
    EXPECT_TRUE(fs::exists(log));
  };
  build_with(saying, 3);
  build_with(saying, 3);
  EXPECT_EQ(said, std::vector<std::string>{"3"});
}

TEST_F(BuildCaches, cannot_work_without_a_command_a_cache_folder_or_room) {
  BuildCacheOptions without = options();
  without.recipe.command = "";
  EXPECT_NE(error_with(without).find("trackmeet.toml: [build]"), std::string::npos);
  write(scratch() / "file", "");
  BuildCacheOptions unwritable = options();
  unwritable.folder = scratch() / "file/cache";
  EXPECT_NE(error_with(unwritable).find("cannot make the folder"), std::string::npos);
  BuildCacheOptions elsewhere = options();
  elsewhere.project = scratch() / "home";
  EXPECT_NE(error_with(elsewhere).find("no git repository"), std::string::npos);
  builder_.outcome.exit_status = 1;
  builder_.log = "cc1plus: fatal error: error writing to a.s: No space left on device\n";
  EXPECT_NE(error_with(options()).find("the disk became full"), std::string::npos);
}

TEST_F(BuildCaches, with_a_real_shell_keep_the_whole_log) {
  std::atomic<bool> stop = false;
  runner::ProcessExecutor shell(stop);
  BuildCacheOptions real = options();
  real.recipe.command = "mkdir -p build && cp a.txt build/out && echo \"said it's done\" && echo also >&2";
  BuildCache cache(real, shell, clock_);
  const Result<Build> built = cache.build(sources_.at(2));
  ASSERT_TRUE(built) << to_text(built.error());
  EXPECT_EQ(built->end, BuildEnd::built) << built->reason;
  EXPECT_EQ(built_text(*built), "2");
  EXPECT_EQ(read_file(built->log).value_or(""), "said it's done\nalso\n");
  real.recipe.command = "exit 3";
  BuildCache failing(real, shell, clock_);
  const Result<Build> failed = failing.build(sources_.at(2));
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->reason, "the build command failed with exit status 3");
  stop = true;
  const Result<Build> stopped = failing.build(sources_.at(3));
  ASSERT_TRUE(stopped);
  EXPECT_EQ(stopped->end, BuildEnd::interrupted);
}

TEST(BuildFolder, lies_in_the_users_cache_by_the_name_of_the_project) {
  ASSERT_EQ(::setenv("XDG_CACHE_HOME", "/somewhere/cache", 1), 0);
  const Result<fs::path> folder = build_folder("/somewhere/demo");
  ASSERT_EQ(::unsetenv("XDG_CACHE_HOME"), 0);
  ASSERT_TRUE(folder) << to_text(folder.error());
  EXPECT_TRUE(folder->filename().string().starts_with("demo-")) << *folder;
  EXPECT_EQ(folder->parent_path().filename(), "trackmeet");
}

}  // namespace
}  // namespace trackmeet::duet
