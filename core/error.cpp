// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"

#include <fmt/format.h>

#include "core/printable.hpp"

namespace trackmeet {

std::string to_text(const Error& error) {
  std::string text;
  if (error.where) {
    text += printable(error.where->path);
    if (error.where->line > 0) text += fmt::format(":{}", error.where->line);
    if (error.where->line > 0 && error.where->column > 0) text += fmt::format(":{}", error.where->column);
    text += ": ";
  }
  text += "error: " + printable(error.message);
  if (!error.hint.empty()) text += "\n  hint: " + printable(error.hint);
  return text;
}

}  // namespace trackmeet
