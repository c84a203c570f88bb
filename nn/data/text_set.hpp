// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/page_buffer.hpp"
#include "core/result.hpp"
#include "nn/data/alphabet.hpp"

namespace trackmeet::nn {

/// A text to learn from and one to test with, as tokens of the alphabet.
struct TextSet {
  std::string name;                  ///< `markov`, `tinyshakespeare`, or a path
  std::string hash;                  ///< SHA-256 of the length of `train` (eight bytes, the least significant first)
                                     ///< and the characters of both parts, `train` first
  Buffer<std::uint8_t> train, test;  ///< tokens
  std::optional<double>
      bits_per_character;  ///< the entropy rate of the source, where it is known: no model does better
};

/// Cuts `text` in two, nine tenths to learn from and the rest to test with, and makes tokens of it.
Result<TextSet> split_text(std::string name, std::string_view text, const std::string& path);

/// Makes tokens of two texts.
Result<TextSet> text_set(std::string name, std::string_view train, std::string_view test, const std::string& path);

}  // namespace trackmeet::nn
