// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trackmeet::runner {

/// Writes one JSON object on one line, its members in the order of the calls.
class JsonLineWriter {
public:
  void text(std::string_view key, std::string_view value);
  void count(std::string_view key, std::uint64_t value);
  void real(std::string_view key, double value);  ///< finite
  void texts(std::string_view key, const std::vector<std::string>& values);
  void counts(std::string_view key, const std::vector<std::uint64_t>& values);
  /// The object, without a newline.
  std::string str() const { return line_ + "}"; }

private:
  void key(std::string_view key);
  std::string line_ = "{";
};

/// Reads back what JsonLineWriter wrote, by the same calls in the same order. This is no reader of JSON at large:
/// anything else turns `ok()` false for good, and every value after that is empty.
class JsonLineReader {
public:
  explicit JsonLineReader(std::string_view line) : rest_(line) { expect("{"); }

  std::string text(std::string_view key);
  std::uint64_t count(std::string_view key);
  double real(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::vector<std::uint64_t> counts(std::string_view key);
  /// Whether the object ended here and all of it was as expected.
  bool complete();
  bool ok() const { return ok_; }

private:
  void key(std::string_view key);
  bool expect(std::string_view literal);
  std::string string();
  template <typename Number>
  Number number();
  template <typename Element>
  void list(Element element);

  std::string_view rest_;
  bool first_ = true;
  bool ok_ = true;
};

}  // namespace trackmeet::runner
