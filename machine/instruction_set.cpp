// SPDX-License-Identifier: Apache-2.0
#include "machine/instruction_set.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

struct Level {
  std::string_view name;
  std::array<std::string_view, 9>
      flags;  ///< what it adds to the level before, in the kernel's words; the rest is empty
};

/// From the x86-64 psABI, section 3.1.1 (micro-architecture levels). The kernel calls SSE3 `pni` and LZCNT `abm`; that
/// it saves the wide registers (OSXSAVE) shows in its telling of AVX at all.
constexpr std::array<Level, 3> levels = {{
    {"x86-64-v2", {"cx16", "lahf_lm", "popcnt", "pni", "ssse3", "sse4_1", "sse4_2"}},
    {"x86-64-v3", {"avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe"}},
    {"x86-64-v4", {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}},
}};

}  // namespace

std::vector<std::string> instruction_set_levels(const std::filesystem::path& root) {
  const std::string cpuinfo = read_system_file(root, "proc/cpuinfo");
  const auto told = value_of(cpuinfo, "flags", ':');
  const std::vector<std::string_view> words = words_of(told.value_or(""));
  const std::set<std::string_view> flags(words.begin(), words.end());
  std::vector<std::string> found;
  for (const Level& level : levels) {
    const auto has = [&](std::string_view flag) { return flag.empty() || flags.contains(flag); };
    if (!std::ranges::all_of(level.flags, has)) break;
    found.insert(found.begin(), std::string(level.name));
  }
  return found;
}

}  // namespace trackmeet::machine
