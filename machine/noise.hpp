// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace trackmeet::machine {

/// What of a checkup a results file tells: each makes timings untrustworthy, and has one sentence and one way out.
enum class NoiseSource {
  debug_build,        ///< the suite is not optimised
  frequency_scaling,  ///< the governor is not `performance`
  turbo,              ///< the clock depends on heat and on the other cores
  load,               ///< other programs are busy
  virtualization,     ///< the hypervisor shares the cores (steal time)
  battery,            ///< power saving
  cpu_quota,          ///< a cgroup throttles us
};

struct NoiseWarning {
  NoiseSource source;
  std::string message;   ///< a sentence with the figures seen, such as `other programs keep 1.4 of 2 cores busy`
  std::string remedy;    ///< a command or a sentence: what to do
  bool serious = false;  ///< a baseline should not be blessed under it (load, debug build, battery, throttling)
};

/// What spoils timings on this machine now, in the order of `NoiseSource`, each source at most once. `build_type` is
/// that of the suite (empty: not known; `Unoptimised`: none, and no -O either). `root` is for tests. Takes 0.2 s, in
/// which it sleeps and sees what other programs do.
std::vector<NoiseWarning> find_noise(const std::string& build_type, const std::filesystem::path& root = "/");

/// The same, with `pause` called between the two looks at how busy the machine is, so that tests need not wait.
std::vector<NoiseWarning> find_noise(const std::string& build_type, const std::filesystem::path& root,
                                     const std::function<void()>& pause);

}  // namespace trackmeet::machine
