// SPDX-License-Identifier: Apache-2.0
#pragma once

// For tests only: repositories in a temporary folder, made with the git command, apart from the user's configuration.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace trackmeet::vcs {

/// A temporary folder, in which HOME and the system's git configuration are empty and no GIT_… variable of ours is set.
/// Tests are skipped, visibly, where there is no git command.
class ScratchRepository : public testing::Test {
protected:
  void SetUp() override;
  void TearDown() override;

  /// Runs `git <arguments>` in `folder` and returns its output without the last line end. A failure fails the test.
  /// Commits get a fixed author and the time 2026-11-21T09:15:11Z.
  static std::string git(const std::filesystem::path& folder, const std::vector<std::string>& arguments);

  /// A new repository at `folder`, on the branch main, without a commit.
  static void init(const std::filesystem::path& folder);

  /// Writes `name` there and commits it.
  static void commit_file(const std::filesystem::path& folder, const std::string& name, const std::string& text);

  static void write(const std::filesystem::path& path, const std::string& text);

  /// The temporary folder; canonical.
  const std::filesystem::path& scratch() const { return scratch_; }

private:
  std::filesystem::path scratch_;
};

/// The same with one repository in it.
class OneScratchRepository : public ScratchRepository {
protected:
  void SetUp() override;

  std::filesystem::path repo_;  ///< on the branch main, without a commit
};

}  // namespace trackmeet::vcs
