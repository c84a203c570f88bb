// SPDX-License-Identifier: Apache-2.0
#include "compare/process_level.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace trackmeet::compare {
namespace {

using model::Better;

TEST(LogLevel, is_the_mean_of_the_better_half) {
  struct Case {
    std::string name;
    std::vector<double> repetitions;
    Better better;
    double want;
  };
  const double e = std::exp(1.0);
  for (Case c :
       {Case{"one", {e}, Better::lower, 1}, Case{"the better of two", {e, 1}, Better::lower, 0},
        Case{"two of three", {90, e, 1}, Better::lower, 0.5}, Case{"two of four", {90, e, 1, 80}, Better::lower, 0.5},
        Case{"of rates the higher ones", {1, e, e * e, 0.1}, Better::higher, 1.5}})
    EXPECT_NEAR(log_level(c.repetitions, c.better), c.want, 1e-15) << c.name;
}

TEST(LogLevel, does_not_heed_what_is_held_up_in_the_worse_half) {
  std::vector<double> calm = {1.0, 1.1, 1.2, 1.3, 1.4}, held_up = {1.0, 1.1, 1.2, 5.0, 700.0};
  EXPECT_EQ(log_level(calm, Better::lower), log_level(held_up, Better::lower));
}

TEST(LogLevel, of_rates_mirrors_that_of_times) {
  std::vector<double> times = {1.5, 1.2, 1.9, 1.1, 3}, rates;
  for (const double time : times) rates.push_back(1 / time);
  EXPECT_NEAR(log_level(times, Better::lower), -log_level(rates, Better::higher), 1e-15);
}

TEST(LogLevel, moves_as_far_as_all_repetitions_do) {
  std::vector<double> before = {1.5, 1.2, 1.9, 1.1}, after;
  for (const double time : before) after.push_back(time * 1.01);
  EXPECT_NEAR(log_level(after, Better::lower) - log_level(before, Better::lower), std::log(1.01), 1e-15);
}

}  // namespace
}  // namespace trackmeet::compare
