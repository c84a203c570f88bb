// SPDX-License-Identifier: Apache-2.0
#include "suites/support/peak_rss.hpp"

#include <malloc.h>

#include <fstream>
#include <string>

namespace trackmeet::suites {

std::optional<std::int64_t> peak_rss_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with("VmHWM:")) continue;
    const std::int64_t kibibytes = std::strtoll(line.c_str() + sizeof("VmHWM:") - 1, nullptr, 10);
    if (kibibytes > 0) return kibibytes * 1024;
  }
  return std::nullopt;
}

void forget_peak_rss() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
  std::ofstream("/proc/self/clear_refs") << "5";  // "reset the peak resident set size", proc(5)
}

}  // namespace trackmeet::suites
