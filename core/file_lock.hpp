// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include "core/descriptor.hpp"
#include "core/result.hpp"

namespace trackmeet {

/// A lock that processes of this machine take on a file, and that ends with this object or with the process, kill -9
/// included. Children do not inherit it. Two objects of one process exclude each other as two processes do.
class FileLock {
public:
  /// Many may share a lock; an exclusive one is held alone.
  enum class Kind { shared, exclusive };

  /// Takes the lock on `path`, which is made if it is not there. Nothing if others hold it and it cannot be had now; an
  /// error if the file cannot be opened or the file system knows no locks.
  static Result<std::optional<FileLock>> try_take(const std::filesystem::path& path, Kind kind);

  /// From exclusive to shared. Another may come in between: what the lock guards is to be looked at again.
  Result<void> share();

private:
  FileLock(std::filesystem::path path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}

  std::filesystem::path path_;
  Descriptor file_;
};

}  // namespace trackmeet
