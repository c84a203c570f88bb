// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace trackmeet::model {

/// A JSON value that remembers the line on which it stands. Views point into the text that it was parsed from, or into
/// the store of its document.
struct Json {
  enum class Type : std::uint8_t { null, boolean, natural, negative, real, not_finite, text, list, object };

  Type type = Type::null;
  bool truth = false;             ///< of a boolean
  bool has_repeated_key = false;  ///< of an object; `text` is that key
  std::uint32_t line = 0;         ///< from 1
  std::string_view key;           ///< within an object
  std::string_view text;          ///< of a text; of a real or a number that is not finite: as it is spelled
  std::uint64_t whole = 0;        ///< of a natural; the magnitude of a negative whole number
  double real = 0;                ///< of every finite number
  std::vector<Json> items;        ///< of a list or an object, in their order

  bool is_number() const { return type == Type::natural || type == Type::negative || type == Type::real; }

  /// The first member of that key; null if there is none or this is no object.
  const Json* find(std::string_view member) const;
};

/// `a string`, `a number`, `an object`, …
std::string_view type_name(Json::Type type);

/// Something that our own files must not contain and foreign ones do.
struct Flaw {
  std::uint32_t line = 0;
  std::string_view text;  ///< the repeated key, or the token
};

/// A parsed file. Not copyable: its views point into it.
struct JsonDocument {
  Json root;
  std::deque<std::string> store;     ///< strings that do not stand in the text as they are
  std::optional<Flaw> repeated_key;  ///< the first one
  std::optional<Flaw> not_finite;    ///< the first bare NaN or Infinity, or number too large for a double
  std::optional<Flaw> raw_control;   ///< the first control character within a string

  /// Whether it has none of these flaws.
  bool is_sound() const { return !repeated_key && !not_finite && !raw_control; }

  JsonDocument() = default;
  JsonDocument(JsonDocument&&) = default;
  JsonDocument& operator=(JsonDocument&&) = default;
};

inline constexpr std::size_t deepest_json = 64;  ///< lists and objects within each other

/// Parses JSON that may have the flaws which benchmark programs are known to write (see `JsonDocument`). `text` must
/// outlive the document. Errors carry line and column; a file that was cut off is called so.
Result<JsonDocument> parse_json(std::string_view text, const std::string& source);

/// The same, slower by far than `parse_json`, which takes this way only with a text that has control characters in
/// strings or is no JSON. Its lines begin with `first_line`.
Result<JsonDocument> parse_json_exactly(std::string_view text, const std::string& source, std::uint32_t first_line = 1);

}  // namespace trackmeet::model
