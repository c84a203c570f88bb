// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace trackmeet::machine {

/// What runs on the machine. Empty: not known.
struct OperatingSystem {
  std::string name;          ///< `Debian GNU/Linux 12`: with its major version, if it has versions
  std::string id;            ///< `debian-12`
  std::string kernel;        ///< `6.1.0-18-amd64`
  std::string architecture;  ///< `x86_64`
};

OperatingSystem operating_system(const std::filesystem::path& root);

}  // namespace trackmeet::machine
