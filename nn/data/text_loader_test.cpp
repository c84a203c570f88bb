// SPDX-License-Identifier: Apache-2.0
#include "nn/data/text_loader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "nn/data/word_source.hpp"

namespace trackmeet::nn {
namespace {

TEST(TextLoader, yields_windows_and_the_tokens_after_each_of_theirs) {
  const TextSet set = markov_text(3000, 100);
  TextLoader loader(set.train.values(), {.batch = 5, .window = 8});
  EXPECT_EQ(loader.batches(), 75);
  Index batches = 0;
  while (const TextBatch* batch = loader.next()) {
    ++batches;
    for (std::size_t window = 0; window < 5; ++window) {
      const std::size_t begin = batch->begins()[window];
      ASSERT_LE(begin + 8, set.train.size() - 1);
      for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_EQ(batch->tokens()(static_cast<Index>(window * 8 + i), 0), static_cast<float>(set.train[begin + i]));
        EXPECT_EQ(batch->next()[window * 8 + i], set.train[begin + i + 1]);
      }
    }
  }
  EXPECT_EQ(batches, 75);
}

TEST(TextLoader, reaches_every_place) {
  const TextSet set = markov_text(20, 20);
  TextLoader loader(set.train.values(), {.batch = 50, .window = 16, .batches = 20});
  std::vector<int> hits(20);
  while (const TextBatch* batch = loader.next()) {
    for (const std::uint32_t begin : batch->begins()) ++hits.at(begin);
  }
  for (std::size_t begin = 0; begin < 20; ++begin) EXPECT_EQ(hits[begin] > 0, begin < 4) << begin;
}

TEST(TextLoader, yields_the_same_whatever_the_number_of_workers) {
  const TextSet set = markov_text(5000, 100);
  const auto epoch_of = [&set](int workers, Index epoch) {
    TextLoader loader(set.train.values(), {.batch = 4, .window = 64, .workers = workers});
    loader.start(epoch);
    std::vector<float> tokens;
    while (const TextBatch* batch = loader.next()) {
      tokens.insert(tokens.end(), batch->tokens().values().begin(), batch->tokens().values().end());
    }
    return tokens;
  };
  EXPECT_EQ(epoch_of(1, 0), epoch_of(0, 0));
  EXPECT_EQ(epoch_of(2, 3), epoch_of(0, 3));
  EXPECT_NE(epoch_of(0, 0), epoch_of(0, 1));
}

}  // namespace
}  // namespace trackmeet::nn
