// SPDX-License-Identifier: Apache-2.0
#include "suites/tensor_ops/parts.hpp"

#include <gtest/gtest.h>

#include "suites/tensor_ops/cold.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

TEST(Parts, of_rows_make_up_the_whole_in_order) {
  for (const Index rows : {1, 2, 3, 7, 100}) {
    for (const Index parts : {1, 2, 3, 8}) {
      Tensor whole(rows, 5);
      View all = whole;
      const float* next = all.data();
      for (Index part = 0; part < parts; ++part) {
        const View piece = part_of_rows(whole, part, parts);
        EXPECT_EQ(piece.data(), next) << rows << " rows, part " << part << " of " << parts;
        EXPECT_GE(piece.rows(), rows / parts);
        EXPECT_LE(piece.rows(), rows / parts + 1);
        EXPECT_EQ(piece.cols(), 5);
        next += piece.size();
      }
      EXPECT_EQ(next, all.data() + all.size());
    }
  }
}

/// Says by its check how often it ran.
struct Counts final : Work {
  explicit Counts(double size) : bytes(size) {}
  void run() override { ++runs; }
  std::optional<Mismatch> check() const override { return Mismatch{"", 0, runs}; }
  Cost cost() const override { return {.bytes = bytes}; }

  double bytes;
  double runs = 0;
};

TEST(Cold, comes_back_to_a_set_only_after_enough_of_the_others) {
  Cold<Counts> cold(cold_bytes / 4.5);  // five others, so six sets
  for (int run = 1; run <= 18; ++run) {
    cold.run();
    EXPECT_EQ(cold.check()->got, (run + 5) / 6) << run;
  }
  EXPECT_EQ(cold.cost().bytes, cold_bytes / 4.5);
}

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
