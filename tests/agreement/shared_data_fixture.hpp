// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace trackmeet::agreement {

/// Tests that read real files of other projects, below $TRACKMEET_SHARED_DATA; skipped, visibly, where that is not set.
class SharedData : public testing::Test {
protected:
  void SetUp() override;

  /// The text of a file below the folder; fails the test if it cannot be read.
  std::string text_of(const std::string& path) const;

  std::filesystem::path root_;
};

}  // namespace trackmeet::agreement
