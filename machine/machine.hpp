// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace trackmeet::machine {

struct CacheInfo {
  std::string type;  ///< `Data`, `Instruction` or `Unified`
  int level = 0;
  std::uint64_t bytes = 0;
  int sharing = 0;  ///< logical cores that share one; 0: unknown
};

/// What this machine is. Empty strings and absent values: not known.
struct Machine {
  std::string os;     ///< `Debian GNU/Linux 12`: name and major version
  std::string os_id;  ///< `debian-12`: for the class
  std::string kernel;
  std::string architecture;  ///< `x86_64`
  std::string cpu;           ///< model name
  unsigned cores = 0;        ///< logical ones that this process may use (affinity and cgroup quota)
  std::uint64_t memory_bytes = 0;
  std::vector<CacheInfo> caches;
  std::string governor;  ///< of core 0; empty: none visible
  std::optional<bool> virtualized;
  std::string ci_provider;  ///< `github`, `gitlab`, `jenkins`, …; empty: not in CI
  std::string ci_run_id;
};

/// Reads /proc, /sys and /etc below `root` (another root is for tests) and the environment.
Machine describe_machine(const std::filesystem::path& root = "/");

/// Architecture, CPU model, cores, OS and its major version as one lowercase folder name, such as
/// `x86_64-amd-epyc-2c-debian-12`. Nothing that differs between two boots of one machine is in it.
std::string machine_class(const Machine& machine);

}  // namespace trackmeet::machine
