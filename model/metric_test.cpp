// SPDX-License-Identifier: Apache-2.0
#include "model/metric.hpp"

#include <gtest/gtest.h>

namespace trackmeet::model {
namespace {

struct Case {
  std::string name;
  std::string unit;
  Better better;
  Kind kind;
  bool guessed = false;
};

TEST(Metric, is_known_by_name_or_guessed_from_it) {
  const std::vector<Case> cases = {
      {"real_time", "s", Better::lower, Kind::sampled},
      {"peak_rss", "B", Better::lower, Kind::sampled},
      {"allocs_per_iter", "", Better::lower, Kind::exact},
      {"total_allocated_bytes", "B", Better::lower, Kind::exact},
      {"accuracy", "", Better::higher, Kind::exact},
      {"bytes_per_second", "B/s", Better::higher, Kind::sampled},
      {"flops_per_second", "FLOP/s", Better::higher, Kind::sampled},
      {"images_per_second", "1/s", Better::higher, Kind::sampled},
      {"FOM: GB/s", "GB/s", Better::higher, Kind::sampled},
      {"MB/s", "MB/s", Better::higher, Kind::sampled},
      {"req/sec", "req/sec", Better::higher, Kind::sampled},
      {"rows_/s", "1/s", Better::higher, Kind::sampled},
      {"throughput", "1/s", Better::higher, Kind::sampled},
      {"alloc_bytes_per_iter", "B", Better::lower, Kind::exact},
      {"file-size", "B", Better::lower, Kind::exact},
      {"loss", "", Better::lower, Kind::sampled, true},
      {"", "", Better::lower, Kind::sampled, true},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(metric_named(c.name), (Metric{c.name, c.unit, c.better, c.kind, c.guessed})) << c.name;
  }
}

TEST(Metric, each_known_one_has_a_name_of_its_own) {
  for (const Metric& metric : known_metrics()) EXPECT_EQ(metric_named(metric.name), metric) << metric.name;
}

}  // namespace
}  // namespace trackmeet::model
