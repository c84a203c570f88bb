// SPDX-License-Identifier: Apache-2.0
#include "suites/support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>

namespace trackmeet::suites {
namespace {

namespace fs = std::filesystem;

/// Sets TMPDIR for one test.
class TemporaryFiles {
public:
  explicit TemporaryFiles(const fs::path& folder) {
    if (const char* value = std::getenv("TMPDIR")) before_ = value;
    setenv("TMPDIR", folder.c_str(), 1);
  }
  ~TemporaryFiles() {
    if (before_)
      setenv("TMPDIR", before_->c_str(), 1);
    else
      unsetenv("TMPDIR");
  }

private:
  std::optional<std::string> before_;
};

TEST(ScratchFolder, lies_in_tmpdir_and_goes_with_all_that_is_in_it) {
  const ScratchFolder outer;
  const TemporaryFiles in(outer.path());
  fs::path inner;
  {
    const ScratchFolder folder;
    inner = folder.path();
    EXPECT_EQ(inner.parent_path(), outer.path());
    fs::create_directories(inner / "below");
    std::ofstream(inner / "below" / "file") << "x";
    EXPECT_TRUE(fs::exists(inner / "below" / "file"));
  }
  EXPECT_FALSE(fs::exists(inner));
}

TEST(ScratchFolder, goes_when_its_owner_fails_to_begin) {
  const ScratchFolder outer;
  struct Owner {
    explicit Owner(const fs::path& parent) : folder(parent) { throw std::runtime_error("no operands today"); }
    ScratchFolder folder;
  };
  EXPECT_THROW(Owner(outer.path()), std::runtime_error);
  EXPECT_TRUE(fs::is_empty(outer.path()));
}

TEST(ScratchFolder, tells_where_it_could_not_be) {
  const ScratchFolder outer;
  const TemporaryFiles in(outer.path() / "missing");
  try {
    const ScratchFolder folder;
    FAIL() << folder.path();
  } catch (const std::runtime_error& problem) {
    EXPECT_NE(std::string(problem.what()).find("set TMPDIR"), std::string::npos) << problem.what();
  }
}

}  // namespace
}  // namespace trackmeet::suites
