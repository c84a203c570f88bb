// SPDX-License-Identifier: Apache-2.0
#include "machine/checkup.hpp"

#include <chrono>
#include <optional>
#include <thread>

#include "machine/checks.hpp"
#include "machine/cpu.hpp"
#include "machine/cpu_times.hpp"
#include "machine/system_file.hpp"

namespace trackmeet::machine {

std::vector<Finding> check_machine(const std::string& build_type, const std::filesystem::path& root) {
  // 20 ticks a core at the usual 100 Hz: enough to tell a busy core from an idle one.
  return check_machine(build_type, root, [&] {
    if (is_real_root(root)) std::this_thread::sleep_for(std::chrono::milliseconds(200));
  });
}

std::vector<Finding> check_machine(const std::string& build_type, const std::filesystem::path& root,
                                   const std::function<void()>& pause) {
  const std::optional<CpuTimes> before = read_cpu_times(root);
  pause();
  const std::optional<CpuTimes> after = read_cpu_times(root);
  const unsigned cores = listed_cores(root);
  return {check_debug_library(build_type),
          check_governor(root),
          check_turbo(root),
          check_smt(root),
          check_cores(usable_cores(root), cores),
          check_load(before, after, cores),
          check_virtualization(root, after),
          check_cpu_quota(root, cores),
          check_memory(root),
          check_swap(root),
          check_battery(root),
          check_aslr(root),
          check_timer(root),
          check_transparent_huge_pages(root),
          check_perf_counters(root)};
}

}  // namespace trackmeet::machine
