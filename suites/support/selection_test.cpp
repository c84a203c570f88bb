// SPDX-License-Identifier: Apache-2.0
#include "suites/support/selection.hpp"

#include <gtest/gtest.h>

namespace trackmeet::suites {
namespace {

const std::vector<Registered>& benchmarks() {
  static const std::vector<Registered> some = {{"matmul_small", nullptr},
                                               {"matmul_large", nullptr},
                                               {"conv/3x3", nullptr},
                                               {"softmax", nullptr},
                                               {"train_to_quality", nullptr, full_once}};
  return some;
}

struct Case {
  std::string filter;
  std::vector<std::string> want;
};

TEST(Selection, finds_the_filter_anywhere_in_a_name) {
  const Case cases[] = {
      {".", {"matmul_small", "matmul_large", "conv/3x3", "softmax"}},
      {"matmul", {"matmul_small", "matmul_large"}},
      {"^matmul_small$", {"matmul_small"}},
      {"max|3x3", {"conv/3x3", "softmax"}},
      {"-matmul", {"conv/3x3", "softmax"}},
      {"^conv/3x3$", {"conv/3x3"}},
  };
  for (const Case& c : cases) {
    const auto selected = select_benchmarks(benchmarks(), c.filter, Profile::quick);
    ASSERT_TRUE(selected.has_value()) << c.filter;
    std::vector<std::string> names;
    for (const Registered* benchmark : *selected) names.push_back(benchmark->name);
    EXPECT_EQ(names, c.want) << c.filter;
  }
}

TEST(Selection, of_nothing_names_what_was_probably_meant) {
  const auto typo = select_benchmarks(benchmarks(), "^sofmax$", Profile::quick);
  ASSERT_FALSE(typo.has_value());
  EXPECT_EQ(typo.error().message, "no benchmark matches '^sofmax$'");
  EXPECT_TRUE(typo.error().hint.starts_with("did you mean 'softmax'?")) << typo.error().hint;

  const auto stem = select_benchmarks(benchmarks(), "matmul_huge_and_more", Profile::quick);
  ASSERT_FALSE(stem.has_value());
  EXPECT_EQ(stem.error().hint, "one of: matmul_small, matmul_large; --list prints all");
}

TEST(Selection, leaves_what_takes_long_to_the_full_profile_and_says_so) {
  const auto all = select_benchmarks(benchmarks(), ".", Profile::all);
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ(all->size(), 5U);
  EXPECT_EQ(select_benchmarks(benchmarks(), ".", Profile::quick)->size(), 4U);

  const auto quick = select_benchmarks(benchmarks(), "train", Profile::quick);
  ASSERT_FALSE(quick.has_value());
  EXPECT_EQ(quick.error().message, "no benchmark of the quick profile matches 'train'");
  EXPECT_EQ(quick.error().hint, "train_to_quality of the full one does: add --profile=full");
}

TEST(Selection, of_a_broken_expression_is_an_error) {
  const auto selected = select_benchmarks(benchmarks(), "matmul(", Profile::quick);
  ASSERT_FALSE(selected.has_value());
  EXPECT_EQ(selected.error().code, ErrorCode::usage);
  EXPECT_TRUE(selected.error().message.starts_with("filter 'matmul(' is no regular expression"))
      << selected.error().message;
}

}  // namespace
}  // namespace trackmeet::suites
