// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include "core/descriptor.hpp"

namespace trackmeet {

/// A file that lies in memory and nowhere else: what another process writes into it costs no file system and no disk,
/// and it is gone with this object, kill -9 included. Children do not inherit it; they open its path.
class MemoryFile {
public:
  /// Nothing where the system has none.
  static std::optional<MemoryFile> create();

  /// Below /proc: for processes of this user that see this process, for as long as this object is there. Those of a
  /// few hundred files are of equal length.
  const std::filesystem::path& path() const { return path_; }

  /// Takes its contents away. False: that cannot be done.
  bool clear();

private:
  MemoryFile(Descriptor file, std::filesystem::path path) : file_(std::move(file)), path_(std::move(path)) {}

  Descriptor file_;
  std::filesystem::path path_;
};

}  // namespace trackmeet
