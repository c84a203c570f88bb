// SPDX-License-Identifier: Apache-2.0
#include "model/duet_json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "model/results_file.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

model::Run run_of(Duet duet) {
  model::Run run;
  run.failures.push_back({"a", FailureReason::memory, ""});
  run.duet = std::move(duet);
  return run;
}

Duet whole_plan() {
  Duet duet{"d-17", Side::head};
  duet.alpha = 0.01;
  duet.benchmarks = 40;
  duet.looks = {{"a", {6, 9, 12}}, {"b/\"q\"", {59}}};
  duet.benchmark_changes = {"suites/x/a.cpp"};
  return duet;
}

/// The file of a duet whose member `"alpha": 0.01, …, "benchmarks"` is `members` instead.
std::string file_with(const std::string& members) {
  const std::string text = format_run(run_of(Duet{"d", Side::base})).value();
  return replaced(text, "\"side\": \"base\"", "\"side\": \"base\",\n" + members);
}

TEST(DuetJson, a_plan_comes_back) {
  const auto text = format_run(run_of(whole_plan()));
  ASSERT_TRUE(text) << error_text(text);
  EXPECT_NE(text->find("\"duet\": {\"id\": \"d-17\", \"side\": \"head\", \"alpha\": 0.01, \"benchmarks\": 40, "
                       "\"looks\": {\"a\": [6, 9, 12], \"b/\\\"q\\\"\": [59]}, "
                       "\"benchmark_changes\": [\"suites/x/a.cpp\"]}"),
            std::string::npos)
      << *text;
  const auto again = parse_run(*text, "x");
  ASSERT_TRUE(again) << error_text(again);
  EXPECT_EQ(again->duet, whole_plan());
  EXPECT_EQ(format_run(*again).value(), *text);
}

TEST(DuetJson, without_a_plan_only_id_and_side_are_written) {
  const std::string text = format_run(run_of(Duet{"d", Side::base})).value();
  EXPECT_NE(text.find("\"duet\": {\"id\": \"d\", \"side\": \"base\"}"), std::string::npos) << text;
}

TEST(DuetJson, keys_that_nobody_knows_are_kept_beside_a_plan) {
  const std::string text = file_with("\"alpha\": 0.05, \"coin\": \"fair\"");
  const auto run = parse_run(text, "x");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->duet->alpha, 0.05);
  EXPECT_NE(format_run(*run)->find("\"alpha\": 0.05, \"coin\": \"fair\"}"), std::string::npos);
}

TEST(DuetJson, a_plan_that_is_none_is_refused_with_its_line) {
  const std::uint32_t line =
      1 +
      static_cast<std::uint32_t>(std::ranges::count(file_with("").substr(0, file_with("").find("base\",\n")), '\n')) +
      1;
  const std::string plan_hint = "\n  hint: a list of 1 to 100 numbers of blocks, each greater than the one before";
  std::string many = "1";
  for (int i = 2; i <= 101; ++i) many += ", " + std::to_string(i);
  const struct {
    std::string members;
    std::string message;
  } cases[] = {
      {R"("alpha": 0)", "'alpha' must be a number greater than 0 and less than 1"},
      {R"("alpha": 1)", "'alpha' must be a number greater than 0 and less than 1"},
      {R"("alpha": -0.01)", "'alpha' must be a number greater than 0 and less than 1"},
      {R"("alpha": "0.01")", "'alpha' must be a number greater than 0 and less than 1"},
      {R"("benchmarks": -1)", "'benchmarks' must be a whole number"},
      {R"("looks": [6])", "'looks' must be an object, not a list"},
      {R"("looks": {"a": 6})", "the looks of 'a' are no plan" + plan_hint},
      {R"("looks": {"a": []})", "the looks of 'a' are no plan" + plan_hint},
      {R"("looks": {"a": [0, 6]})", "the looks of 'a' are no plan" + plan_hint},
      {R"("looks": {"a": [6, 6]})", "the looks of 'a' are no plan" + plan_hint},
      {R"("looks": {"a": [9, 6]})", "the looks of 'a' are no plan" + plan_hint},
      {R"("looks": {"a": [6, 7.5]})", "the looks of 'a' are no plan" + plan_hint},
      {R"("looks": {"a": [4294967296]})", "the looks of 'a' are no plan" + plan_hint},
      {R"("looks": {"a": [)" + many + "]}", "the looks of 'a' are no plan" + plan_hint},
      {R"("benchmark_changes": [1])", "'benchmark_changes' must be a list of strings; it contains a number"},
  };
  for (const auto& c : cases) {
    const auto run = parse_run(file_with(c.members), "x.json");
    ASSERT_FALSE(run) << c.members;
    EXPECT_EQ(error_text(run).find("x.json:" + std::to_string(line) + ": error: " + c.message), 0U) << c.members << "\n"
                                                                                                    << error_text(run);
  }
}

TEST(DuetJson, a_plan_that_could_not_be_read_again_is_not_written) {
  Duet duet = whole_plan();
  duet.looks["a"] = {6, 6};
  EXPECT_EQ(error_text(format_run(run_of(duet))), "error: cannot write a duet: the looks of 'a' are no plan");
  duet = whole_plan();
  duet.alpha = 1.5;
  EXPECT_EQ(error_text(format_run(run_of(duet))), "error: cannot write a duet: its alpha is no probability");
}

}  // namespace
}  // namespace trackmeet::model
