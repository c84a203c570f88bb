// SPDX-License-Identifier: Apache-2.0
#include "model/data_js_writer.hpp"

#include <gtest/gtest.h>

#include <map>

#include "model/converted_run.hpp"
#include "model/data_js_reader.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

constexpr std::string_view assignment = "window.BENCHMARK_DATA = ";

/// The object that the script assigns. `text` must outlive it.
JsonDocument assigned(std::string_view text) {
  EXPECT_TRUE(text.starts_with(assignment)) << text;
  auto document = parse_json(text.substr(assignment.size()), "data.js");
  EXPECT_TRUE(document) << error_text(document) << text;
  return document ? std::move(*document) : JsonDocument{};
}

TEST(DataJsWriter, writes_an_entry_for_each_direction) {
  const auto text = format_data_js(run_to_convert());
  ASSERT_TRUE(text) << error_text(text);
  const JsonDocument document = assigned(*text);
  EXPECT_EQ(document.root.find("lastUpdate")->whole, 1795252511000U);
  const Json* entries = document.root.find("entries");
  ASSERT_NE(entries, nullptr);
  ASSERT_EQ(entries->items.size(), 2U);
  const Json& smaller = entries->items[0].items.at(0);
  EXPECT_EQ(entries->items[0].key, "suite");
  EXPECT_EQ(smaller.find("tool")->text, "customSmallerIsBetter");
  EXPECT_EQ(smaller.find("date")->whole, 1795252511000U);
  EXPECT_EQ(smaller.find("commit")->find("id")->text, "3f786850e387550fdab836ed7e6dc881de23001b");
  EXPECT_EQ(smaller.find("commit")->find("timestamp")->text, "2026-11-21T09:15:11Z");
  const std::vector<Json>& benches = smaller.find("benches")->items;
  ASSERT_EQ(benches.size(), 3U);
  EXPECT_EQ(benches[0].find("name")->text, "sort/8");
  EXPECT_EQ(benches[0].find("value")->real, 2000);
  EXPECT_EQ(benches[0].find("range")->text, "± 1000");
  EXPECT_EQ(benches[0].find("unit")->text, "ns/iter");
  EXPECT_EQ(benches[0].find("extra")->text, "rounds: 3\niterations: 300");
  EXPECT_EQ(benches[1].find("name")->text, "sort/8 (cpu_time)");
  EXPECT_EQ(benches[2].find("name")->text, "=HYPERLINK(\"x\",\"y\")\n");
  EXPECT_EQ(entries->items[1].key, "suite (higher is better)");
  const Json& bigger = entries->items[1].items.at(0);
  EXPECT_EQ(bigger.find("tool")->text, "customBiggerIsBetter");
  EXPECT_EQ(bigger.find("benches")->items.at(0).find("name")->text, "sort/8 (items_per_second)");
  EXPECT_EQ(bigger.find("benches")->items.at(0).find("unit")->text, "1/s");
}

TEST(DataJsWriter, adds_to_a_file_and_keeps_what_is_there) {
  const model::Run run = run_to_convert();
  const std::string old = R"(window.BENCHMARK_DATA = {
    "lastUpdate": 1, "repoUrl": "https://example.org/r", "kept": [1.5, null], "entries": {
    "other": [{"tool": "go", "benches": []}], "suite": [{"date": 1, "benches": [{"name": "x", "value": 0.1}]}]}};
)";
  const auto text = format_data_js(run, old, "data.js");
  ASSERT_TRUE(text) << error_text(text);
  const auto again = format_data_js(run, *text, "data.js");
  ASSERT_TRUE(again) << error_text(again);
  const JsonDocument document = assigned(*again);
  EXPECT_EQ(document.root.find("repoUrl")->text, "https://example.org/r");
  EXPECT_EQ(document.root.find("kept")->items.size(), 2U);
  EXPECT_EQ(document.root.find("lastUpdate")->whole, 1795252511000U);
  const std::vector<Json>& entries = document.root.find("entries")->items;
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].items.size(), 1U) << "another suite";
  ASSERT_EQ(entries[1].items.size(), 3U) << "the old entry first, then ours";
  EXPECT_EQ(entries[1].items[0].find("benches")->items.at(0).find("value")->real, 0.1);
  EXPECT_EQ(entries[1].items[2].find("tool")->text, "customSmallerIsBetter");
  EXPECT_EQ(entries[2].items.size(), 2U);
}

TEST(DataJsWriter, writes_what_our_reader_reads_back) {
  model::Run run = run_to_convert();
  const auto text = format_data_js(run);
  ASSERT_TRUE(text) << error_text(text);
  const auto back = read_data_js(*text, "data.js");
  ASSERT_TRUE(back) << error_text(back);
  EXPECT_EQ(back->git.commit, run.git.commit);
  EXPECT_EQ(back->timestamp, run.timestamp);
  EXPECT_EQ(back->suite, "suite") << "of which there are two lists";
  EXPECT_EQ(per_round(*back, "sort/8", "real_time"), std::vector<double>{2e-6});
  EXPECT_EQ(per_round(*back, "sort/8 (cpu_time)", "real_time"), std::vector<double>{1e-6});
  const std::string rate = "sort/8 (items_per_second)";
  bool found = false;
  for (const Series& series : all_series(*back)) {
    if (series.benchmark != rate) continue;
    found = true;
    EXPECT_EQ(series.values, std::vector<double>{50});
    EXPECT_EQ(back->metrics[series.metric].better, Better::higher);
  }
  EXPECT_TRUE(found);
}

TEST(DataJsWriter, names_the_suite_of_a_run_that_has_only_rates) {
  model::Run run;
  run.suite = "run-7";
  Row row;
  row.name = "a";
  row.values = {{metric_index(run, "throughput"), 1000}};
  run.rows.push_back(row);
  const auto text = format_data_js(run);
  ASSERT_TRUE(text) << error_text(text);
  EXPECT_NE(text->find("run-7 (higher is better)"), std::string::npos);
  EXPECT_EQ(read_data_js(*text, "run-7.js")->suite, "run-7");
}

TEST(DataJsWriter, leaves_a_guess_a_guess) {
  model::Run run = run_to_convert();
  for (const char* name : {"loss", "allocs_per_iter"}) run.rows[0].values.push_back({metric_index(run, name), 3});
  const auto text = format_data_js(run);
  ASSERT_TRUE(text) << error_text(text);
  const auto back = read_data_js(*text, "data.js");
  ASSERT_TRUE(back) << error_text(back);
  std::map<std::string, bool> guessed;
  for (const Series& series : all_series(*back)) guessed[series.benchmark] = back->metrics[series.metric].guessed;
  EXPECT_TRUE(guessed.at("sort/8 (loss)"));
  EXPECT_FALSE(guessed.at("sort/8 (allocs_per_iter)")) << "though neither has a unit";
  EXPECT_FALSE(guessed.at("sort/8"));
}

TEST(DataJsWriter, invents_no_date_and_makes_no_file_older) {
  model::Run run = run_to_convert();
  run.timestamp = {};
  const auto fresh = format_data_js(run);
  ASSERT_TRUE(fresh) << error_text(fresh);
  const auto back = read_data_js(*fresh, "data.js");
  ASSERT_TRUE(back) << error_text(back);
  EXPECT_EQ(back->timestamp, UtcTime{});
  EXPECT_EQ(back->git.commit_time, std::nullopt);
  EXPECT_EQ(fresh->find("1970"), std::string::npos);
  EXPECT_EQ(fresh->find("\"date\""), std::string::npos);
  const auto added = format_data_js(run, R"(window.BENCHMARK_DATA = {"lastUpdate": 1795252511000, "entries": {}})");
  ASSERT_TRUE(added) << error_text(added);
  EXPECT_EQ(assigned(*added).root.find("lastUpdate")->whole, 1795252511000U);
}

TEST(DataJsWriter, refuses_to_add_to_what_it_would_spoil) {
  const struct {
    const char *existing, *says;
  } cases[] = {
      {"alert(1)", "it does not set window.BENCHMARK_DATA"},
      {"window.BENCHMARK_DATA = {}", "it has no 'entries'"},
      {"window.BENCHMARK_DATA = {\"entries\": {\"a\": 3}}", "its 'entries' are no lists"},
      {"window.BENCHMARK_DATA = {\"entries\": {\"a\": [NaN]}}", "NaN or a key twice"},
      {"window.BENCHMARK_DATA = {\"entries\": {\"a\": []}", "the file ends in the middle"},
  };
  for (const auto& c : cases) {
    const auto text = format_data_js(run_to_convert(), c.existing, "data.js");
    EXPECT_NE(error_text(text).find(c.says), std::string::npos) << error_text(text);
  }
}

}  // namespace
}  // namespace trackmeet::model
