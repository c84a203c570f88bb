// SPDX-License-Identifier: Apache-2.0
#include "compare/guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "core/units.hpp"

namespace trackmeet::compare {
namespace {

bool is_debug(const std::string& build_type) {
  std::string lower = build_type;
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower == "debug";
}

std::string describe_caches(const model::Environment& environment) {
  std::string text;
  for (const model::Cache& cache : environment.caches)
    text += fmt::format("{}L{} {} {}", text.empty() ? "" : ", ", cache.level, cache.type,
                        format_quantity(static_cast<double>(cache.bytes), "B"));
  return text;
}

/// Caches by what a core sees of them; how many cores share one differs with the hypervisor's mood.
bool same_caches(const model::Environment& base, const model::Environment& head) {
  return std::ranges::equal(base.caches, head.caches, [](const model::Cache& a, const model::Cache& b) {
    return a.type == b.type && a.level == b.level && a.bytes == b.bytes;
  });
}

}  // namespace

std::string machine_mismatch(const model::Environment& base, const model::Environment& head) {
  if (!base.machine_class.empty() && !head.machine_class.empty()) {
    if (base.machine_class == head.machine_class) return {};
    return fmt::format("measured on another machine class: {} against {}", base.machine_class, head.machine_class);
  }
  if (base.cores > 0 && head.cores > 0 && base.cores != head.cores)
    return fmt::format("measured on another machine: {} against {} cores", base.cores, head.cores);
  if (!base.caches.empty() && !head.caches.empty() && !same_caches(base, head))
    return fmt::format("measured on another machine: {} against {}", describe_caches(base), describe_caches(head));
  return {};
}

bool debug_against_release(const model::Environment& base, const model::Environment& head) {
  const bool known = !base.build_type.empty() && !head.build_type.empty();
  return known && is_debug(base.build_type) != is_debug(head.build_type);
}

std::vector<Difference> environment_differences(const model::Environment& base, const model::Environment& head) {
  std::vector<Difference> differences;
  const auto note = [&](const char* what, const std::string& from, const std::string& to) {
    if (!from.empty() && !to.empty() && from != to) differences.push_back({what, from, to});
  };
  note("compiler", base.compiler, head.compiler);
  note("flags", base.flags, head.flags);
  note("build type", base.build_type, head.build_type);
  note("machine class", base.machine_class, head.machine_class);
  note("operating system", base.os, head.os);
  note("kernel", base.kernel, head.kernel);
  note("governor", base.governor, head.governor);
  if (base.memory_bytes > 0 && head.memory_bytes > 0)
    note("memory", format_quantity(static_cast<double>(base.memory_bytes), "B"),
         format_quantity(static_cast<double>(head.memory_bytes), "B"));
  return differences;
}

}  // namespace trackmeet::compare
