// SPDX-License-Identifier: Apache-2.0
#include "app/outputs.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/file.hpp"
#include "report/sample_comparison.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;

/// A folder that is empty at the start of each test.
class Outputs : public testing::Test {
protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    ::unsetenv("GITHUB_STEP_SUMMARY");
  }
  void TearDown() override {
    ::unsetenv("GITHUB_STEP_SUMMARY");
    fs::remove_all(folder_);
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string text_in(const std::string& name) const { return read_file(path(name)).value_or(""); }

private:
  fs::path folder_ = fs::path(testing::TempDir()) / (std::string("trackmeet_outputs_") +
                                                     testing::UnitTest::GetInstance()->current_test_info()->name());
};

Answers one_suite() {
  Answers answers;
  answers.add(report::sample::mixed(), {});
  return answers;
}

TEST_F(Outputs, EveryFormatThatIsAskedForIsWritten) {
  OutputOptions options;
  options.files = {{"text", path("t.txt")},   {"markdown", path("new/folder/m.md")},
                   {"summary", path("s.md")}, {"json", path("j.json")},
                   {"junit", path("u.xml")},  {"csv", path("c.csv")},
                   {"github", path("g.txt")}, {"html", path("h.html")}};
  EXPECT_TRUE(write_outputs(one_suite(), options));
  EXPECT_TRUE(text_in("t.txt").starts_with("tensor_ops   on "));
  EXPECT_TRUE(text_in("new/folder/m.md").starts_with("<!-- trackmeet:tensor_ops -->\n"));
  EXPECT_TRUE(text_in("s.md").starts_with("### ❌ tensor_ops: "));
  EXPECT_TRUE(text_in("j.json").starts_with("{\n  \"schema\": \"trackmeet.comparison/1\""));
  EXPECT_TRUE(text_in("u.xml").starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>"));
  EXPECT_TRUE(text_in("c.csv").starts_with("suite,name,metric,"));
  EXPECT_TRUE(text_in("g.txt").starts_with("::error title="));
  EXPECT_TRUE(text_in("h.html").starts_with("<!DOCTYPE html>") || text_in("h.html").starts_with("<!doctype html>"));
}

TEST_F(Outputs, UnchangedRowsAreListedInTheTextThatIsWrittenIfTheyAreWanted) {
  OutputOptions options;
  options.files = {{"text", path("t.txt")}};
  EXPECT_TRUE(write_outputs(one_suite(), options));
  EXPECT_EQ(text_in("t.txt").find("sigmoid"), std::string::npos);
  options.show_all = true;
  EXPECT_TRUE(write_outputs(one_suite(), options));
  EXPECT_NE(text_in("t.txt").find("sigmoid"), std::string::npos);
}

TEST_F(Outputs, WhatCannotBeWrittenIsToldAndTheRestIsWritten) {
  OutputOptions options;
  ASSERT_TRUE(write_file_atomically(path("file"), ""));
  options.files = {{"markdown", path("file/below.md")}, {"csv", path("c.csv")}, {"text", path("t.txt")}};
  testing::internal::CaptureStderr();
  EXPECT_FALSE(write_outputs(one_suite(), options));
  const std::string told = testing::internal::GetCapturedStderr();
  EXPECT_NE(told.find(path("file")), std::string::npos) << told;
  EXPECT_NE(told.find("error: cannot make the folder: "), std::string::npos) << told;
  EXPECT_FALSE(text_in("c.csv").empty());
  EXPECT_FALSE(text_in("t.txt").empty());
  EXPECT_FALSE(check_outputs_writable(options)) << "and before anything is measured it is found out";
  options.files.erase("markdown");
  EXPECT_TRUE(check_outputs_writable(options));
}

TEST_F(Outputs, AnOutputThatIsNotThereIsNoAnswerWhateverWasFound) {
  OutputOptions options;
  testing::internal::CaptureStdout();
  EXPECT_EQ(present(one_suite(), options), ExitStatus::regression);
  EXPECT_TRUE(testing::internal::GetCapturedStdout().starts_with("tensor_ops   on "));
  ASSERT_TRUE(write_file_atomically(path("file"), ""));
  options.files = {{"csv", path("file/c.csv")}};
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  EXPECT_EQ(present(one_suite(), options), ExitStatus::unanswered);
  testing::internal::GetCapturedStderr();
  EXPECT_TRUE(testing::internal::GetCapturedStdout().starts_with("tensor_ops   on "));
}

TEST_F(Outputs, WhatCannotBeMeantIsRefusedBeforeAnythingIsWritten) {
  const std::string inputs[] = {path("base.json"), "-"};
  const struct {
    std::map<std::string, std::string> files;
    const char* want;
  } cases[] = {
      {{{"json", "-"}}, "--json takes a file, not standard output"},
      {{{"json", path("a")}, {"csv", path("x/../a")}}, "two outputs are to be written to "},
      {{{"junit", path("./base.json")}}, "--junit would overwrite "},
      {{{"markdown", path("")}}, "--markdown takes a file, and "},
  };
  for (const auto& [files, want] : cases) {
    OutputOptions options;
    options.files = files;
    const Result<void> checked = check_outputs(options, inputs);
    ASSERT_FALSE(checked) << want;
    EXPECT_EQ(checked.error().code, ErrorCode::usage);
    EXPECT_TRUE(checked.error().message.starts_with(want)) << checked.error().message;
  }
  ASSERT_TRUE(write_file_atomically(path("runs/1.json"), "{}"));
  const std::string folder[] = {path("runs")};
  const std::string pattern[] = {path("runs/*.json")};
  OutputOptions over_one;
  over_one.files = {{"json", path("runs/1.json")}};
  EXPECT_FALSE(check_outputs(over_one, folder)) << "a file of a folder that is read";
  EXPECT_FALSE(check_outputs(over_one, pattern));
  OutputOptions github;
  github.format = "github";
  ::setenv("GITHUB_STEP_SUMMARY", path("runs/1.json").c_str(), 1);
  EXPECT_FALSE(check_outputs(github, folder));
  fs::remove_all(path("runs"));

  OutputOptions fine;
  fine.files = {{"json", path("a")}, {"csv", path("b")}, {"text", ""}};
  EXPECT_TRUE(check_outputs(fine, inputs));
  EXPECT_TRUE(fs::is_empty(fs::path(path("")))) << "nothing was made";
}

TEST_F(Outputs, ALinkIsFollowedAndWhatIsNoFileIsWrittenInto) {
  ASSERT_TRUE(write_file_atomically(path("there/real.csv"), "old"));
  fs::create_symlink("there/real.csv", path("link.csv"));
  OutputOptions options;
  options.files = {{"csv", path("link.csv")}, {"json", "/dev/null"}};
  EXPECT_TRUE(check_outputs_writable(options));
  EXPECT_TRUE(write_outputs(one_suite(), options));
  EXPECT_TRUE(fs::is_symlink(path("link.csv")));
  EXPECT_TRUE(text_in("there/real.csv").starts_with("suite,name,metric,"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(Outputs, TheSummaryOfTheJobIsAddedToWhatIsThere) {
  ASSERT_TRUE(write_file_atomically(path("summary.md"), "# before\n"));
  ::setenv("GITHUB_STEP_SUMMARY", path("summary.md").c_str(), 1);
  OutputOptions options;
  EXPECT_TRUE(write_outputs(one_suite(), options));
  EXPECT_EQ(text_in("summary.md"), "# before\n") << "only GitHub's own format writes there";
  options.format = "github";
  EXPECT_TRUE(write_outputs(one_suite(), options));
  EXPECT_TRUE(text_in("summary.md").starts_with("# before\n### ❌ tensor_ops: "));
  EXPECT_TRUE(write_outputs(one_suite(), options));
  EXPECT_GT(text_in("summary.md").rfind("### "), 20U) << "once more";
}

TEST_F(Outputs, ASummaryThatIsFullIsLeftAlone) {
  const std::string full(1'048'000, 'x');
  ASSERT_TRUE(write_file_atomically(path("summary.md"), full));
  ::setenv("GITHUB_STEP_SUMMARY", path("summary.md").c_str(), 1);
  OutputOptions options;
  options.format = "github";
  testing::internal::CaptureStderr();
  EXPECT_TRUE(write_outputs(one_suite(), options));
  EXPECT_NE(testing::internal::GetCapturedStderr().find("the summary of this step is full"), std::string::npos);
  EXPECT_EQ(text_in("summary.md"), full);
}

TEST_F(Outputs, ASummaryThatCannotBeWrittenIsTold) {
  ::setenv("GITHUB_STEP_SUMMARY", path("none/summary.md").c_str(), 1);
  OutputOptions options;
  options.format = "github";
  testing::internal::CaptureStderr();
  EXPECT_FALSE(write_outputs(one_suite(), options));
  EXPECT_NE(testing::internal::GetCapturedStderr().find("cannot add the summary to it"), std::string::npos);
}

TEST_F(Outputs, SeveralSuitesAreOneDocument) {
  Answers answers = one_suite();
  answers.add(report::sample::mixed(), {});
  OutputOptions options;
  options.files = {{"json", path("j.json")}, {"text", path("t.txt")}, {"markdown", path("m.md")}};
  EXPECT_TRUE(write_outputs(answers, options));
  EXPECT_TRUE(text_in("j.json").starts_with("{\n  \"schema\": \"trackmeet.comparisons/1\""));
  EXPECT_TRUE(text_in("m.md").starts_with("<!-- trackmeet:* -->\n"));
  EXPECT_NE(text_in("t.txt").find("suite       regressions"), std::string::npos) << text_in("t.txt");
}

}  // namespace
}  // namespace trackmeet::app
