// SPDX-License-Identifier: Apache-2.0
#include "core/guardian.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include "core/file.hpp"
#include "core/process.hpp"

namespace trackmeet {
namespace {

using namespace std::chrono_literals;

/// A shell that starts a process, writes its number into `file`, and waits for it.
Command starts_a_process(const std::string& file) {
  Command command;
  command.argv = {"/bin/sh", "-c", "sleep 300 & echo $! > \"$0.new\"; mv \"$0.new\" \"$0\"; wait", file};
  command.timeout = 60s;
  return command;
}

/// Asks again and again, for a long while.
template <typename Condition>
bool comes_true(Condition condition) {
  for (int i = 0; i < 3000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

pid_t number_in(const std::string& file) {
  const Result<std::string> text = read_file(file);
  pid_t number = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

/// Runs the command in a process of its own and kills that; the number of the process that the command started.
pid_t orphan_of(Command command, const std::string& file) {
  std::filesystem::remove(file);
  const pid_t runner = ::fork();
  if (runner == 0) {
    const auto outcome = run_process(command);
    ::_exit(outcome ? 0 : 1);
  }
  EXPECT_TRUE(comes_true([&] { return std::filesystem::exists(file); }));
  ::kill(runner, SIGKILL);
  ::waitpid(runner, nullptr, 0);
  return number_in(file);
}

bool is_gone(pid_t process) {
  const Result<std::string> status = read_file("/proc/" + std::to_string(process) + "/stat");
  return !status || status->find(") Z ") != std::string::npos;
}

TEST(Guardian, kills_what_a_program_started_when_we_are_killed) {
  const std::string file = testing::TempDir() + "trackmeet_guarded";
  Command command = starts_a_process(file);
  command.guarded = true;
  const pid_t orphan = orphan_of(command, file);
  ASSERT_GT(orphan, 0);
  EXPECT_TRUE(comes_true([&] { return is_gone(orphan); }));
}

TEST(Guardian, is_why_it_dies) {
  const std::string file = testing::TempDir() + "trackmeet_unguarded";
  const pid_t orphan = orphan_of(starts_a_process(file), file);
  ASSERT_GT(orphan, 0);
  std::this_thread::sleep_for(50ms);
  EXPECT_FALSE(is_gone(orphan));
  ::kill(orphan, SIGKILL);
}

TEST(Guardian, stands_down_when_all_is_well) {
  const pid_t group = ::fork();
  if (group == 0) {
    ::setpgid(0, 0);
    for (;;) ::pause();
  }
  ::setpgid(group, group);
  { const Guardian guardian(group); }
  EXPECT_EQ(::waitpid(group, nullptr, WNOHANG), 0) << "it was killed";
  ::kill(group, SIGKILL);
  ::waitpid(group, nullptr, 0);
}

TEST(Guardian, changes_nothing_of_how_a_program_ends) {
  Command command;
  command.argv = {"/bin/sh", "-c", "echo out; exit 3"};
  command.guarded = true;
  const auto outcome = run_process(command);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->exit_status, 3);
  EXPECT_EQ(outcome->out, "out\n");
}

}  // namespace
}  // namespace trackmeet
