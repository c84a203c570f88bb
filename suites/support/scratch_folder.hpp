// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace trackmeet::suites {

/// A new folder for what a benchmark reads, in $TMPDIR or else /tmp. It goes with its owner, also when the benchmark
/// fails; a process that is killed leaves it behind. A std::runtime_error if it cannot be made.
class ScratchFolder {
public:
  ScratchFolder();
  explicit ScratchFolder(const std::filesystem::path& parent);
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

}  // namespace trackmeet::suites
