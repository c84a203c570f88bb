// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

std::map<std::string, std::size_t> count_words(std::string_view text) {
  std::map<std::string, std::size_t> counts;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (!word.empty()) ++counts[std::string(word)];
    text.remove_prefix(word.size() == text.size() ? text.size() : word.size() + 1);
  }
  return counts;
}
