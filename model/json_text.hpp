// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/json_tree.hpp"

namespace trackmeet::model {

/// Appends `text` as a JSON string. Bytes that are not UTF-8 become U+FFFD, so that every file can be read again.
void append_string(std::string& out, std::string_view text);

/// Appends a value as JSON on one line. Numbers that are not finite become null, and of repeated keys the first is
/// kept.
void append_json(std::string& out, const Json& value);

/// The members of an object, one by one: `{"a": 1, "b": "x"}`.
class ObjectText {
public:
  /// `separator` stands between members: `, ` or a comma and a line break with its indent.
  ObjectText(std::string& out, std::string separator) : out_(out), separator_(std::move(separator)) {}

  /// Begins a member: what is appended to the text next is its value.
  void key(std::string_view name);
  void text(std::string_view name, std::string_view value);
  void text_if_any(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void natural(std::string_view name, std::uint64_t value);
  void natural_if_any(std::string_view name, std::uint64_t value) {
    if (value != 0) natural(name, value);
  }
  void flag(std::string_view name, bool value);
  void json(std::string_view name, const Json& value);

private:
  std::string& out_;
  std::string separator_;
  bool first_ = true;
};

/// Appends a list of strings on one line.
void append_strings(std::string& out, const std::vector<std::string>& texts);

/// Writes the members of `extra` (an object, or null for none) but those whose keys are `taken`.
void append_rest(ObjectText& object, const Json* extra, std::initializer_list<std::string_view> taken);

}  // namespace trackmeet::model
