// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "nn/data/text_set.hpp"

namespace trackmeet::nn {

/// A made-up language of which it is known how well it can be predicted: a Markov chain of words.
///
/// There are 256 words: each of 16 beginnings with each of 16 endings, of 2 to 4 printable characters each and without
/// blanks. After a word comes, with probability 1/8, the end of the line, and any word is equally likely to begin the
/// next one; else a blank and one of eight words that may follow this one, with probabilities of 8/32, 7/32, 5/32,
/// 4/32, 3/32, 2/32, 2/32 and 1/32. So the next word depends on both halves of the one before, up to 16 characters
/// back, and few characters tell little of it.
///
/// Text and words determine each other, since blanks and ends of lines stand nowhere else. Therefore the entropy rate
/// per character is that of the chain per word over the mean length of a word with what follows it:
///     sum_i pi_i H_i / sum_i pi_i (length_i + 1),
/// where pi is the chain's stationary distribution and H_i the entropy of what comes after word i. (T. Cover, J.
/// Thomas, "Elements of information theory", 2nd edition, theorem 4.2.4)
class WordSource {
public:
  static constexpr std::size_t halves = 16;
  static constexpr std::size_t words = halves * halves;
  static constexpr std::size_t followers = 8;

  /// The language of `seed`.
  explicit WordSource(std::uint64_t seed);

  /// A text of `length` characters, the same on every platform.
  std::string text(std::size_t length, std::uint64_t seed) const;

  /// The entropy rate: no model predicts long texts of this source with fewer bits per character on average.
  double bits_per_character() const;
  /// What is left of it for a model that knows the words and how frequent they are but not which follow which.
  double bits_without_memory() const;
  /// The long-run share of each word among the words.
  std::vector<double> stationary() const;

  const std::string& word(std::size_t i) const { return words_[i]; }
  const std::array<std::uint16_t, followers>& followers_of(std::size_t i) const { return followers_[i]; }
  /// Probability that word `to` comes after word `from`, on the same line or the next.
  double probability(std::size_t from, std::size_t to) const;

private:
  double mean_length(const std::vector<double>& share) const;

  std::vector<std::string> words_;
  std::vector<std::array<std::uint16_t, followers>> followers_;  ///< of each word, the likeliest first, all different
};

/// The default text: `train` and `test` characters of the language of `seed`, drawn independently.
TextSet markov_text(std::size_t train = 1'000'000, std::size_t test = 100'000, std::uint64_t seed = 1);

}  // namespace trackmeet::nn
