// SPDX-License-Identifier: Apache-2.0
#include "core/process.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "core/file.hpp"

namespace trackmeet {
namespace {

namespace fs = std::filesystem;

Command shell(std::string script) {
  Command command;
  command.argv = {"/bin/sh", "-c", std::move(script)};
  command.timeout = std::chrono::seconds(60);  // far beyond what any of these needs: a hang fails instead of hanging us
  return command;
}

TEST(LastLines, cuts_from_the_end) {
  struct Case {
    const char* text;
    std::size_t lines;
    const char* want;
  };
  const Case cases[] = {{"", 3, ""},           {"a", 3, "a"},       {"a\nb\nc\n", 2, "b\nc"}, {"a\nb\nc", 1, "c"},
                        {"a\nb\n", 5, "a\nb"}, {"a\n\n\n", 1, "a"}, {"a\nb", 0, ""},          {"\n\n", 2, ""}};
  for (const Case& c : cases) EXPECT_EQ(last_lines(c.text, c.lines), c.want) << c.text;
}

TEST(RealProcess, reports_the_exit_status) {
  const auto fine = run_process({.argv = {"true"}});
  ASSERT_TRUE(fine) << to_text(fine.error());
  EXPECT_EQ(fine->end, ProcessEnd::exited);
  EXPECT_EQ(fine->exit_status, 0);
  EXPECT_EQ(run_process({.argv = {"false"}})->exit_status, 1);
  EXPECT_EQ(run_process(shell("exit 42"))->exit_status, 42);
}

TEST(RealProcess, keeps_the_two_streams_apart) {
  const auto outcome = run_process(shell("echo to out; echo to err >&2"));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->out, "to out\n");
  EXPECT_EQ(outcome->err, "to err\n");
  EXPECT_GT(outcome->seconds, 0);
}

TEST(RealProcess, arguments_pass_through_no_shell) {
  const auto outcome = run_process({.argv = {"echo", "$HOME", "a b", "*", "'"}});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->out, "$HOME a b * '\n");
}

TEST(RealProcess, standard_input_is_empty) { EXPECT_EQ(run_process(shell("cat; echo end"))->out, "end\n"); }

TEST(RealProcess, huge_output_on_both_streams_neither_blocks_nor_fills_memory) {
  Command command = shell("i=0; while [ $i -lt 20000 ]; do echo 0123456789$i; echo 9876543210$i >&2; i=$((i+1)); done");
  command.output_limit_bytes = 100;
  const auto outcome = run_process(command);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->end, ProcessEnd::exited);
  EXPECT_EQ(outcome->out.size(), 100U);
  EXPECT_TRUE(outcome->out.ends_with("012345678919999\n"));
  EXPECT_TRUE(outcome->err.ends_with("987654321019999\n"));
}

TEST(RealProcess, the_environment_is_ours_with_the_extra_on_top) {
  ::setenv("TRACKMEET_TEST_KEPT", "kept", 1);
  ::setenv("TRACKMEET_TEST_CHANGED", "ours", 1);
  Command command = shell("echo $TRACKMEET_TEST_KEPT $TRACKMEET_TEST_CHANGED; env | grep -c TRACKMEET_TEST_CHANGED");
  command.extra_environment = {"TRACKMEET_TEST_CHANGED=theirs"};
  EXPECT_EQ(run_process(command)->out, "kept theirs\n1\n");
}

TEST(RealProcess, starts_in_the_folder_it_is_told) {
  Command command = shell("pwd");
  command.working_folder = "/";
  EXPECT_EQ(run_process(command)->out, "/\n");
}

TEST(RealProcess, a_signal_is_told_apart_from_an_exit) {
  const auto outcome = run_process(shell("kill -SEGV $$"));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->end, ProcessEnd::signalled);
  EXPECT_EQ(outcome->signal, SIGSEGV);
}

TEST(RealProcess, one_that_hangs_is_ended_at_its_timeout) {
  Command command = shell("echo begun; sleep 1000");
  command.timeout = std::chrono::milliseconds(100);
  const auto outcome = run_process(command);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->end, ProcessEnd::timed_out);
  EXPECT_GE(outcome->seconds, 0.1);
  EXPECT_LT(outcome->seconds, 60);
}

TEST(RealProcess, one_that_ignores_the_request_to_end_is_killed) {
  Command command = shell("trap '' TERM; while :; do sleep 1000; done");
  command.timeout = std::chrono::milliseconds(50);
  const auto outcome = run_process(command);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->end, ProcessEnd::timed_out);
  EXPECT_LT(outcome->seconds, 60);
}

TEST(RealProcess, the_stop_flag_interrupts) {
  std::atomic<bool> stop = false;
  std::thread other([&] { stop = true; });
  const auto outcome = run_process(shell("sleep 1000"), &stop);
  other.join();
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->end, ProcessEnd::interrupted);
  EXPECT_LT(outcome->seconds, 60);
}

TEST(RealProcess, nothing_is_started_once_stopped) {
  const std::atomic<bool> stop = true;
  const auto outcome = run_process({.argv = {"/does/not/exist"}}, &stop);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->end, ProcessEnd::interrupted);
}

TEST(RealProcess, what_it_leaves_behind_is_killed) {
  const auto outcome = run_process(shell("sleep 1000 & echo $!"));
  ASSERT_TRUE(outcome);
  EXPECT_LT(outcome->seconds, 60);
  const pid_t left = std::stoi(outcome->out);
  // Killed already; whether its parent (init) has reaped it yet is not ours to say: a zombie has no command line.
  const auto command_line = read_file("/proc/" + std::to_string(left) + "/cmdline");
  EXPECT_TRUE(!command_line || command_line->empty());
}

TEST(RealProcess, a_descendant_that_left_the_group_and_holds_the_pipes_does_not_hold_us) {
  const auto outcome = run_process(shell("setsid sleep 5 & echo started"));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->end, ProcessEnd::exited);
  EXPECT_EQ(outcome->out, "started\n");
  EXPECT_LT(outcome->seconds, 5);
}

TEST(RealProcess, the_memory_limit_holds) {
  Command command = shell("ulimit -v");
  command.memory_limit_bytes = std::uint64_t{512} << 20U;
  EXPECT_EQ(run_process(command)->out, "524288\n");
}

TEST(RealProcess, ignored_and_blocked_signals_of_ours_are_not_inherited) {
  ::signal(SIGPIPE, SIG_IGN);
  const auto outcome = run_process(shell("grep -E 'SigIgn|SigBlk' /proc/self/status"));
  ::signal(SIGPIPE, SIG_DFL);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->out, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
}

TEST(RealProcess, peak_memory_is_told_if_it_is_more_than_ours) {
  const auto small = run_process({.argv = {"true"}});
  ASSERT_TRUE(small);
  EXPECT_FALSE(small->peak_rss_bytes);
  const auto large = run_process({.argv = {"dd", "if=/dev/zero", "of=/dev/null", "bs=256M", "count=1"}});
  ASSERT_TRUE(large);
  ASSERT_TRUE(large->peak_rss_bytes);
  EXPECT_GE(*large->peak_rss_bytes, std::uint64_t{256} << 20U);
}

class RealProcessThatCannotStart : public testing::Test {
protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "trackmeet-process-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string program(const std::string& text, fs::perms mode) {
    const fs::path path = folder_ / "program";
    std::ofstream(path) << text;
    fs::permissions(path, mode);
    return path.string();
  }
  /// The message and hint of the failure to start `argv0`.
  static std::string why(const std::string& argv0) {
    const auto outcome = run_process({.argv = {argv0}});
    return outcome ? "it started" : to_text(outcome.error());
  }
  fs::path folder_;
};

TEST_F(RealProcessThatCannotStart, a_missing_file) {
  const std::string path = (folder_ / "none").string();
  EXPECT_EQ(why(path), "error: cannot start '" + path +
                           "': there is no such file\n  hint: check the path, and whether it has been built");
}

TEST_F(RealProcessThatCannotStart, a_name_that_is_not_in_PATH) {
  EXPECT_EQ(why("no-such-program-of-trackmeet"),
            "error: cannot start 'no-such-program-of-trackmeet': it is in no folder of PATH\n  hint: install it, or "
            "name it by "
            "its path");
}

TEST_F(RealProcessThatCannotStart, a_file_that_is_not_executable) {
  const std::string path = program("#!/bin/sh\n", fs::perms::owner_read);
  EXPECT_EQ(why(path), "error: cannot start '" + path + "': it is not executable for you\n  hint: chmod +x " + path);
}

TEST_F(RealProcessThatCannotStart, a_folder) {
  EXPECT_NE(why(folder_.string()).find("it is a folder, not a program"), std::string::npos);
}

TEST_F(RealProcessThatCannotStart, a_file_of_another_format) {
  const std::string path = program("just text", fs::perms::owner_all);
  EXPECT_NE(why(path).find("this machine cannot run its format"), std::string::npos) << why(path);
}

TEST_F(RealProcessThatCannotStart, a_script_whose_interpreter_is_missing) {
  const std::string path = program("#!/does/not/exist\n", fs::perms::owner_all);
  EXPECT_NE(why(path).find("its interpreter or dynamic loader is missing"), std::string::npos) << why(path);
}

TEST_F(RealProcessThatCannotStart, a_folder_to_work_in_that_is_missing) {
  const auto outcome = run_process({.argv = {"true"}, .working_folder = (folder_ / "none").string()});
  ASSERT_FALSE(outcome);
  EXPECT_NE(outcome.error().message.find("in the folder"), std::string::npos);
}

TEST_F(RealProcessThatCannotStart, nothing_at_all) {
  EXPECT_FALSE(run_process({}));
  EXPECT_FALSE(run_process({.argv = {""}}));
}

}  // namespace
}  // namespace trackmeet
