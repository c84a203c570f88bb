// SPDX-License-Identifier: Apache-2.0
#include "report/roofline.hpp"

#include <gtest/gtest.h>

namespace trackmeet::report {
namespace {

/// Adds a benchmark that takes so many microseconds and does so much work in them.
void add(model::Run& run, const std::string& name, double us, double flops, double bytes) {
  model::Row row;
  row.name = name;
  row.round = 0;
  row.values.push_back({model::metric_index(run, "real_time"), us * 1e-6});
  if (flops > 0) row.values.push_back({model::metric_index(run, "flops_per_second"), flops / (us * 1e-6)});
  if (bytes > 0) row.values.push_back({model::metric_index(run, "bytes_per_second"), bytes / (us * 1e-6)});
  run.rows.push_back(row);
}

/// A peak of 100 GFLOP/s; 50 GB/s near (120 kB), 10 GB/s far (12 MB).
model::Run probed() {
  model::Run run;
  add(run, "probe_peak_flops", 10, 1e6, 0);
  add(run, "probe_bandwidth_add_small", 2.4, 0, 120e3);
  add(run, "probe_bandwidth_add_large", 1200, 0, 12e6);
  return run;
}

double share_of(const std::string& name, double us, double flops, double bytes, model::Run run = probed()) {
  add(run, name, us, flops, bytes);
  const std::map<std::string, double> shares = shares_of_roofline(run);
  const auto found = shares.find(name);
  return found == shares.end() ? -1 : found->second;
}

TEST(Roofline, is_the_peak_where_much_is_computed_for_each_byte) {
  EXPECT_NEAR(share_of("matmul", 40, 2e6, 120e3), 0.5, 1e-9);
  EXPECT_NEAR(share_of("in_registers", 20, 1e6, 0), 0.5, 1e-9);
}

TEST(Roofline, is_the_bandwidth_for_the_size_where_little_is) {
  EXPECT_NEAR(share_of("add_small", 4.8, 1e4, 120e3), 0.5, 1e-9);
  EXPECT_NEAR(share_of("add_large", 1500, 1e6, 12e6), 0.8, 1e-9);
  EXPECT_NEAR(share_of("copy_small", 2.4, 0, 60e3), 0.5, 1e-9);
  EXPECT_NEAR(share_of("add_cold", 24, 1e4, 120e3), 0.5, 1e-9);
}

TEST(Roofline, is_not_guessed_where_no_probe_tells_it) {
  model::Run far;
  add(far, "probe_peak_flops", 10, 1e6, 0);
  add(far, "probe_bandwidth_add_large", 1200, 0, 12e6);
  EXPECT_EQ(share_of("add", 4.8, 1e4, 120e3, far), -1);
  EXPECT_NEAR(share_of("matmul", 40, 2e6, 120e3, far), 0.5, 1e-9);
  EXPECT_EQ(share_of("add", 4.8, 1e4, 120e3, {}), -1);
  EXPECT_EQ(share_of("matmul_2_threads", 40, 2e6, 12e6), -1);
  EXPECT_EQ(share_of("states_nothing", 40, 0, 0), -1);
}

TEST(Roofline, of_two_threads_is_that_of_probes_in_two_threads) {
  model::Run run = probed();
  add(run, "probe_peak_flops_2_threads", 5, 1e6, 0);
  add(run, "probe_bandwidth_add_large_2_threads", 60, 0, 12e6);
  EXPECT_NEAR(share_of("matmul_2_threads", 40, 2e6, 12e6, run), 50e9 / (200e9 / 6), 1e-9);
}

TEST(Roofline, has_no_share_for_the_probes_themselves) { EXPECT_TRUE(shares_of_roofline(probed()).empty()); }

}  // namespace
}  // namespace trackmeet::report
