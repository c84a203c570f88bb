// SPDX-License-Identifier: Apache-2.0
#include "nn/data/alphabet.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace trackmeet::nn {

Result<void> tokenise(std::string_view text, const std::string& path, std::span<std::uint8_t> tokens) {
  assert(tokens.size() == text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (has_token(text[i])) {
      tokens[i] = token_of(text[i]);
      continue;
    }
    const auto line = static_cast<std::uint32_t>(std::ranges::count(text.substr(0, i), '\n') + 1);
    return failure(ErrorCode::input,
                   fmt::format("the byte 0x{:02x} at offset {} is no character of the alphabet", text[i] & 0xFF, i),
                   SourcePos{path, line},
                   "only printable ASCII and ends of lines (0x0a) are: convert or strip the rest");
  }
  return {};
}

}  // namespace trackmeet::nn
