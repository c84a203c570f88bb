// SPDX-License-Identifier: Apache-2.0
#include "nn/data/word_source.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace trackmeet::nn {
namespace {

TEST(WordSource, has_different_words_each_with_different_followers) {
  const WordSource source(1);
  std::set<std::string> words;
  for (std::size_t i = 0; i < WordSource::words; ++i) {
    const std::string& word = source.word(i);
    EXPECT_TRUE(words.insert(word).second) << word;
    EXPECT_GE(word.size(), 4U);
    EXPECT_LE(word.size(), 8U);
    for (const char character : word) EXPECT_TRUE(character > ' ' && character <= '~') << word;
    const auto& followers = source.followers_of(i);
    EXPECT_EQ(std::set<std::uint16_t>(followers.begin(), followers.end()).size(), WordSource::followers);
  }
}

TEST(WordSource, has_probabilities_that_add_up_and_a_stationary_distribution_that_stays) {
  const WordSource source(2);
  const std::vector<double> share = source.stationary();
  std::vector<double> next(WordSource::words, 0.0);
  for (std::size_t from = 0; from < WordSource::words; ++from) {
    double sum = 0;
    for (std::size_t to = 0; to < WordSource::words; ++to) {
      sum += source.probability(from, to);
      next[to] += share[from] * source.probability(from, to);
    }
    EXPECT_NEAR(sum, 1, 1e-12);
  }
  double total = 0;
  for (std::size_t i = 0; i < WordSource::words; ++i) {
    EXPECT_NEAR(next[i], share[i], 1e-12);
    total += share[i];
  }
  EXPECT_NEAR(total, 1, 1e-12);
}

/// Reads a long text back word by word and adds up how surprising each was. By the law of large numbers that is the
/// entropy rate; the spread over seeds is below one per cent at this length.
TEST(WordSource, is_as_surprising_as_its_entropy_rate_says) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const WordSource source(seed);
    std::map<std::string, std::size_t> numbers;
    for (std::size_t i = 0; i < WordSource::words; ++i) numbers[source.word(i)] = i;
    const std::string text = source.text(1'000'000, seed);
    ASSERT_EQ(text.size(), 1'000'000U);
    double bits = 0;
    std::string word;
    std::optional<std::size_t> before;
    char gap = ' ';
    for (const char character : text) {
      if (character != ' ' && character != '\n') {
        word += character;
        continue;
      }
      const auto found = numbers.find(word);
      ASSERT_NE(found, numbers.end()) << word;
      if (before) {
        const double any = 1.0 / 8 / WordSource::words;
        bits -= std::log2(gap == '\n' ? any : source.probability(*before, found->second) - any);
      }
      before = found->second;
      gap = character;
      word.clear();
    }
    EXPECT_NEAR(bits / 1e6 / source.bits_per_character(), 1, 0.01) << seed;
  }
}

/// Bits per character that are left when the last `context` characters are known, as counted in a text.
double counted_entropy(const std::string& text, std::size_t context) {
  std::map<std::string, std::map<char, double>> counts;
  for (std::size_t i = context; i < text.size(); ++i) ++counts[text.substr(i - context, context)][text[i]];
  double bits = 0;
  for (const auto& [before, after] : counts) {
    double sum = 0;
    for (const auto& [character, count] : after) sum += count;
    for (const auto& [character, count] : after) bits -= count * std::log2(count / sum);
  }
  return bits / static_cast<double>(text.size() - context);
}

TEST(WordSource, cannot_be_predicted_well_from_few_characters) {
  const WordSource source(1);
  const std::string text = source.text(400'000, 9);
  const double rate = source.bits_per_character();
  EXPECT_GT(rate, 0.5);
  EXPECT_LT(rate, 0.8);
  EXPECT_GT(source.bits_without_memory(), 1.9 * rate);
  EXPECT_GT(counted_entropy(text, 1), 4 * rate);
  EXPECT_GT(counted_entropy(text, 2), 2 * rate);
  EXPECT_GT(counted_entropy(text, 3), 1.8 * rate);
}

TEST(WordSource, yields_a_set_of_which_the_entropy_is_known) {
  const TextSet set = markov_text(5000, 2500, 3);
  EXPECT_EQ(set.train.size(), 5000U);
  EXPECT_EQ(set.test.size(), 2500U);
  EXPECT_EQ(set.bits_per_character, WordSource(3).bits_per_character());
  EXPECT_NE(set.hash, markov_text(5000, 2500, 4).hash);
}

/// The default data set is the same everywhere and for ever: results name it by this hash.
TEST(WordSource, yields_the_default_text_to_the_last_character) {
  EXPECT_EQ(markov_text().hash, "3aa6ae943df089a71b6af0a862850f2d731222441a15ee342a1e15bc671398e9");
}

}  // namespace
}  // namespace trackmeet::nn
