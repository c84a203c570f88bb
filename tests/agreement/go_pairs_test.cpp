// SPDX-License-Identifier: Apache-2.0
// How often one unchanged program, measured on different days, is called slower; docs/go-pairs.md says so, and is held
// against the data here.
#include <cstdlib>
#include <string_view>

#include "core/file.hpp"
#include "tests/agreement/go_pairs.hpp"
#include "tests/agreement/shared_data_fixture.hpp"

namespace trackmeet::agreement {
namespace {

using GoPairs = SharedData;

TEST_F(GoPairs, OneProgramOnDifferentDays) {
  const std::vector<model::Run> runs = runs_of_go117(text_of("ab/go-perf/benchseries_even_nsop.json"));
  ASSERT_EQ(runs.size(), 13U);
  const Tally pairs = tally_of_pairs(runs);
  const Tally baselines = tally_of_baselines(runs);
  EXPECT_EQ(pairs.comparisons, 156U);
  EXPECT_EQ(pairs.rows, 156U * 101);
  EXPECT_LE(static_cast<double>(pairs.regressions.size()), 0.01 * static_cast<double>(pairs.rows));

  const std::string page = page_of(runs, pairs, baselines);
  const std::string path = std::string(TRACKMEET_SOURCE_DIR) + "/docs/go-pairs.md";
  const char* update = std::getenv("UPDATE_GOLDEN");
  if (update != nullptr && std::string_view(update) == "1") {
    ASSERT_TRUE(write_file_atomically(path, page));
    return;
  }
  EXPECT_EQ(read_file(path).value_or(""), page) << "UPDATE_GOLDEN=1 writes " << path << " anew";
}

}  // namespace
}  // namespace trackmeet::agreement
