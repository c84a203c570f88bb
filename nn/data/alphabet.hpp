// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "nn/matrix.hpp"

namespace trackmeet::nn {

/// The characters of a text as a network counts them: printable ASCII, from the blank (32) to the tilde (126), is 0 to
/// 94, and the end of a line is 95.
inline constexpr Index alphabet_size = 96;
inline constexpr std::uint8_t newline_token = 95;

constexpr bool has_token(char character) { return character == '\n' || (character >= ' ' && character <= '~'); }

/// Of a character that has one.
constexpr std::uint8_t token_of(char character) {
  assert(has_token(character));
  return character == '\n' ? newline_token : static_cast<std::uint8_t>(character - ' ');
}

/// The inverse, for a token below `alphabet_size`.
constexpr char character_of(std::uint8_t token) {
  assert(token < alphabet_size);
  return token == newline_token ? '\n' : static_cast<char>(token + ' ');
}

/// Sets `tokens`, as many as `text` has characters. An error names the offset of the first byte that has no token, with
/// `path` as its place.
Result<void> tokenise(std::string_view text, const std::string& path, std::span<std::uint8_t> tokens);

}  // namespace trackmeet::nn
