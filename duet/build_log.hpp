// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/process.hpp"
#include "core/result.hpp"
#include "duet/build_recipe.hpp"

namespace trackmeet::duet {

/// A failure that was noted, so that nobody need wait for it again.
struct RememberedFailure {
  std::string reason{};
  std::string last_lines{};
};

/// Why a build failed.
struct BuildFailure {
  std::string reason{};      ///< in words: `exit status 2`
  std::string last_lines{};  ///< of the log, printable
  bool of_the_code = true;   ///< it would fail again; else the machine, or what is installed on it, may be to blame
};

/// The log of one build, a file that the build command writes, and beside it the memory of its failure.
class BuildLog {
public:
  explicit BuildLog(std::filesystem::path path) : path_(std::move(path)) {}

  const std::filesystem::path& path() const { return path_; }

  /// Makes room: the folder, an empty log, no memory. Of the logs there, only the newest are kept.
  Result<void> begin() const;

  /// Why the build that ended so failed. An error if the disk is full.
  Result<BuildFailure> explain(const ProcessOutcome& outcome, const BuildRecipe& recipe) const;

  Result<void> remember(const RememberedFailure& failure) const;
  std::optional<RememberedFailure> remembered() const;

private:
  std::filesystem::path memory() const { return std::filesystem::path(path_).replace_extension(".failed"); }

  std::filesystem::path path_;
};

}  // namespace trackmeet::duet
