// SPDX-License-Identifier: Apache-2.0
#include "model/results_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

TEST(ResultsFile, every_field_is_read) {
  const auto read = parse_run(test_data("results.json"), "results.json");
  ASSERT_TRUE(read) << error_text(read);
  const model::Run& run = *read;
  EXPECT_EQ(run.id, "20261121T091511Z-5f0c");
  EXPECT_EQ(to_iso8601(run.timestamp), "2026-11-21T09:15:11Z");
  EXPECT_EQ(run.version, "0.1.0");
  EXPECT_EQ(run.suite, "tensor_ops");
  EXPECT_EQ(run.git.commit, "3f786850e387550fdab836ed7e6dc881de23001b");
  EXPECT_EQ(run.git.branch, "main");
  EXPECT_FALSE(run.git.dirty);
  EXPECT_EQ(to_iso8601(run.git.commit_time.value()), "2026-11-20T17:02:40Z");
  EXPECT_EQ(run.git.describe, "v0.1.0-3-g3f78685");
  EXPECT_EQ(run.duet, (Duet{"d-17", Side::head}));
  EXPECT_EQ(run.seed, std::numeric_limits<std::uint64_t>::max());
  ASSERT_EQ(run.failures.size(), 1U);
  EXPECT_EQ(run.failures[0].name, "conv2d/3x3/64");
  EXPECT_EQ(run.failures[0].reason, FailureReason::timeout);
  EXPECT_EQ(run.failures[0].detail, "killed after 120 s\nlast line: warming up");
  const Environment& environment = run.environment;
  EXPECT_EQ(environment.os, "Debian GNU/Linux 12");
  EXPECT_EQ(environment.kernel, "6.1.0-18-amd64");
  EXPECT_EQ(environment.architecture, "x86_64");
  EXPECT_EQ(environment.cores, 2U);
  EXPECT_EQ(environment.memory_bytes, 8337227776U);
  EXPECT_EQ(environment.caches, (std::vector<Cache>{{"Data", 1, 49152, 1}, {"Unified", 3, 50331648, 2}}));
  EXPECT_EQ(environment.governor, "performance");
  EXPECT_EQ(environment.virtualized, true);
  EXPECT_EQ(environment.compiler, "GNU 12.2.0");
  EXPECT_EQ(environment.flags, "-O2 -march=native");
  EXPECT_EQ(environment.build_type, "Release");
  EXPECT_EQ(environment.machine_class, "x86_64-xeon-8370c-2-debian-12");
  EXPECT_EQ(environment.ci_provider, "github");
  EXPECT_EQ(environment.ci_run_id, "1234567");
  EXPECT_EQ(environment.warnings, (std::vector<std::string>{"the load was 1.9 when it began"}));
  ASSERT_EQ(run.metrics.size(), 4U);
  EXPECT_EQ(run.metrics[0], (Metric{"real_time", "s", Better::lower, Kind::sampled}));
  EXPECT_EQ(run.metrics[2], (Metric{"items_per_second", "1/s", Better::higher, Kind::sampled}));
  EXPECT_EQ(run.metrics[3], (Metric{"allocs_per_iter", "", Better::lower, Kind::exact}));
  ASSERT_EQ(run.rows.size(), 3U);
  EXPECT_EQ(run.rows[1].name, "softmax/\"wide\" é");
  EXPECT_EQ(run.rows[1].label, "rows of 4096");
  EXPECT_EQ(run.rows[1].iterations, 90000U);
  EXPECT_EQ(run.rows[2].round, 1U);
  EXPECT_EQ(run.rows[0].block, 0U);
  EXPECT_EQ(run.rows[0].position, 1U);
  EXPECT_EQ(run.rows[0].values[0].value, 412345.678901e-9);
  EXPECT_EQ(run.source, "results.json");
}

TEST(ResultsFile, comes_back_byte_for_byte_with_keys_that_nobody_knows) {
  for (const std::string name : {"results.json", "small.json"}) {
    const std::string text = test_data(name);
    const auto run = parse_run(text, name);
    ASSERT_TRUE(run) << error_text(run);
    EXPECT_EQ(format_run(*run).value(), text);
  }
}

TEST(ResultsFile, an_empty_run_with_a_failure_comes_back) {
  model::Run run;
  run.failures.push_back({"a", FailureReason::memory, ""});
  const auto text = format_run(run);
  ASSERT_TRUE(text);
  const auto again = parse_run(*text, "x");
  ASSERT_TRUE(again) << error_text(again);
  EXPECT_EQ(again->failures[0].reason, FailureReason::memory);
  EXPECT_EQ(format_run(*again).value(), *text);
}

/// A run of random numbers, names with everything that hurts, and any of the optional fields.
model::Run random_run(std::mt19937_64& random) {
  const auto one_of = [&](const std::vector<std::string>& choices) { return choices[random() % choices.size()]; };
  const std::vector<std::string> names = {"a",         "b/\"q\"", "c\\d",     "tab\there", "é😀",
                                          "new\nline", "x_mean",  "<T, U>/8", "\x01"};
  model::Run run;
  run.id = one_of(names);
  run.suite = one_of(names);
  run.timestamp = UtcTime(std::chrono::seconds(random() % 4'000'000'000U));
  run.seed = random();
  if (random() % 2 == 0) run.git.commit = std::string(40, 'a');
  if (random() % 2 == 0) run.duet = Duet{one_of(names), random() % 2 == 0 ? Side::base : Side::head};
  if (random() % 2 == 0) run.environment.virtualized = random() % 2 == 0;
  run.environment.memory_bytes = random() % 3 == 0 ? 0 : random();
  for (const std::string metric : {"real_time", "cpu_time", "peak_rss", "my \"counter\"", "GB/s"})
    metric_index(run, metric);
  for (std::size_t i = 0; i < 1 + random() % 20; ++i) {
    Row row;
    row.name = one_of(names);
    if (random() % 4 == 0) row.aggregate = one_of({"mean", "median", "cv"});
    if (row.aggregate.empty()) row.repetition = static_cast<std::uint32_t>(random());
    if (random() % 2 == 0) row.round = static_cast<std::uint32_t>(random());
    if (random() % 2 == 0) row.block = static_cast<std::uint32_t>(random());
    if (random() % 2 == 0) row.label = one_of(names);
    row.iterations = random() % 3 == 0 ? 0 : random();
    for (std::uint32_t m = 0; m < run.metrics.size(); ++m) {
      const double value = std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 200) - 100);
      if (random() % 4 != 0) row.values.push_back({m, value});
    }
    run.rows.push_back(std::move(row));
  }
  return run;
}

TEST(ResultsFile, a_run_comes_back_bit_for_bit) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const model::Run run = random_run(random);
    const auto text = format_run(run);
    ASSERT_TRUE(text) << "seed " << seed << error_text(text);
    const auto again = parse_run(*text, "x");
    ASSERT_TRUE(again) << "seed " << seed << ": " << error_text(again) << *text;
    EXPECT_EQ(again->id, run.id);
    EXPECT_EQ(again->seed, run.seed);
    EXPECT_EQ(again->git, run.git);
    EXPECT_EQ(again->duet, run.duet);
    EXPECT_EQ(again->metrics, run.metrics);
    ASSERT_EQ(again->rows.size(), run.rows.size());
    for (std::size_t i = 0; i < run.rows.size(); ++i) {
      const Row& a = run.rows[i];
      const Row& b = again->rows[i];
      ASSERT_EQ(b.name, a.name) << "seed " << seed;
      ASSERT_EQ(b.round, a.round);
      ASSERT_EQ(b.block, a.block);
      ASSERT_EQ(b.repetition, a.repetition);
      ASSERT_EQ(b.iterations, a.iterations);
      ASSERT_EQ(b.aggregate, a.aggregate);
      ASSERT_EQ(b.label, a.label);
      ASSERT_EQ(b.extra, a.extra);
      ASSERT_EQ(b.values.size(), a.values.size());
      for (std::size_t v = 0; v < a.values.size(); ++v) {
        ASSERT_EQ(b.values[v].metric, a.values[v].metric);
        ASSERT_EQ(b.values[v].value, a.values[v].value) << "seed " << seed;
      }
    }
  }
}

TEST(ResultsFile, merging_and_splitting_is_identity) {
  std::mt19937_64 random(3);
  model::Run whole = random_run(random);
  whole.rows.resize(1);
  for (std::uint32_t i = 0; i < 50; ++i) {
    Row row = whole.rows[0];
    row.round = i;
    row.values = {{0, 1e-9 * static_cast<double>(random() % 1'000'000) / 7}};
    whole.rows.push_back(row);
  }
  model::Run merged = whole;
  merged.rows.clear();
  for (const Row& row : whole.rows) {
    model::Run part = whole;
    part.rows = {row};
    const auto read = parse_run(format_run(part).value(), "part");
    ASSERT_TRUE(read) << error_text(read);
    merged.rows.push_back(read->rows[0]);
  }
  EXPECT_EQ(format_run(merged).value(), format_run(whole).value());
}

struct Unwritable {
  std::string name;
  std::string extra;
  std::vector<Value> values;
  std::string error;
};

TEST(ResultsFile, what_could_not_be_read_again_is_not_written) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<Unwritable> cases = {
      {"NaN", "", {{0, nan}}, "error: cannot write a row of 'a': its real_time is not finite"},
      {"infinity", "", {{1, infinity}}, "error: cannot write a row of 'a': its peak_rss is not finite"},
      {"a negative time", "", {{0, -1}}, "error: cannot write a row of 'a': its real_time is negative"},
      {"twice the same metric",
       "",
       {{0, 1}, {0, 2}},
       "error: cannot write a row of 'a': it has two values of real_time"},
      {"a metric of another run", "", {{9, 1}}, "error: cannot write a row of 'a': a value is of no metric of the run"},
      {"a metric called like a key",
       "",
       {{2, 1}},
       "error: cannot write a row of 'a': a metric cannot be called 'threads'"},
      {"extra keys that are no object",
       "[]",
       {},
       "error: cannot write a row of 'a': its extra keys are no JSON object"},
  };
  for (const Unwritable& c : cases) {
    model::Run run;
    for (const char* metric : {"real_time", "peak_rss", "threads"}) metric_index(run, metric);
    Row& row = run.rows.emplace_back();
    row.name = "a";
    row.extra = c.extra;
    row.values = c.values;
    const auto text = format_run(run);
    EXPECT_EQ(error_text(text), c.error) << c.name;
    if (!text) {
      EXPECT_EQ(text.error().code, ErrorCode::internal);
    }
  }
}

TEST(ResultsFile, a_row_without_a_known_process_is_written_without_a_guess) {
  model::Run run;
  Row& row = run.rows.emplace_back();
  row.name = "a";
  row.values = {{metric_index(run, "real_time"), 0.5}};
  EXPECT_NE(format_run(run)->find(
                "{\"name\": \"a\", \"run_name\": \"a\", \"run_type\": \"iteration\", \"repetition_index\": 0, "
                "\"real_time\": 500000000, \"time_unit\": \"ns\"}"),
            std::string::npos);
}

TEST(ResultsFile, is_named_by_time_commit_suite_and_side) {
  model::Run run;
  run.timestamp = from_iso8601("2026-11-21T09:15:11Z").value();
  run.suite = "tensor_ops";
  EXPECT_EQ(results_file_name(run), "20261121T091511Z_nocommit_tensor_ops.json");
  run.git.commit = "3f786850e387550fdab836ed7e6dc881de23001b";
  EXPECT_EQ(results_file_name(run), "20261121T091511Z_3f78685_tensor_ops.json");
  run.duet = Duet{"d", Side::base};
  EXPECT_EQ(results_file_name(run), "20261121T091511Z_3f78685_tensor_ops_base.json");
  run.duet->side = Side::head;
  run.suite = "../évil name";
  EXPECT_EQ(results_file_name(run), "20261121T091511Z_3f78685__.---vil-name_head.json");
}

TEST(ResultsFile, a_missing_file_is_named) {
  const auto run = read_run("/no/such/file.json");
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().code, ErrorCode::io);
  EXPECT_NE(error_text(run).find("/no/such/file.json"), std::string::npos);
}

}  // namespace
}  // namespace trackmeet::model
