// SPDX-License-Identifier: Apache-2.0
#include "core/spelling.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace trackmeet {
namespace {

TEST(EditDistance, counts_inserts_deletes_replacements_and_swaps) {
  struct Case {
    const char* from;
    const char* to;
    std::size_t want;
  };
  const Case cases[] = {{"", "", 0},           {"a", "", 1},     {"", "abc", 3},           {"nz", "ns", 1},
                        {"alhpa", "alpha", 1}, {"ca", "abc", 3}, {"kitten", "sitting", 3}, {"matmul", "matmull", 1}};
  for (const Case& c : cases) EXPECT_EQ(edit_distance(c.from, c.to), c.want) << c.from << " to " << c.to;
}

TEST(EditDistance, is_the_same_both_ways_and_zero_only_for_equals) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    const auto word = [&] {
      std::string letters(random() % 8, 'a');
      for (char& letter : letters) letter = static_cast<char>('a' + random() % 3);
      return letters;
    };
    const std::string one = word();
    const std::string other = word();
    EXPECT_EQ(edit_distance(one, other), edit_distance(other, one)) << "seed " << seed;
    EXPECT_EQ(edit_distance(one, other) == 0, one == other) << "seed " << seed;
    EXPECT_LE(edit_distance(one, other), std::max(one.size(), other.size())) << "seed " << seed;
  }
}

TEST(Closest, finds_the_likely_word_or_none) {
  const std::vector<std::string> words = {"slight", "minor", "moderate", "severe", "none"};
  EXPECT_EQ(closest("minro", words), "minor");
  EXPECT_EQ(closest("moderat", words), "moderate");
  EXPECT_EQ(closest("xyz", words), "");
  EXPECT_EQ(closest("minor", words), "minor");
  EXPECT_EQ(closest("anything", {}), "");
}

TEST(Closest, takes_the_first_of_equals) {
  const std::vector<std::string> words = {"ab", "ac"};
  EXPECT_EQ(closest("ad", words), "ab");
}

TEST(Closest, does_not_spend_time_on_hostile_lengths) {
  const std::vector<std::string> words = {std::string(100'000, 'a')};
  EXPECT_EQ(closest(std::string(100'000, 'a'), words), "");
}

TEST(DidYouMean, names_the_near_one_and_the_others) {
  const std::vector<std::string> units = {"ns", "us", "ms", "s"};
  EXPECT_EQ(did_you_mean("nz", units), "did you mean 'ns'? (ns, us, ms, s)");
  EXPECT_EQ(did_you_mean("fortnight", units), "one of: ns, us, ms, s");
  EXPECT_EQ(did_you_mean("fortnight", {}), "");
}

TEST(DidYouMean, cuts_long_lists) {
  std::vector<std::string> many;
  for (int i = 0; i < 13; ++i) many.push_back("candidate" + std::to_string(i));
  const std::string hint = did_you_mean("zzz", many);
  EXPECT_NE(hint.find("candidate9"), std::string::npos);
  EXPECT_EQ(hint.find("candidate10"), std::string::npos);
  EXPECT_NE(hint.find("and 3 more"), std::string::npos);
}

}  // namespace
}  // namespace trackmeet
