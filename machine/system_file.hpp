// SPDX-License-Identifier: Apache-2.0
#pragma once

// Not for other modules: how the files of /proc, /sys and /etc are read.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trackmeet::machine {

/// Whether `root` is this machine and not a test's picture of one.
bool is_real_root(const std::filesystem::path& root);

/// The content of `root`/`path`; empty if it is missing, unreadable or larger than any such file is (4 MiB).
std::string read_system_file(const std::filesystem::path& root, std::string_view path);

/// Its first line without blanks around it, made printable and cut to 200 bytes: fit for showing.
std::string read_system_line(const std::filesystem::path& root, std::string_view path);

/// `text` made printable, without blanks around it, cut to 200 bytes of whole characters.
std::string presentable(std::string_view text);

/// `text` without blanks, line ends and NULs around it.
std::string_view trimmed(std::string_view text);

/// The lines of `text`, without their ends.
std::vector<std::string_view> lines_of(std::string_view text);

/// The words of `line`, which blanks part.
std::vector<std::string_view> words_of(std::string_view line);

/// The value of the first line `key<blanks><separator> value`, or nothing. `key` is compared exactly.
std::optional<std::string_view> value_of(std::string_view text, std::string_view key, char separator);

/// A whole non-negative number and nothing else.
std::optional<std::uint64_t> number(std::string_view text);

}  // namespace trackmeet::machine
