// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace trackmeet {

/// Bytes that come one after another and only once.
class ByteSource {
public:
  virtual ~ByteSource() = default;

  /// Fills the beginning of `into`, which must have room, and tells how many bytes it has put there. 0: there are no
  /// more.
  virtual Result<std::size_t> read(std::span<char> into) = 0;
};

/// The bytes of a regular file, or of standard input for the path `-`. Errors as those of `read_file`.
Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path);

/// The bytes of a text, which must outlive the source.
std::unique_ptr<ByteSource> bytes_of(std::string_view text);

/// All that is left. Fails if it is more than `limit` bytes; `name` is that of the source in the message.
Result<std::string> read_to_end(ByteSource& source, const std::string& name, std::size_t limit);

}  // namespace trackmeet
