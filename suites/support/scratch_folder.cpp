// SPDX-License-Identifier: Apache-2.0
#include "suites/support/scratch_folder.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "suites/support/refusal.hpp"

namespace trackmeet::suites {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& parent, const std::string& why) {
  throw refusal({ErrorCode::io, "no folder can be made in it for temporary files: " + why, SourcePos{parent.string()},
                 "set TMPDIR to a folder that is yours"});
}

std::filesystem::path parent_of_all() {
  std::error_code problem;
  const auto parent = std::filesystem::temp_directory_path(problem);
  if (problem) refuse(parent, problem.message());
  return parent;
}

}  // namespace

ScratchFolder::ScratchFolder() : ScratchFolder(parent_of_all()) {}

ScratchFolder::ScratchFolder(const std::filesystem::path& parent) {
  std::string made = (parent / "trackmeet-suite.XXXXXX").string();
  if (mkdtemp(made.data()) == nullptr) refuse(parent, std::generic_category().message(errno));
  path_ = made;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace trackmeet::suites
