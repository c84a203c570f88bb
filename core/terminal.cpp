// SPDX-License-Identifier: Apache-2.0
#include "core/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>

namespace trackmeet {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

std::string_view code(Colour colour) {
  switch (colour) {
    case Colour::red:
      return "31";
    case Colour::yellow:
      return "33";
    case Colour::green:
      return "32";
    case Colour::dim:
      return "2";
    case Colour::bold:
      return "1";
    case Colour::none:
      break;
  }
  return "0";
}

}  // namespace

UseColour colour_for(int fd) {
  if (!environment("NO_COLOR").empty()) return UseColour::no;
  for (const char* const name : {"CLICOLOR_FORCE", "FORCE_COLOR"})
    if (!environment(name).empty() && environment(name) != "0") return UseColour::yes;
  return environment("TERM") != "dumb" && ::isatty(fd) == 1 ? UseColour::yes : UseColour::no;
}

std::size_t terminal_width(int fd, std::size_t fallback) {
  const std::string_view columns = environment("COLUMNS");
  std::size_t width = 0;
  const auto [end, error] = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (error == std::errc() && end == columns.data() + columns.size() && width >= 20) return width;
  winsize size{};
  if (::isatty(fd) == 1 && ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
  return fallback;
}

std::string coloured(std::string_view text, Colour colour, UseColour use) {
  if (use == UseColour::no || colour == Colour::none) return std::string(text);
  return "\x1b[" + std::string(code(colour)) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace trackmeet
