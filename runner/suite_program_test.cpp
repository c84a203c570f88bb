// SPDX-License-Identifier: Apache-2.0
#include "runner/suite_program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <regex>

#include "runner/fake_suite.hpp"

namespace trackmeet::runner {
namespace {

constexpr const char* old_help =
    "benchmark [--benchmark_list_tests={true|false}]\n          [--benchmark_filter=<regex>]\n"
    "          [--benchmark_min_time=<min_time>]\n          [--benchmark_repetitions=<num_repetitions>]\n";
constexpr const char* new_help =
    "benchmark [--benchmark_list_tests={true|false}]\n          [--benchmark_filter=<regex>]\n"
    "          [--benchmark_min_time=`<integer>x` OR `<float>s` ]\n";
constexpr const char* our_help =
    "Trackmeet suite 'tensor_ops'\n  --iterations=N   run exactly N iterations\n"
    "benchmark [--benchmark_list_tests={true|false}]\n          [--benchmark_min_time=<min_time>]\n";

/// A program that answers by its first flag, or by its filter.
class Answers final : public Executor {
public:
  ProcessOutcome help;
  ProcessOutcome list;
  ProcessOutcome empty_list;
  std::vector<std::vector<std::string>> asked;

  Result<ProcessOutcome> run(const Command& command) override {
    asked.push_back(command.argv);
    if (command.argv[1] == "--help") return help;
    return command.argv.size() > 2 ? empty_list : list;
  }
};

ProcessOutcome said(std::string out, int status = 0) {
  ProcessOutcome outcome = exited_with(status);
  outcome.out = std::move(out);
  return outcome;
}

class ProbeSuite : public testing::Test {
protected:
  ProbeSuite() : path_(folder_.path() / "tensor_ops.bin") { std::ofstream(path_) << "x"; }
  Result<SuiteProgram> probe() { return probe_suite(path_, program_, std::chrono::seconds(5)); }

  TemporaryFolder folder_;
  std::filesystem::path path_;
  Answers program_;
};

TEST_F(ProbeSuite, asks_a_suite_of_ours_for_its_profiles) {
  program_.help = said("Trackmeet suite t\n --iterations=N\n --profile=NAME\n");
  program_.empty_list = said("fast\tquick\tevery round\nslow\tfull\tevery round\nlearns\tfull\tonce\n");
  const Result<SuiteProgram> quick = probe();
  ASSERT_TRUE(quick.has_value()) << quick.error().message;
  EXPECT_EQ(quick->benchmarks, (std::vector<std::string>{"fast"}));
  EXPECT_EQ(quick->left_out, (std::vector<std::string>{"slow", "learns"}));
  EXPECT_TRUE(quick->once.empty());
  EXPECT_EQ(quick->arguments, (std::vector<std::string>{"--profile=quick"}));

  const Result<SuiteProgram> full = probe_suite(path_, program_, std::chrono::seconds(5), {true, "mnist"});
  ASSERT_TRUE(full.has_value()) << full.error().message;
  EXPECT_EQ(full->benchmarks, (std::vector<std::string>{"fast", "slow", "learns"}));
  EXPECT_EQ(full->once, (std::vector<std::string>{"learns"}));
  const std::vector<std::string> command = benchmark_command(*full, "slow", {}, "out.json").argv;
  EXPECT_NE(std::ranges::find(command, "--profile=full"), command.end());
  EXPECT_NE(std::ranges::find(command, "--data=mnist"), command.end());

  program_.empty_list = said("fast quick\n");
  EXPECT_EQ(probe().error().message, "its answer to --list=long is no list");
}

TEST_F(ProbeSuite, tells_the_dialect_from_the_help) {
  const struct {
    const char* help;
    Dialect want;
  } cases[] = {{old_help, Dialect::gbench_old}, {new_help, Dialect::gbench_new}, {our_help, Dialect::trackmeet}};
  for (const auto& [help, want] : cases) {
    program_.help = said(help);
    program_.list = said("matmul/100\nmatmul/200\n");
    const auto suite = probe();
    ASSERT_TRUE(suite) << to_text(suite.error());
    EXPECT_EQ(suite->dialect, want) << help;
    EXPECT_EQ(suite->name, "tensor_ops");
    EXPECT_TRUE(suite->path.is_absolute());
    EXPECT_EQ(suite->benchmarks, (std::vector<std::string>{"matmul/100", "matmul/200"}));
  }
}

TEST_F(ProbeSuite, names_come_once_whatever_the_line_ends) {
  program_.help = said(old_help);
  program_.list = said("a\r\nb c<int, 3>\n\na\nlast");
  EXPECT_EQ(probe()->benchmarks, (std::vector<std::string>{"a", "b c<int, 3>", "last"}));
}

TEST_F(ProbeSuite, a_main_of_its_own_that_knows_no_help_is_asked_for_its_list) {
  program_.help = said("unknown option --help\n", 1);
  program_.list = said("parse/1\n");
  program_.empty_list = said("Failed to match any benchmarks against regex: ^no benchmark has this name$\n");
  const auto suite = probe();
  ASSERT_TRUE(suite) << to_text(suite.error());
  EXPECT_EQ(suite->dialect, Dialect::gbench_old);
  EXPECT_EQ(suite->benchmarks, std::vector<std::string>{"parse/1"});
}

TEST_F(ProbeSuite, other_programs_are_told_apart) {
  const struct {
    const char* name;
    ProcessOutcome help, list, empty_list;
  } cases[] = {
      {"silent_one", said(""), said(""), said("")},
      {"echo", said("--help\n"), said("--benchmark_list_tests=true\n"), said("--benchmark_list_tests=true ^no\n")},
      {"one_that_ignores_its_arguments", said("hello\n"), said("hello\n"), said("hello\n")},
      {"one_that_refuses_the_flag", said("usage: ls\n"), said("", 2), said("", 2)},
      {"one_that_crashes", ended_by(11), ended_by(11), ended_by(11)},
  };
  for (const auto& [name, help, list, empty_list] : cases) {
    program_.help = help;
    program_.list = list;
    program_.empty_list = empty_list;
    const auto suite = probe();
    ASSERT_FALSE(suite) << name;
    EXPECT_NE(suite.error().message.find("no Google Benchmark program"), std::string::npos) << name;
    EXPECT_EQ(suite.error().where->path, path_.string()) << name;
    EXPECT_FALSE(suite.error().hint.empty()) << name;
  }
}

TEST_F(ProbeSuite, one_that_hangs_is_an_error) {
  program_.help.end = ProcessEnd::timed_out;
  const auto suite = probe();
  ASSERT_FALSE(suite);
  EXPECT_EQ(suite.error().message, "it did not answer --help within 5.0 s");
}

TEST_F(ProbeSuite, one_that_crashes_while_listing_says_so) {
  program_.help = said(our_help);
  program_.list = ended_by(11);
  EXPECT_EQ(probe().error().message, "it crashed with signal 11 when asked for its benchmarks");
  program_.list = exited_with(3, "cannot read model\n");
  EXPECT_EQ(probe().error().message, "it ended with status 3 when asked for its benchmarks: cannot read model");
}

TEST_F(ProbeSuite, one_without_benchmarks_is_an_error) {
  program_.help = said(new_help);
  program_.list = said("");
  EXPECT_EQ(probe().error().message, "this suite has no benchmarks");
}

TEST_F(ProbeSuite, an_absurdly_long_name_is_refused) {
  program_.help = said(new_help);
  program_.list = said(std::string(5000, 'a'));
  EXPECT_NE(probe().error().message.find("has 5000 bytes"), std::string::npos);
}

TEST_F(ProbeSuite, a_missing_file_and_a_folder_are_not_even_started) {
  EXPECT_EQ(probe_suite(folder_.path() / "none", program_, {}).error().message, "there is no such suite");
  EXPECT_EQ(probe_suite(folder_.path(), program_, {}).error().message, "this is a folder, not a suite");
  EXPECT_TRUE(program_.asked.empty());
}

TEST(BenchmarkCommand, speaks_every_dialect) {
  const struct {
    Dialect dialect;
    std::optional<std::uint64_t> iterations;
    const char* want;
  } cases[] = {
      {Dialect::trackmeet, 1200, "--iterations=1200"},
      {Dialect::trackmeet, std::nullopt, "--benchmark_min_time=0.25"},
      {Dialect::gbench_new, 1200, "--benchmark_min_time=1200x"},
      {Dialect::gbench_new, std::nullopt, "--benchmark_min_time=0.25s"},
      {Dialect::gbench_old, 1200, "--benchmark_min_time=0.25"},
      {Dialect::gbench_old, std::nullopt, "--benchmark_min_time=0.25"},
  };
  for (const auto& c : cases) {
    const SuiteProgram suite{"s", "/suites/s", c.dialect, {}};
    const Command command = benchmark_command(suite, "matmul/100.5", {0.25, c.iterations}, "/out/x.json");
    EXPECT_EQ(command.argv,
              (std::vector<std::string>{"/suites/s", R"(--benchmark_filter=^matmul/100\.5$)",
                                        "--benchmark_out=/out/x.json", "--benchmark_out_format=json", c.want}));
  }
}

TEST(ExactPattern, matches_its_name_and_no_other_in_both_grammars) {
  const std::string names[] = {"matmul/100.5", "matmul/100x5", "a",           "ab",         "f<int[3], {1}>",
                               "f(x|y)",       "a+b*c?",       "back\\slash", "^start$",    "größe/行列",
                               "with space",   "{2}",          "]",           "min:-1/x:2", "\"quoted'"};
  for (const auto grammar : {std::regex::ECMAScript, std::regex::extended}) {
    for (const std::string& name : names) {
      const std::regex pattern(exact_pattern(name), grammar);
      for (const std::string& other : names)
        EXPECT_EQ(std::regex_search(other, pattern), other == name) << name << " against " << other;
    }
  }
}

}  // namespace
}  // namespace trackmeet::runner
