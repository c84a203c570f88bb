// SPDX-License-Identifier: Apache-2.0
#include "model/criterion_reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "model/criterion_throughput.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

namespace fs = std::filesystem;
using Numbers = std::vector<double>;

/// A folder of criterion's in the making.
class Criterion : public testing::Test {
protected:
  void SetUp() override {
    root_ = fs::path(testing::TempDir()) /
            (std::string("criterion_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    ASSERT_TRUE(write_file_atomically(root_ / path, text)) << path;
  }

  void write_benchmark(const std::string& name, const std::string& baseline, const std::string& sample,
                       const std::string& throughput = "null") {
    write(name + "/" + baseline + "/benchmark.json",
          R"({"group_id":"g","throughput":)" + throughput + R"(,"full_id":")" + name + R"(","title":"t"})");
    write(name + "/" + baseline + "/sample.json", sample);
  }

  fs::path root_;
};

TEST_F(Criterion, gives_every_sample_as_seconds_of_one_iteration) {
  write_benchmark("fib/20", "new", R"({"sampling_mode":"Linear","iters":[10.0,20.0],"times":[1000.0,2600.0]})");
  write_benchmark("fib/20", "base", R"({"sampling_mode":"Linear","iters":[10.0],"times":[5000.0]})");
  write_benchmark("fib/21", "new", "[[4.0],[8e9]]");
  write("report/index.html", "<html>");
  ASSERT_TRUE(is_criterion_folder(root_));
  const auto run = read_criterion(root_);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), (std::vector<std::string>{"fib/20", "fib/21"}));
  EXPECT_EQ(per_round(*run, "fib/20", "real_time"), (Numbers{100e-9, 130e-9}));
  EXPECT_EQ(per_round(*run, "fib/21", "real_time"), Numbers{2})
      << "lists instead of an object, as older versions wrote";
  EXPECT_EQ(run->rows.front().iterations, 10U);
  EXPECT_EQ(run->suite, "criterion");

  const auto base = read_criterion(root_, "base");
  ASSERT_TRUE(base) << error_text(base);
  EXPECT_EQ(per_round(*base, "fib/20", "real_time"), Numbers{500e-9});
}

TEST_F(Criterion, gives_rates_where_the_work_is_known) {
  write_benchmark("copy", "new", R"({"iters":[2],"times":[1000]})", R"({"Bytes":64})");
  write_benchmark("sort", "new", R"({"iters":[2],"times":[1000]})", R"({"Elements":10})");
  const auto run = read_criterion(root_);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_DOUBLE_EQ(per_round(*run, "copy", "bytes_per_second").at(0), 64 / 500e-9);
  EXPECT_DOUBLE_EQ(per_round(*run, "sort", "items_per_second").at(0), 10 / 500e-9);
}

TEST_F(Criterion, fails_benchmarks_with_damaged_files_and_no_others) {
  const std::string sound = R"({"iters":[1],"times":[5]})";
  write_benchmark("good", "new", sound);
  write_benchmark("cut", "new", R"({"iters":[1],"times":[)");
  write_benchmark("uneven", "new", R"({"iters":[1,2],"times":[5]})");
  write_benchmark("word", "new", R"({"iters":[1],"times":["5"]})");
  write_benchmark("zero", "new", R"({"iters":[0],"times":[5]})");
  write_benchmark("huge", "new", R"({"iters":[1e300],"times":[5]})");
  write("lone/new/benchmark.json", R"({"title":"lone"})");
  write("deep/er/new/benchmark.json", "nonsense");
  const auto run = read_criterion(root_);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run), std::vector<std::string>{"good"});
  std::vector<std::string> failed;
  for (const Failure& failure : run->failures) failed.push_back(failure.name);
  EXPECT_EQ(failed, (std::vector<std::string>{"cut", "deep/er", "huge", "lone", "uneven", "word", "zero"}));
  EXPECT_EQ(run->failures[4].detail, "sample.json has no 'iters' and 'times' of equal number");
}

TEST_F(Criterion, names_the_baselines_that_there_are) {
  write_benchmark("fib", "main", R"({"iters":[1],"times":[5]})");
  const auto run = read_criterion(root_, "mian");
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().message, "no benchmark in it has the baseline 'mian'");
  EXPECT_EQ(run.error().hint, "did you mean 'main'? (main)");
  EXPECT_FALSE(read_criterion(root_ / "nothing"));
}

TEST_F(Criterion, is_known_by_a_benchmark_below_it_and_follows_no_links) {
  EXPECT_FALSE(is_criterion_folder(root_));
  EXPECT_FALSE(is_criterion_folder(root_ / "nothing"));
  write("readme.txt", "no benchmark");
  fs::create_directory_symlink(root_, root_ / "loop");
  EXPECT_FALSE(is_criterion_folder(root_));
  write_benchmark("criterion/fib", "new", R"({"iters":[1],"times":[5]})");
  EXPECT_TRUE(is_criterion_folder(root_));
  const auto run = read_criterion(root_);
  ASSERT_TRUE(run) << error_text(run);
  EXPECT_EQ(benchmark_names(*run).size(), 1U);

  std::string deep = "a";
  for (int i = 0; i < 30; ++i) deep += "/a";
  fs::remove_all(root_ / "criterion");
  write_benchmark(deep, "new", R"({"iters":[1],"times":[5]})");
  EXPECT_FALSE(is_criterion_folder(root_)) << "deeper than criterion ever writes";
}

TEST(CriterionThroughput, takes_what_it_knows_and_no_more) {
  const auto works = [](std::string_view text) {
    const auto document = parse_json(text, "benchmark.json");
    EXPECT_TRUE(document) << text;
    std::vector<std::string> found;
    for (const CriterionWork& work : works_of(document->root))
      found.push_back(work.metric.name + " " + std::to_string(static_cast<int>(work.amount)));
    return found;
  };
  using Words = std::vector<std::string>;
  EXPECT_EQ(works(R"({"BytesDecimal": 5})"), Words{"bytes_per_second 5"});
  EXPECT_EQ(works(R"({"Bits": 16})"), Words{"bytes_per_second 2"});
  EXPECT_EQ(works(R"({"ElementsAndBytes": {"elements": 3, "bytes": 9}})"),
            (Words{"items_per_second 3", "bytes_per_second 9"}));
  for (const char* nothing : {"null", "{}", "[1]", "7", R"({"Apples": 5})", R"({"Bytes": -5})", R"({"Bytes": "5"})"})
    EXPECT_TRUE(works(nothing).empty()) << nothing;
}

}  // namespace
}  // namespace trackmeet::model
