// SPDX-License-Identifier: Apache-2.0
#include "model/read_results.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "model/adapter.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

namespace fs = std::filesystem;

TEST(ParseResults, finds_the_format_by_the_content) {
  const auto hyperfine = parse_results(test_data("hyperfine.json"), "x.json");
  ASSERT_TRUE(hyperfine) << error_text(hyperfine);
  EXPECT_EQ(benchmark_names(*hyperfine).front(), "sleep 0.01");
  EXPECT_EQ(parse_results(test_data("gbench_1_7.json"), "x.json")->suite, "kernels");
  EXPECT_EQ(parse_results(test_data("results.json"), "x.json")->suite, "tensor_ops");
}

TEST(ParseResults, takes_the_format_that_it_is_told) {
  EXPECT_TRUE(parse_results(test_data("hyperfine.json"), "x.json", "hyperfine"));
  EXPECT_NE(
      error_text(parse_results(test_data("hyperfine.json"), "x.json", "google-benchmark")).find("its keys are results"),
      std::string::npos);
  EXPECT_NE(error_text(parse_results("{}", "x.json", "hyperfin")).find("did you mean 'hyperfine'?"), std::string::npos);
}

TEST(ParseResults, says_what_it_saw_where_nobody_knows_the_format) {
  EXPECT_NE(error_text(parse_results("once upon a time", "x.txt")).find("begins with 'once upon a time'"),
            std::string::npos);
  EXPECT_NE(error_text(parse_results(R"({"a": 1, "b": 2})", "x.json")).find("its keys are a, b"), std::string::npos);
}

TEST(ReadResults, of_a_folder_are_one_run) {
  const fs::path folder = fs::path(testing::TempDir()) / "trackmeet_read_results";
  fs::remove_all(folder);
  fs::create_directories(folder);
  std::ofstream(folder / "a.json") << test_data("gbench_1_7.json");
  std::ofstream(folder / "b.json") << test_data("hyperfine.json");
  const auto run = read_results({folder.string(), {}, Keep::what_is_compared});
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(per_round(*run, "sleep 0.01", "real_time").size(), 3U);
  EXPECT_EQ(per_round(*run, "sound/8", "real_time").size(), 2U);
  EXPECT_EQ(run->suite_of.at("sleep 0.01"), "b");
  std::ofstream(folder / "c.json") << "{\n";
  const std::string error = error_text(read_results({folder.string(), {}, Keep::everything}));
  EXPECT_NE(error.find("c.json:1:2: error: the file ends in the middle"), std::string::npos) << error;
  EXPECT_NE(error.find("; a pattern such as '" + folder.string() + "/a*.json' leaves it out"), std::string::npos)
      << error;
  fs::remove_all(folder);
}

TEST(ReadResults, of_files_that_are_not_all_sound_names_a_pattern_that_matches_some) {
  const fs::path folder = fs::path(testing::TempDir()) / "trackmeet_read_some_results";
  const auto hint = [&](const std::vector<std::string>& sound, const std::string& bad) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const std::string& name : sound) std::ofstream(folder / name) << test_data("hyperfine.json");
    std::ofstream(folder / bad) << "{\n";
    const std::string error = error_text(read_results({folder.string(), {}, Keep::everything}));
    const std::size_t at = error.find("; ");
    return at == std::string::npos ? error : error.substr(at + 2);
  };
  const std::string begin = "a pattern such as '" + folder.string() + "/";
  EXPECT_EQ(hint({"run1.txt", "run2.txt"}, "z.json"), begin + "*.txt' leaves it out");
  EXPECT_EQ(hint({"run1.json", "run2.json"}, "a.json"), begin + "run*.json' leaves it out");
  EXPECT_EQ(hint({"run1.json", "run2.json"}, "run3.json"), "name a pattern that leaves it out, or move it away");
  EXPECT_EQ(hint({"1.json", "2.json"}, "notes.json"), "name a pattern that leaves it out, or move it away");
  fs::remove_all(folder);
}

TEST(ReadBase, takes_a_baseline_or_results) {
  const std::string folder = std::string(TRACKMEET_SOURCE_DIR) + "/tests/data/model/";
  const auto read = [&](const std::string& name) { return read_base({folder + name, {}, Keep::everything}); };
  EXPECT_EQ(read("baseline.json").value().sessions.size(), 3U);
  const auto run = read("results.json");
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->sessions.size(), 1U);
  EXPECT_EQ(run->suite, "tensor_ops");
  EXPECT_EQ(run->machine_class, "x86_64-xeon-8370c-2-debian-12");
  EXPECT_EQ(read("gbench_1_7.json").value().suite, "kernels");
  EXPECT_EQ(read("hyperfine.json").value().suite, "hyperfine");
  EXPECT_FALSE(read("refused/*"));
  EXPECT_FALSE(read("absent.json"));
}

TEST(ReadResults, of_a_folder_are_rounds_where_files_measured_the_same) {
  const fs::path folder = fs::path(testing::TempDir()) / "trackmeet_read_rounds";
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const int number : {1, 2, 3})
    std::ofstream(folder / ("run-" + std::to_string(number) + ".txt"))
        << "test sort ... bench: " << 100 * number << " ns/iter (+/- 4)\n";
  const auto run = read_results({folder.string(), {}, Keep::what_is_compared});
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(run->suite, "run");
  EXPECT_EQ(per_round(*run, "sort", "real_time"), (std::vector<double>{1e-7, 2e-7, 3e-7}));
  fs::remove_all(folder);
}

TEST(ReadResults, a_format_that_it_is_not_in_is_corrected) {
  const std::string hyperfine = test_data("hyperfine.json");
  EXPECT_EQ(error_text(parse_results(hyperfine, "h.json", "jmh")),
            "h.json:1: error: it must be a list of benchmarks\n"
            "  hint: it looks like hyperfine's JSON: leave out --from jmh");
  EXPECT_EQ(error_text(parse_results(test_data("cargo_bench.txt"), "c.txt", "google-benchmark")),
            "c.txt:1: error: it is not JSON: it begins with 'Running unittests src/lib.rs (target/rel'\n"
            "  hint: it looks like cargo bench's text: leave out --from google-benchmark");
  EXPECT_EQ(error_text(parse_results("{\"results\": 1", "h.json", "hyperfine")).find("looks like"), std::string::npos);
}

TEST(Adapters, have_names_of_their_own_and_one_kind_of_functions) {
  const std::vector<std::string> names = format_names();
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
  for (const Adapter& adapter : adapters()) {
    EXPECT_NE(adapter.is_document == nullptr, adapter.is_text == nullptr) << adapter.name;
    EXPECT_EQ(adapter.is_document == nullptr, adapter.read_document == nullptr) << adapter.name;
    EXPECT_EQ(adapter.is_text == nullptr, adapter.read_text == nullptr) << adapter.name;
  }
}

}  // namespace
}  // namespace trackmeet::model
