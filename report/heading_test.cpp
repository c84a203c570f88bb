// SPDX-License-Identifier: Apache-2.0
#include "report/heading.hpp"

#include <gtest/gtest.h>

namespace trackmeet::report {
namespace {

TEST(Heading, takes_as_many_lines_as_the_width_asks_for) {
  const auto at = [](std::size_t width) {
    TextOptions options;
    options.width = width;
    return heading("tensor_ops", {"base 1a2b3c4", "head 9f8e7d6"}, "x86_64-2c-debian-12", options);
  };
  EXPECT_EQ(at(80), "tensor_ops   base 1a2b3c4  ->  head 9f8e7d6   on x86_64-2c-debian-12\n");
  EXPECT_EQ(at(60), "tensor_ops   on x86_64-2c-debian-12\n  base 1a2b3c4  ->  head 9f8e7d6\n");
  EXPECT_EQ(at(30), "tensor_ops\n  on x86_64-2c-debian-12\n  base 1a2b3c4\n  head 9f8e7d6\n");
}

TEST(Heading, does_without_what_is_not_known) {
  EXPECT_EQ(heading("", {"unknown commit"}, "", {}), "unnamed suite   unknown commit\n");
}

}  // namespace
}  // namespace trackmeet::report
