// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

#include "model/run.hpp"

namespace trackmeet::model {
namespace {

struct Measured {
  std::string name;
  std::optional<std::uint32_t> round;
  double value;
  std::string aggregate{};
};

model::Run run_of(const std::vector<Measured>& measured) {
  model::Run run;
  const std::uint32_t time = metric_index(run, "real_time");
  for (const Measured& m : measured) {
    Row row;
    row.name = m.name;
    row.round = m.round;
    row.aggregate = m.aggregate;
    row.values = {{time, m.value}};
    run.rows.push_back(std::move(row));
  }
  return run;
}

struct Case {
  std::string name;
  std::vector<Measured> rows;
  std::vector<double> of_a;
};

TEST(Series, tells_what_its_values_are) {
  const auto basis = [](const std::vector<Measured>& rows) { return all_series(run_of(rows)).at(0).basis; };
  EXPECT_EQ(basis({{"a", 0, 1}}), Basis::samples);
  EXPECT_EQ(basis({{"a", {}, 1}, {"a", {}, 2, "mean"}}), Basis::samples);
  EXPECT_EQ(basis({{"a", {}, 1, "median"}, {"a", {}, 2, "mean"}}), Basis::median);
  EXPECT_EQ(basis({{"a", {}, 2, "mean"}, {"a", {}, 1, "stddev"}}), Basis::mean);
}

TEST(Series, finds_its_metric_among_many_in_any_order) {
  model::Run run;
  Row row;
  row.name = "a";
  for (std::uint32_t metric = 0; metric < 40; ++metric) {
    run.metrics.push_back(metric_named("m" + std::to_string(metric)));
    row.values.push_back({metric, static_cast<double>(metric)});
  }
  run.rows.push_back(row);
  std::ranges::reverse(row.values);
  run.rows.push_back(row);
  const std::vector<Series> all = all_series(run);
  ASSERT_EQ(all.size(), 40U);
  for (const Series& series : all)
    EXPECT_EQ(series.values, std::vector<double>(2, static_cast<double>(series.metric))) << series.metric;
}

TEST(Series, has_one_value_a_round) {
  const std::vector<Case> cases = {
      {"nothing", {}, {}},
      {"one value a round, in the order of the rounds", {{"a", 1, 11}, {"b", 0, 5}, {"a", 0, 10}}, {10, 11}},
      {"the median of the repetitions of a round", {{"a", 0, 1}, {"a", 0, 9}, {"a", 0, 2}, {"a", 1, 4}}, {2, 4}},
      {"the middle of an even number of repetitions", {{"a", 0, 1}, {"a", 0, 2}, {"a", 0, 4}, {"a", 0, 9}}, {3}},
      {"one value a repetition where no rounds are known", {{"a", {}, 3}, {"a", {}, 1}}, {3, 1}},
      {"summaries say nothing beside repetitions", {{"a", {}, 3}, {"a", {}, 7, "mean"}, {"a", {}, 8, "median"}}, {3}},
      {"the median summary is taken", {{"a", {}, 7, "mean"}, {"a", {}, 8, "median"}, {"a", {}, 1, "stddev"}}, {8}},
      {"or else the mean", {{"a", {}, 7, "mean"}, {"a", {}, 1, "stddev"}}, {7}},
      {"a spread alone is no value", {{"a", {}, 1, "stddev"}}, {}},
  };
  for (const Case& c : cases) {
    const model::Run run = run_of(c.rows);
    EXPECT_EQ(per_round(run, "a", "real_time"), c.of_a) << c.name;
    std::vector<double> from_all;
    for (const Series& series : all_series(run)) {
      if (series.benchmark == "a") from_all = series.values;
    }
    EXPECT_EQ(from_all, c.of_a) << c.name;
  }
}

TEST(Series, of_an_unknown_metric_or_benchmark_is_empty) {
  const model::Run run = run_of({{"a", 0, 1}});
  EXPECT_TRUE(per_round(run, "a", "peak_rss").empty());
  EXPECT_TRUE(per_round(run, "b", "real_time").empty());
}

TEST(Series, metrics_that_only_some_rounds_have_are_kept_apart) {
  model::Run run = run_of({{"a", 0, 1}, {"a", 1, 2}, {"a", 2, 3}});
  const std::uint32_t rss = metric_index(run, "peak_rss");
  run.rows[1].values.insert(run.rows[1].values.begin(), {rss, 100});
  const std::vector<Series> all = all_series(run);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].values, (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(all[1].metric, rss);
  EXPECT_EQ(all[1].values, (std::vector<double>{100}));
}

TEST(Series, a_metric_that_is_only_summarised_counts_beside_one_that_is_repeated) {
  model::Run run = run_of({{"a", {}, 3, "mean"}, {"a", {}, 4, "median"}});
  Row row;
  row.name = "a";
  row.values = {{metric_index(run, "peak_rss"), 100}};
  run.rows.push_back(row);
  EXPECT_EQ(per_round(run, "a", "real_time"), std::vector<double>{4});
  const std::vector<Series> all = all_series(run);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].values, std::vector<double>{4});
  EXPECT_EQ(all[0].basis, Basis::median);
  EXPECT_EQ(all[1].values, std::vector<double>{100});
  EXPECT_EQ(all[1].basis, Basis::samples);
}

TEST(Run, names_each_benchmark_once_in_the_order_of_appearance) {
  const model::Run run = run_of({{"b", 0, 1}, {"a", 0, 1}, {"b", 1, 1}, {"c", {}, 1, "mean"}, {"fit", {}, 1, "BigO"}});
  EXPECT_EQ(benchmark_names(run), (std::vector<std::string>{"b", "a", "c"}));
}

TEST(Run, gains_a_metric_when_it_is_first_asked_for) {
  model::Run run;
  EXPECT_FALSE(find_metric(run, "peak_rss"));
  EXPECT_EQ(metric_index(run, "real_time"), 0U);
  EXPECT_EQ(metric_index(run, "peak_rss"), 1U);
  EXPECT_EQ(metric_index(run, "real_time"), 0U);
  EXPECT_EQ(find_metric(run, "peak_rss"), 1U);
  EXPECT_EQ(run.metrics[1].unit, "B");
}

}  // namespace
}  // namespace trackmeet::model
