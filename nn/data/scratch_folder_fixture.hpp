// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/file.hpp"
#include "core/result.hpp"
#include "nn/data/glyphs.hpp"

namespace trackmeet::nn {

/// A temporary folder that goes with the test.
class ScratchFolder : public testing::Test {
protected:
  void SetUp() override {
    std::string made = (std::filesystem::temp_directory_path() / "trackmeet-data.XXXXXX").string();
    ASSERT_NE(mkdtemp(made.data()), nullptr);
    folder_ = made;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, std::string_view text) const {
    EXPECT_TRUE(write_file_atomically(folder_ / name, text));
    return folder_ / name;
  }

  std::filesystem::path folder_;
};

inline LabelledImages few_glyphs(Index count, std::uint64_t seed = 6) {
  return make_glyphs("few", {.seed = seed, .first = 0, .count = count});
}

/// The message of a result that is to be an error.
template <typename T>
std::string message_of(const Result<T>& result) {
  return result ? "no error" : result.error().message;
}

}  // namespace trackmeet::nn
