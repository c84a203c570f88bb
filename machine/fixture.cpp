// SPDX-License-Identifier: Apache-2.0
#include "machine/fixture.hpp"

#include <stdlib.h>

#include <fstream>
#include <stdexcept>
#include <system_error>

namespace trackmeet::machine {

namespace fs = std::filesystem;

fs::path fixture(const std::string& name) {
  return fs::canonical(fs::path(TRACKMEET_SOURCE_DIR) / "tests/data/machine" / name);
}

MadeMachine::MadeMachine() {
  std::string pattern = (fs::temp_directory_path() / "trackmeet-machine-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
  root_ = pattern;
}

MadeMachine::~MadeMachine() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

void MadeMachine::write(const std::string& path, std::string_view text) const {
  fs::create_directories((root_ / path).parent_path());
  std::ofstream(root_ / path, std::ios::binary) << text;
}

}  // namespace trackmeet::machine
