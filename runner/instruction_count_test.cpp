// SPDX-License-Identifier: Apache-2.0
#include "runner/instruction_count.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include "runner/fake_suite.hpp"

namespace trackmeet::runner {
namespace {

/// What callgrind 3.19 wrote of 2 iterations, without most of the functions.
const std::string counted = R"(# callgrind format
version: 1
creator: callgrind-3.19.0
pid: 9703
cmd:  ./canary --benchmark_filter=^compute$ --iterations=2
part: 1


desc: I1 cache: 
desc: Trigger: Program termination

positions: line
events: Ir
summary: 7000042


fl=(1) ???
fn=(0) 0x000000000001ab70
calls=1 0 
0 7000042

totals: 7000042
)";

/// Writes `text` where callgrind was told to, and ends as told.
class FakeValgrind final : public Executor {
public:
  Result<ProcessOutcome> run(const Command& given) override {
    command = given;
    if (is_missing) return failure(ErrorCode::io, "cannot start 'valgrind': it is in no folder of PATH");
    const std::string file = FakeSuite::argument(given, "--callgrind-out-file=");
    if (!text.empty()) std::ofstream(file) << text;
    folder = std::filesystem::path(file).parent_path();
    return outcome;
  }

  bool is_missing = false;
  std::string text = counted;
  ProcessOutcome outcome;
  Command command;
  std::filesystem::path folder;
};

SuiteProgram ours() {
  SuiteProgram suite;
  suite.path = "/build/suites/demo";
  suite.dialect = Dialect::trackmeet;
  suite.arguments = {"--profile=quick"};
  return suite;
}

Result<double> count(FakeValgrind& valgrind, const SuiteProgram& suite = ours()) {
  return count_instructions(suite, "matmul/1.5", 2, valgrind, std::chrono::seconds(90));
}

TEST(InstructionCommand, has_valgrind_look_at_the_timed_loop_of_one_benchmark) {
  const Command command = instruction_command(ours(), "matmul/1.5", 7, "/tmp/100%/p%p");
  EXPECT_EQ(command.argv,
            (std::vector<std::string>{"valgrind", "--tool=callgrind", "--collect-atstart=no",
                                      "--toggle-collect=trackmeet_timed_loop", "--callgrind-out-file=/tmp/100%%/p%%p",
                                      "/build/suites/demo", "--benchmark_filter=^matmul/1\\.5$", "--profile=quick",
                                      "--iterations=7", "--warm-up=0"}));
}

TEST(Instructions, are_the_total_for_each_iteration) {
  EXPECT_EQ(parse_instructions(counted, 2).value(), 3500021.0);
  EXPECT_EQ(parse_instructions("version: 1\nevents: Ir Dr Dw\ntotals: 5 3 1\n", 2).value(), 2.5);
}

TEST(Instructions, are_refused_in_a_file_that_is_none_of_callgrinds) {
  struct Case {
    const char* name;
    std::string text;
    std::uint64_t iterations;
    std::string says;
  };
  const std::string head = "# callgrind format\nevents: Ir\n";
  const Case cases[] = {
      {"nothing", "", 1, "does not begin as one"},
      {"something else", "{\"totals\": 5}", 1, "does not begin as one"},
      {"bytes", std::string(1000, '\0'), 1, "does not begin as one"},
      {"other events", "# callgrind format\nevents: Dr Ir\ntotals: 1 2\n", 1, "does not count instructions"},
      {"events that only begin alike", "# callgrind format\nevents: Irq\ntotals: 1\n", 1, "does not count"},
      {"two kinds of events", head + "events: Ir\ntotals: 1\n", 1, "does not count instructions"},
      {"a file that was cut", counted.substr(0, counted.size() - 20), 1, "cut short"},
      {"two totals", head + "totals: 1\ntotals: 2\n", 1, "cut short"},
      {"totals in words", head + "totals: many\n", 1, "no number"},
      {"a negative total", head + "totals: -5\n", 1, "no number"},
      {"more than there can be", head + "totals: 99999999999999999999999\n", 1, "no number"},
      {"a number and more", head + "totals: 5x\n", 1, "no number"},
      {"no timed loop", head + "totals: 0\n", 1, "no function 'trackmeet_timed_loop'"},
      {"no iterations", counted, 0, "no iterations"},
  };
  for (const Case& c : cases) {
    const Result<double> instructions = parse_instructions(c.text, c.iterations);
    ASSERT_FALSE(instructions) << c.name;
    EXPECT_NE(instructions.error().message.find(c.says), std::string::npos)
        << c.name << ": " << instructions.error().message;
  }
}

TEST(CountInstructions, reads_what_valgrind_left_and_leaves_nothing) {
  FakeValgrind valgrind;
  const Result<double> instructions = count(valgrind);
  ASSERT_TRUE(instructions) << to_text(instructions.error());
  EXPECT_EQ(*instructions, 3500021.0);
  EXPECT_EQ(valgrind.command.timeout, std::chrono::seconds(90));
  EXPECT_FALSE(valgrind.folder.empty());
  EXPECT_FALSE(std::filesystem::exists(valgrind.folder));
}

TEST(CountInstructions, starts_nothing_for_a_suite_that_is_not_ours) {
  FakeValgrind valgrind;
  SuiteProgram suite = ours();
  suite.dialect = Dialect::gbench_new;
  const Result<double> instructions = count(valgrind, suite);
  ASSERT_FALSE(instructions);
  EXPECT_NE(instructions.error().message.find("Trackmeet's own suites only"), std::string::npos);
  EXPECT_TRUE(valgrind.command.argv.empty());
}

TEST(CountInstructions, says_how_to_get_valgrind) {
  FakeValgrind valgrind;
  valgrind.is_missing = true;
  const Result<double> instructions = count(valgrind);
  ASSERT_FALSE(instructions);
  EXPECT_NE(instructions.error().message.find("cannot start 'valgrind'"), std::string::npos);
  EXPECT_NE(instructions.error().hint.find("apt-get install valgrind"), std::string::npos);
}

TEST(CountInstructions, tells_what_went_wrong_and_the_way_out) {
  struct Case {
    const char* name;
    ProcessOutcome outcome;
    std::string says;
    std::string hint;
  };
  ProcessOutcome timed_out;
  timed_out.end = ProcessEnd::timed_out;
  ProcessOutcome interrupted;
  interrupted.end = ProcessEnd::interrupted;
  const Case cases[] = {
      {"an unknown instruction, by signal", ended_by(SIGILL), "an instruction that valgrind does not know",
       "TRACKMEET_SUITE_FLAGS=-march=x86-64-v3"},
      {"an unknown instruction, in words", exited_with(1, "vex amd64->IR: unhandled instruction bytes: 0x62 0xF1\n"),
       "an instruction that valgrind does not know", "--preset instructions"},
      {"a crash", ended_by(SIGSEGV), "crashed with signal 11 under valgrind", ""},
      {"a wrong result", exited_with(2, "==12== Command: demo\nerror: x: wrong result: entry 1\n==12== I   refs: 5\n"),
       "ended with status 2 under valgrind: error: x: wrong result: entry 1", ""},
      {"a build without the flag",
       exited_with(2, "error: unknown flag '--warm-up'\n  hint: did you mean '--out'?\n==12== I refs: 5\n"),
       "ended with status 2", "build it anew"},
      {"too slow", timed_out, "were not counted within 1 min 30 s", "fewer iterations"},
      {"interrupted", interrupted, "interrupted", ""},
  };
  for (const Case& c : cases) {
    FakeValgrind valgrind;
    valgrind.outcome = c.outcome;
    const Result<double> instructions = count(valgrind);
    ASSERT_FALSE(instructions) << c.name;
    EXPECT_TRUE(instructions.error().message.starts_with("matmul/1.5: ")) << c.name;
    EXPECT_NE(instructions.error().message.find(c.says), std::string::npos)
        << c.name << ": " << instructions.error().message;
    EXPECT_NE(instructions.error().hint.find(c.hint), std::string::npos) << c.name << ": " << instructions.error().hint;
  }
}

TEST(CountInstructions, does_not_take_silence_for_a_count) {
  FakeValgrind valgrind;
  valgrind.text.clear();
  EXPECT_FALSE(count(valgrind));
}

}  // namespace
}  // namespace trackmeet::runner
