// SPDX-License-Identifier: Apache-2.0
#include "suites/support/refusal.hpp"

#include <fmt/format.h>

#include <string>

namespace trackmeet::suites {

std::runtime_error refusal(const Error& error) {
  std::string text;
  if (error.where) {
    text = error.where->path + ':';
    if (error.where->line > 0) text += fmt::format("{}:", error.where->line);
    if (error.where->column > 0) text += fmt::format("{}:", error.where->column);
    text += ' ';
  }
  text += error.message;
  if (!error.hint.empty()) text += "; hint: " + error.hint;
  return std::runtime_error(text);
}

}  // namespace trackmeet::suites
