// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/file.hpp"

namespace trackmeet::model {

/// The content of a file below tests/data/model.
inline std::string test_data(const std::string& name) {
  auto text = read_file(std::string(TRACKMEET_SOURCE_DIR) + "/tests/data/model/" + name);
  if (!text) ADD_FAILURE() << to_text(text.error());
  return text ? *text : std::string{};
}

/// `text` with the first `from` replaced, which must be there.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    ADD_FAILURE() << "not in the text: " << from;
    return text;
  }
  return text.replace(at, from.size(), to);
}

/// The error of a result as a user reads it; `no error` if there is none.
template <typename T>
std::string error_text(const Result<T>& result) {
  return result ? "no error" : to_text(result.error());
}

}  // namespace trackmeet::model
