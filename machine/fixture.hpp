// SPDX-License-Identifier: Apache-2.0
#pragma once

// For tests only: pictures of machines.

#include <filesystem>
#include <string>
#include <string_view>

namespace trackmeet::machine {

/// The root of the machine `name` in tests/data/machine/.
std::filesystem::path fixture(const std::string& name);

/// A machine that a test makes, in a temporary folder that goes with it; empty at first.
class MadeMachine {
public:
  MadeMachine();
  ~MadeMachine();
  MadeMachine(const MadeMachine&) = delete;
  MadeMachine& operator=(const MadeMachine&) = delete;

  /// Writes `text` to the file `path` below the machine's root.
  void write(const std::string& path, std::string_view text) const;
  const std::filesystem::path& root() const { return root_; }

private:
  std::filesystem::path root_;
};

}  // namespace trackmeet::machine
