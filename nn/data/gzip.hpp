// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace trackmeet::nn {

/// What data files may take in memory, inflated; MNIST takes 47 MB.
inline constexpr std::size_t largest_data_file = std::size_t{1} << 30U;  ///< bytes

/// Whether `bytes` begin as a gzip file does (RFC 1952).
bool is_gzip(std::string_view bytes);

/// Inflates a gzip file of one or more members. An error, naming `path`, if it is cut short or corrupt (each member's
/// checksum is verified), if something else follows it, or if the content takes more than `limit` bytes.
Result<std::string> gunzip(std::string_view bytes, const std::string& path, std::size_t limit = largest_data_file);

/// The inverse.
std::string gzip(std::string_view content);

/// The content of a file that may be a gzip file or not, of at most `limit` bytes either way.
Result<std::string> read_data_file(const std::filesystem::path& path, std::size_t limit = largest_data_file);

}  // namespace trackmeet::nn
