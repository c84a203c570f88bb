// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/byte_source.hpp"

namespace trackmeet::model {

/// Cuts a large JSON file into the rows of its last member, the list `benchmarks`, and the text around them. Only a
/// piece of the file is in memory at a time. Nothing is parsed: a row may turn out to be no sound JSON.
class RowStream {
public:
  explicit RowStream(ByteSource& bytes) : bytes_(bytes) {}

  /// The file without its rows, `{"context": …, "benchmarks": []}`, with its lines where they were. Nothing: this is no
  /// such file, or it begins with more than fits into memory. To be called first.
  std::optional<std::string> frame();

  enum class Found {
    row,      ///< the text of an object
    end,      ///< of the list and of the file
    unsuited  ///< something else than rows, a member after them, a file that is cut off or cannot be read
  };
  /// The next row. `row` is valid until the next call.
  Found next(std::string_view& row);

  std::uint32_t line() const { return line_; }  ///< on which the last row begins; from 1

private:
  static constexpr std::size_t unknown = std::string::npos;

  bool refill();
  std::string_view rest() const { return std::string_view(buffer_).substr(at_, size_ - at_); }
  void step_to(std::size_t place);

  ByteSource& bytes_;
  std::string buffer_;
  std::size_t at_ = 0;    ///< of what was not handed out yet
  std::size_t size_ = 0;  ///< of what was read into the buffer
  std::uint32_t line_ = 1;
  std::size_t counted_ = 0;  ///< up to where line breaks were counted
  bool first_ = true;
};

}  // namespace trackmeet::model
