// SPDX-License-Identifier: Apache-2.0
#include "model/foreign_unit.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace trackmeet::model {
namespace {

TEST(ForeignUnit, takes_times_to_seconds_and_operations_in_a_time_to_throughput) {
  struct Case {
    std::string_view unit;
    double value;
    std::string_view metric;
    double want;
  };
  constexpr Case cases[] = {
      {"ns", 20.5, "real_time", 20.5e-9},
      {"us/op", 3, "real_time", 3e-6},
      {"\xc2\xb5s", 3, "real_time", 3e-6},
      {"\xce\xbcs/iter", 3, "real_time", 3e-6},
      {"ms/iter", 7, "real_time", 0.007},
      {"Seconds", 1.25, "real_time", 1.25},
      {" ns/op\t 4.000 auxMetricUnits", 5, "real_time", 5e-9},
      {"ops/s", 3.5e9, "throughput", 3.5e9},
      {"ops/ms", 3, "throughput", 3000},
      {"iter/sec", 0.5, "throughput", 0.5},
      {"ops/sec", 12, "throughput", 12},
      {"ops/day", 86400, "throughput", 1},
      {"day/op", 2, "real_time", 172800},
  };
  for (const Case& c : cases) {
    const ForeignUnit unit = foreign_unit(c.unit);
    EXPECT_EQ(unit.metric.name, c.metric) << c.unit;
    EXPECT_EQ(unit.metric.unit, c.metric == "throughput" ? "1/s" : "s") << c.unit;
    EXPECT_EQ(unit.metric.better, c.metric == "throughput" ? Better::higher : Better::lower) << c.unit;
    EXPECT_DOUBLE_EQ(unit.in_unit(c.value), c.want) << c.unit;
  }
  EXPECT_DOUBLE_EQ(foreign_unit("min").in_unit(2), 120);
}

TEST(ForeignUnit, moves_the_point_of_a_decimal_and_rounds_once) {
  const struct {
    const char *unit, *text;
    double want;
  } cases[] = {
      {"ns", "88.1", 8.81e-8}, {"us/op", "0.3", 3e-7}, {"ms", "1e400", std::numeric_limits<double>::infinity()},
      {"s", "88.1", 88.1},     {"min", "2", 120},      {"ops/ms", "0.5", 500},
      {"ns", "-0.7", -0.7e-9}, {"widgets", "3", 3},
  };
  for (const auto& c : cases) EXPECT_EQ(foreign_unit(c.unit).decimal_in_unit(c.text), c.want) << c.text << c.unit;
}

TEST(ForeignUnit, lets_other_units_be) {
  struct Case {
    std::string_view unit;
    Metric want;
  };
  const Case cases[] = {
      {"req/s", {"req/s", "req/s", Better::higher, Kind::sampled}},
      {"MS/s", {"MS/s", "MS/s", Better::higher, Kind::sampled}},
      {"MB/sec", {"MB/sec", "MB/sec", Better::higher, Kind::sampled}},
      {"FPS", {"FPS", "FPS", Better::higher, Kind::sampled}},
      {"Megabytes", {"Megabytes", "Megabytes", Better::lower, Kind::sampled, true}},
      {"Ms", {"Ms", "Ms", Better::lower, Kind::sampled, true}},
      {"ns/byte", {"ns/byte", "ns/byte", Better::lower, Kind::sampled, true}},
      {"/", {"/", "/", Better::lower, Kind::sampled, true}},
      {"", {"value", "", Better::lower, Kind::sampled, true}},
      {"allocs/op", {"allocs_per_iter", "", Better::lower, Kind::exact}},
      {"B/op", {"alloc_bytes_per_iter", "B", Better::lower, Kind::exact}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(foreign_unit(c.unit).metric, c.want) << c.unit;
    EXPECT_EQ(foreign_unit(c.unit).in_unit(3), 3) << c.unit;
  }
}

TEST(ForeignUnit, says_so_where_the_file_contradicts_the_unit) {
  EXPECT_EQ(foreign_unit("ns", Better::lower).metric, metric_named("real_time"));
  EXPECT_EQ(foreign_unit("Megabytes", Better::higher).metric,
            (Metric{"Megabytes (higher is better)", "Megabytes", Better::higher, Kind::sampled}));
  EXPECT_EQ(foreign_unit("req/s", Better::lower).metric,
            (Metric{"req/s (lower is better)", "req/s", Better::lower, Kind::sampled}));
  EXPECT_FALSE(foreign_unit("Megabytes", Better::lower).metric.guessed);
  const ForeignUnit time = foreign_unit("ns", Better::higher);
  EXPECT_EQ(time.metric, (Metric{"real_time (higher is better)", "ns", Better::higher, Kind::sampled}));
  EXPECT_EQ(time.in_unit(5), 5);
}

}  // namespace
}  // namespace trackmeet::model
