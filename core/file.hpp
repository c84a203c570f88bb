// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace trackmeet {

inline constexpr std::size_t largest_file = std::size_t{2} << 30U;  ///< bytes; more than any results file of ours

/// The whole content of a regular file (or of standard input, for the path `-`). An error names the path and says
/// whether it is missing, a folder, unreadable or larger than `limit` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit = largest_file);

/// The last `limit` bytes of a regular file, or all of it if it has no more: how a log that may be long ended.
Result<std::string> read_file_end(const std::filesystem::path& path, std::size_t limit);

/// Writes `text` so that at any moment, kill -9 and power loss included, `path` holds the old content or the new,
/// whole: a temporary file beside it, fsync, rename, fsync of the folder. Missing folders are made.
Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view text);

/// Writes `text` to where a user wants it: through the links that lie there, into what is no regular file (a pipe,
/// /dev/null) as it is, and otherwise as `write_file_atomically`.
Result<void> write_output(const std::filesystem::path& path, std::string_view text);

/// Proves that `write_output` can write there, without touching what is there.
Result<void> ensure_output_writable(const std::filesystem::path& path);

/// Makes `folder` with its parents if it is not there, and proves that a file can be made in it.
Result<void> ensure_writable_folder(const std::filesystem::path& folder);

}  // namespace trackmeet
