// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/descriptor.hpp"
#include "core/result.hpp"

namespace trackmeet::runner {

/// When a line has to be on the disk.
enum class Durable {
  now,    ///< before `append` returns: it survives a power loss
  later,  ///< when the system sees fit: it survives kill -9
};

/// A file of lines that survives kill -9 and power loss: a line is on the disk when `append` returns, unless less is
/// asked for, and one that was cut short is forgotten. Locked against other processes for as long as this lives. Knows
/// nothing of what the lines say.
class Journal {
public:
  /// A new journal with its first line; its folder is made if need be. It must not exist.
  static Result<Journal> create(const std::filesystem::path& path, std::string_view first_line);

  /// Takes up one that was left. An error if it is missing, holds not one whole line, or is in use.
  static Result<Journal> take_up(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }

  /// The lines that were found when it was taken up.
  const std::vector<std::string>& lines() const { return lines_; }

  /// Adds `line`, which must contain neither a newline nor a zero byte.
  Result<void> append(std::string_view line, Durable durable = Durable::now);

  /// Deletes the file: its work is done.
  void remove();

private:
  Journal(std::filesystem::path path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}

  std::filesystem::path path_;
  Descriptor file_;
  std::vector<std::string> lines_;
};

/// The journals (`*.jsonl`) in `folder`, newest first; none if it is not there.
std::vector<std::filesystem::path> unfinished_journals(const std::filesystem::path& folder);

}  // namespace trackmeet::runner
