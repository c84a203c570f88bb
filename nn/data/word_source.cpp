// SPDX-License-Identifier: Apache-2.0
#include "nn/data/word_source.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string_view>

#include "core/random.hpp"

namespace trackmeet::nn {
namespace {

/// Of 32: how likely each follower is.
constexpr std::array<std::uint64_t, WordSource::followers> weights = {8, 7, 5, 4, 3, 2, 2, 1};
constexpr std::uint64_t all_weights = 32;
constexpr std::uint64_t lines_end = 8;  ///< one word in so many is the last of its line

double information(double probability) { return probability > 0 ? -probability * std::log2(probability) : 0.0; }

/// Half of a word. Most can be pronounced; some begin with a capital, and some are of signs and digits.
std::string made_up_half(SplitMix64& random) {
  constexpr std::string_view consonants = "bcdfghjklmnpqrstvwxz";
  constexpr std::string_view vowels = "aeiouy";
  const std::uint64_t length = 2 + random.next_below(3);
  const std::uint64_t kind = random.next_below(8);
  std::string half;
  for (std::uint64_t i = 0; i < length; ++i) {
    const std::string_view letters = (i % 2 == 0) ? consonants : vowels;
    half += kind == 0 ? static_cast<char>('!' + random.next_below('~' - '!' + 1))
                      : letters[random.next_below(letters.size())];
  }
  if (kind == 1) half.front() = static_cast<char>(half.front() - 'a' + 'A');
  return half;
}

std::vector<std::string> made_up_halves(SplitMix64& random) {
  std::vector<std::string> made(WordSource::halves);
  for (std::string& half : made) half = made_up_half(random);
  return made;
}

/// Each beginning with each ending; drawn anew should two of them be spelled alike.
std::vector<std::string> made_up_words(SplitMix64& random) {
  for (;;) {
    const std::vector<std::string> beginnings = made_up_halves(random);
    const std::vector<std::string> endings = made_up_halves(random);
    std::vector<std::string> words;
    for (const std::string& beginning : beginnings) {
      for (const std::string& ending : endings) words.push_back(beginning + ending);
    }
    std::vector<std::string> sorted = words;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) == sorted.end()) return words;
  }
}

}  // namespace

WordSource::WordSource(std::uint64_t seed) {
  SplitMix64 random(stream_seed(seed, 0));
  words_ = made_up_words(random);
  for (std::size_t i = 0; i < words; ++i) {
    std::array<std::uint16_t, followers> chosen{};
    for (auto next = chosen.begin(); next != chosen.end();) {
      *next = static_cast<std::uint16_t>(random.next_below(words));
      if (std::find(chosen.begin(), next, *next) == next) ++next;
    }
    followers_.push_back(chosen);
  }
}

std::string WordSource::text(std::size_t length, std::uint64_t seed) const {
  SplitMix64 random(seed);
  std::string text;
  text.reserve(length + 16);
  std::size_t word = random.next_below(words);
  while (text.size() < length) {
    text += words_[word];
    if (random.next_below(lines_end) == 0) {
      text += '\n';
      word = random.next_below(words);
      continue;
    }
    text += ' ';
    std::uint64_t drawn = random.next_below(all_weights);
    std::size_t place = 0;
    for (; drawn >= weights[place]; ++place) drawn -= weights[place];
    word = followers_[word][place];
  }
  text.resize(length);
  return text;
}

double WordSource::probability(std::size_t from, std::size_t to) const {
  constexpr double end = 1.0 / static_cast<double>(lines_end);
  const auto place = std::ranges::find(followers_[from], to) - followers_[from].begin();
  const double follows = place == static_cast<std::ptrdiff_t>(followers)
                             ? 0.0
                             : static_cast<double>(weights[static_cast<std::size_t>(place)]) / double{all_weights};
  return end / double{words} + (1 - end) * follows;
}

/// By power iteration: from any beginning the distance to the stationary distribution falls at least by 7/8 a step,
/// since with probability 1/8 the chain forgets where it was.
std::vector<double> WordSource::stationary() const {
  constexpr double end = 1.0 / static_cast<double>(lines_end);
  std::vector<double> share(words, 1.0 / double{words});
  for (int step = 0; step < 400; ++step) {
    std::vector<double> next(words, end / double{words});
    for (std::size_t i = 0; i < words; ++i) {
      for (std::size_t k = 0; k < followers; ++k) {
        next[followers_[i][k]] += share[i] * (1 - end) * static_cast<double>(weights[k]) / double{all_weights};
      }
    }
    share = std::move(next);
  }
  return share;
}

double WordSource::mean_length(const std::vector<double>& share) const {
  double length = 0;
  for (std::size_t i = 0; i < words; ++i) length += share[i] * static_cast<double>(words_[i].size() + 1);
  return length;
}

/// What comes after a word is the same lot for each: whether the line ends, then one of all words or one of eight.
double WordSource::bits_per_character() const {
  constexpr double end = 1.0 / static_cast<double>(lines_end);
  double follower = 0;
  for (const std::uint64_t weight : weights) follower += information(static_cast<double>(weight) / double{all_weights});
  const double bits_per_word =
      information(end) + information(1 - end) + end * std::log2(double{words}) + (1 - end) * follower;
  return bits_per_word / mean_length(stationary());
}

double WordSource::bits_without_memory() const {
  constexpr double end = 1.0 / static_cast<double>(lines_end);
  const std::vector<double> share = stationary();
  double word = 0;
  for (const double each : share) word += information(each);
  return (word + information(end) + information(1 - end)) / mean_length(share);
}

TextSet markov_text(std::size_t train, std::size_t test, std::uint64_t seed) {
  const WordSource source(seed);
  auto set =
      text_set("markov", source.text(train, stream_seed(seed, 1)), source.text(test, stream_seed(seed, 2)), "markov");
  assert(set);
  set->bits_per_character = source.bits_per_character();
  return std::move(*set);
}

}  // namespace trackmeet::nn
