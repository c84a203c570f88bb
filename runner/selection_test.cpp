// SPDX-License-Identifier: Apache-2.0
#include "runner/selection.hpp"

#include <gtest/gtest.h>

namespace trackmeet::runner {
namespace {

SuiteProgram suite() {
  SuiteProgram suite;
  suite.name = "demo";
  suite.benchmarks = {"matmul_small", "matmul_large", "softmax"};
  suite.left_out = {"matmul_huge"};
  return suite;
}

TEST(Selection, finds_a_filter_anywhere_in_a_name_in_the_order_of_the_suite) {
  EXPECT_EQ(select_benchmarks(suite(), "matmul").value(), (std::vector<std::string>{"matmul_small", "matmul_large"}));
  EXPECT_EQ(select_benchmarks(suite(), ".").value().size(), 3U);
}

TEST(Selection, of_nothing_names_what_is_near_or_in_the_other_profile) {
  EXPECT_TRUE(matching_benchmarks(suite(), "relu").value().empty());
  const Error nothing = select_benchmarks(suite(), "sofmax").error();
  EXPECT_EQ(nothing.message, "no benchmark of 'demo' matches the filter 'sofmax'");
  EXPECT_NE(nothing.hint.find("softmax"), std::string::npos) << nothing.hint;
  const Error huge = select_benchmarks(suite(), "huge").error();
  EXPECT_EQ(huge.message, "no benchmark of 'demo' in the quick profile matches the filter 'huge'");
  EXPECT_EQ(huge.hint, "the full one has 'matmul_huge': add --profile full");
}

TEST(Selection, of_a_broken_expression_is_an_error) {
  EXPECT_EQ(matching_benchmarks(suite(), "(").error().code, ErrorCode::usage);
  EXPECT_NE(select_benchmarks(suite(), "(").error().message.find("no regular expression"), std::string::npos);
}

}  // namespace
}  // namespace trackmeet::runner
