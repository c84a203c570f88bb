// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/result.hpp"
#include "nn/data/text_set.hpp"

namespace trackmeet::nn {

/// How many characters the generator makes, and of which seed.
struct TextCounts {
  std::size_t train = 1'000'000, test = 100'000;
  std::uint64_t seed = 1;
};

inline constexpr std::size_t shortest_text =
    2000;  ///< characters that a file must have, so that both parts have windows

/// The text that `--data` names: `markov`, which is generated (nn/data/word_source.hpp); `tinyshakespeare`, where
/// scripts/fetch-data left it; a file, plain or gzip; or a folder with `input.txt`. Nine tenths of a file are for
/// learning. What is missing, too short, or has characters out of the alphabet, is an error.
Result<TextSet> load_text(std::string_view name_or_path, const TextCounts& counts = {});

}  // namespace trackmeet::nn
