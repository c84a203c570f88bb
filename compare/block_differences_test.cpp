// SPDX-License-Identifier: Apache-2.0
#include "compare/block_differences.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "compare/sample_runs.hpp"

namespace trackmeet::compare {
namespace {

/// One process: its row in `run`.
void add_process(model::Run& run, const std::string& benchmark, std::uint32_t block, std::uint32_t position,
                 double value, std::string_view metric = "real_time") {
  model::Row row;
  row.name = benchmark;
  row.block = block;
  row.position = position;
  row.round = 2 * block + position / 2;
  row.values = {{model::metric_index(run, metric), value}};
  run.rows.push_back(std::move(row));
}

struct Sides {
  model::Run base = blank_run();
  model::Run head = blank_run();
};

TEST(BlockDifferences, AreHalfTheSumOfTheLogarithmsOfRatios) {
  Sides sides;
  for (const std::uint32_t position : {0U, 3U}) add_process(sides.base, "b", 0, position, position == 0 ? 1 : 2);
  for (const std::uint32_t position : {1U, 2U}) add_process(sides.head, "b", 0, position, position == 1 ? 3 : 6);
  for (const std::uint32_t position : {1U, 2U}) add_process(sides.base, "b", 1, position, 1);
  for (const std::uint32_t position : {0U, 3U}) add_process(sides.head, "b", 1, position, 1.02);
  const auto all = block_differences(sides.base, sides.head);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].benchmark, "b");
  EXPECT_EQ(all[0].metric.name, "real_time");
  ASSERT_EQ(all[0].blocks.size(), 2U);
  EXPECT_DOUBLE_EQ(all[0].blocks[0].value, std::log(3));
  EXPECT_DOUBLE_EQ(all[0].blocks[1].value, std::log(1.02));
  EXPECT_DOUBLE_EQ(all[0].blocks[0].noise, std::pow(std::log(2), 2)) << "half of it from each side";
  EXPECT_EQ(all[0].blocks[1].noise, 0);
  EXPECT_EQ(all[0].incomplete, 0U);
}

TEST(BlockDifferences, PositiveIsWorseWhereHigherIsBetterToo) {
  Sides sides;
  for (const std::uint32_t position : {0U, 3U}) add_process(sides.base, "b", 0, position, 100, "items_per_second");
  for (const std::uint32_t position : {1U, 2U}) add_process(sides.head, "b", 0, position, 50, "items_per_second");
  EXPECT_NEAR(block_differences(sides.base, sides.head).at(0).blocks.at(0).value, std::log(2), 1e-12);
}

TEST(BlockDifferences, ComeInTheOrderOfTheBlocksWhateverThatOfTheRows) {
  Sides sides;
  for (const std::uint32_t block : {2U, 0U, 1U}) {
    for (const std::uint32_t position : {2U, 1U}) add_process(sides.head, "b", block, position, std::exp(block));
    for (const std::uint32_t position : {3U, 0U}) add_process(sides.base, "b", block, position, 1);
  }
  const BlockSeries series = block_differences(sides.base, sides.head).at(0);
  ASSERT_EQ(series.blocks.size(), 3U);
  for (std::size_t block = 0; block < 3; ++block) EXPECT_EQ(series.blocks[block].value, static_cast<double>(block));
}

TEST(BlockDifferences, OfRepetitionsInOneProcessTheBetterHalfCounts) {
  Sides sides;
  for (const std::uint32_t position : {0U, 3U}) add_process(sides.base, "b", 0, position, 1);
  for (const std::uint32_t position : {1U, 2U})
    for (const double value : {9.0, 4.0, 8.0, 1.0}) add_process(sides.head, "b", 0, position, value);
  EXPECT_DOUBLE_EQ(block_differences(sides.base, sides.head).at(0).blocks.at(0).value, std::log(2));  // of 1 and 4
}

TEST(BlockDifferences, ABlockThatIsNeitherABBANorBAABIsLeftOut) {
  Sides sides;
  add_process(sides.base, "b", 0, 0, 1);  // one process is missing
  for (const std::uint32_t position : {1U, 2U}) add_process(sides.head, "b", 0, position, 1);
  for (const std::uint32_t position : {0U, 1U}) add_process(sides.base, "b", 1, position, 1);  // AABB
  for (const std::uint32_t position : {2U, 3U}) add_process(sides.head, "b", 1, position, 1);
  for (const std::uint32_t position : {0U, 4U}) add_process(sides.base, "b", 2, position, 1);  // no such place
  for (const std::uint32_t position : {1U, 2U}) add_process(sides.head, "b", 2, position, 1);
  for (const std::uint32_t position : {0U, 3U}) add_process(sides.base, "b", 3, position, 1);  // a place twice
  for (const std::uint32_t position : {1U, 2U, 3U}) add_process(sides.head, "b", 3, position, 1);
  for (const std::uint32_t position : {0U, 3U}) add_process(sides.base, "b", 4, position, 1);
  for (const std::uint32_t position : {1U, 2U}) add_process(sides.head, "b", 4, position, 1);
  const auto all = block_differences(sides.base, sides.head);
  EXPECT_EQ(all.at(0).blocks.size(), 1U);
  EXPECT_EQ(all.at(0).incomplete, 4U);
}

TEST(BlockDifferences, ValuesWithoutALogarithmLeaveNone) {
  Sides sides;
  for (const std::uint32_t block : {0U, 1U}) {
    for (const std::uint32_t position : {0U, 3U}) add_process(sides.base, "b", block, position, block);
    for (const std::uint32_t position : {1U, 2U}) add_process(sides.head, "b", block, position, 1);
  }
  const auto all = block_differences(sides.base, sides.head);
  EXPECT_FALSE(all.at(0).has_logarithms);
  EXPECT_TRUE(all.at(0).blocks.empty());
}

TEST(BlockDifferences, ExactMetricsAndRowsOutsideOfBlocksAreNoneOfItsBusiness) {
  Sides sides;
  for (const std::uint32_t position : {0U, 3U}) add_process(sides.base, "b", 0, position, 1, "allocs_per_iter");
  for (const std::uint32_t position : {1U, 2U}) add_process(sides.head, "b", 0, position, 1, "allocs_per_iter");
  add_rounds(sides.base, "c", "real_time", around(1));
  add_rounds(sides.head, "c", "real_time", around(1));
  add_process(sides.head, "new", 0, 1, 1);
  EXPECT_TRUE(block_differences(sides.base, sides.head).empty());
}

TEST(BlockDifferences, MetricsAreFoundByNameWhateverTheirPlaceInEitherFile) {
  Sides sides;
  model::metric_index(sides.base, "peak_rss");
  for (const char* metric : {"real_time", "peak_rss"})
    for (const std::uint32_t position : {0U, 3U}) add_process(sides.base, "b", 0, position, 1, metric);
  for (const std::uint32_t position : {1U, 2U}) {
    add_process(sides.head, "b", 0, position, 2, "real_time");
    add_process(sides.head, "b", 0, position, 4, "peak_rss");
  }
  const auto all = block_differences(sides.base, sides.head);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].metric.name, "real_time");
  EXPECT_DOUBLE_EQ(all[0].blocks.at(0).value, std::log(2));
  EXPECT_EQ(all[1].metric.name, "peak_rss");
  EXPECT_DOUBLE_EQ(all[1].blocks.at(0).value, std::log(4));
}

}  // namespace
}  // namespace trackmeet::compare
