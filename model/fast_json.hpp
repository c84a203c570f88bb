// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "model/json_tree.hpp"

namespace trackmeet::model {

/// Parses JSON many times as fast as `parse_json_exactly`, repeated keys and numbers that are not finite among it. It
/// gives up on everything else that is not sound, without saying what is wrong. Keeps its memory from one text to the
/// next.
class FastJson {
public:
  FastJson();
  ~FastJson();
  FastJson(FastJson&&) noexcept;
  FastJson& operator=(FastJson&&) noexcept;

  /// Fills `document` from `text`, the same as `parse_json_exactly` would. `text` must outlive what it is filled with.
  /// False: it gave up, and `document` is of no use.
  bool parse(std::string_view text, std::uint32_t first_line, JsonDocument& document);

private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace trackmeet::model
