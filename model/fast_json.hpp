// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "model/json_tree.hpp"

namespace trackmeet::model {

/// Parses JSON many times as fast as `parse_json`, but only what is sound: it gives up on everything else, also on
/// repeated keys and on numbers beyond a double, without saying what is wrong. Keeps its memory from one text to the
/// next.
class FastJson {
public:
  FastJson();
  ~FastJson();
  FastJson(FastJson&&) noexcept;
  FastJson& operator=(FastJson&&) noexcept;

  /// Fills `root` with the tree of `text`, the same as `parse_json` would, whose lines begin with `first_line`. Views
  /// in it point into `text`, or into `store` where a string has escapes. False: it gave up, and `root` is of no use.
  bool parse(std::string_view text, std::uint32_t first_line, Json& root, std::deque<std::string>& store);

private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace trackmeet::model
