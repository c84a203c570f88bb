// SPDX-License-Identifier: Apache-2.0
#include "tests/agreement/shared_data_fixture.hpp"

#include <cstdlib>

#include "core/file.hpp"

namespace trackmeet::agreement {

void SharedData::SetUp() {
  const char* folder = std::getenv("TRACKMEET_SHARED_DATA");
  if (folder == nullptr || *folder == '\0')
    GTEST_SKIP() << "TRACKMEET_SHARED_DATA names no folder with other tools' files";
  root_ = folder;
}

std::string SharedData::text_of(const std::string& path) const {
  const Result<std::string> text = read_file(root_ / path);
  EXPECT_TRUE(text) << path;
  return text.value_or("");
}

}  // namespace trackmeet::agreement
