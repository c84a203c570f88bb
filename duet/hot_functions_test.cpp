// SPDX-License-Identifier: Apache-2.0
#include "duet/hot_functions.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace trackmeet::duet {
namespace {

constexpr const char* profile_text = R"(# callgrind format
version: 1
creator: callgrind-3.19.0
cmd:  /somewhere/suites/tensor_ops --benchmark_filter=^gelu$
positions: line
events: Ir

ob=(1) /somewhere/suites/tensor_ops
fl=(1) gelu.cpp
fn=(1) _Z4gelu
10 500
+2 200
fi=(2) math.h
* 100
fe=(1)
-1 20
cfn=(2) _Z4helpi
calls=3 20
12 170
fn=(2)
20 90
cob=(2) /lib/libm.so.6
cfn=(3) exp
calls=1 0
21 80

fn=(4) rare'2
30 5
fn=(4)
31 4
fn=(5) _Z6callerv
32 1
cfn=(1)
calls=1 10
32 820

ob=(2)
fn=(3)
0 80

totals: 1000
)";

TEST(HotFunctions, are_those_that_execute_a_share_of_the_instructions_hottest_first) {
  const Result<Profile> profile = hot_functions(profile_text, "/other/copy/tensor_ops", 0.05);
  ASSERT_TRUE(profile) << to_text(profile.error());
  ASSERT_EQ(profile->hot.size(), 3U);
  EXPECT_EQ(profile->hot[0].name, "_Z4gelu");
  EXPECT_DOUBLE_EQ(profile->hot[0].share, 0.82);
  EXPECT_EQ(profile->hot[1].name, "_Z4helpi");
  EXPECT_DOUBLE_EQ(profile->hot[1].share, 0.09);
  EXPECT_DOUBLE_EQ(profile->elsewhere, 0.08);
}

TEST(HotFunctions, are_those_too_that_only_call_a_hot_one) {
  const Result<Profile> profile = hot_functions(profile_text, "tensor_ops", 0.05);
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->hot.back().name, "_Z6callerv");
  EXPECT_DOUBLE_EQ(profile->hot.back().share, 0.001);
}

TEST(HotFunctions, are_all_if_nothing_is_too_little_and_recursion_is_no_function_of_its_own) {
  const Result<Profile> profile = hot_functions(profile_text, "tensor_ops", 0);
  ASSERT_TRUE(profile);
  ASSERT_EQ(profile->hot.size(), 4U);
  EXPECT_EQ(profile->hot[2].name, "rare");
  EXPECT_DOUBLE_EQ(profile->hot[2].share, 0.009);
}

TEST(HotFunctions, are_found_with_several_positions_and_events) {
  const char* text =
      "version: 1\npositions: instr line\nevents: Dr Ir\n\nfn=a\n0x401000 1 7 60\n+4 * 7 30\nfn=b\n0x401010 1 900 10\n";
  const Result<Profile> profile = hot_functions(text, "x", 0.9);
  ASSERT_TRUE(profile);
  ASSERT_EQ(profile->hot.size(), 1U);
  EXPECT_DOUBLE_EQ(profile->hot[0].share, 0.9);
}

TEST(HotFunctions, of_hostile_text_are_an_error_or_few) {
  const std::string head = "version: 1\nevents: Ir\n";
  for (const std::string& text : {std::string(), std::string("garbage"), head, head + "fn=(1\n1 x\n",
                                  head + "fn=a\n1\n+\n", head + "fn=a\n1 99999999999999999999999999\n",
                                  std::string("version: 1\nfn=a\n1 2\n"), head + "calls=1 1\n5 5\n"}) {
    const Result<Profile> profile = hot_functions(text, "x");
    ASSERT_FALSE(profile) << text;
    EXPECT_FALSE(profile.error().hint.empty());
  }
  EXPECT_TRUE(hot_functions(head + "fn=(1\n1 5\nfn=()\n=\n1 5\n", "x"));
}

TEST(ProfileCommand, looks_at_the_timed_loop_and_keeps_symbols_as_they_are) {
  runner::SuiteProgram suite;
  suite.path = "/somewhere/tensor_ops";
  const Command command = profile_command(suite, "gelu", 7, "/tmp/out");
  EXPECT_EQ(command.argv.at(0), "valgrind");
  const auto has = [&](const char* argument) {
    return std::find(command.argv.begin(), command.argv.end(), argument) != command.argv.end();
  };
  EXPECT_TRUE(has("--tool=callgrind"));
  EXPECT_TRUE(has("--demangle=no"));
  EXPECT_TRUE(has("--callgrind-out-file=/tmp/out"));
  EXPECT_TRUE(has("--benchmark_filter=^gelu$"));
  EXPECT_TRUE(has("--iterations=7"));
}

}  // namespace
}  // namespace trackmeet::duet
