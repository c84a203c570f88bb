// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>

#include "core/units.hpp"
#include "machine/checks.hpp"
#include "machine/system_file.hpp"

namespace trackmeet::machine {
namespace {

namespace fs = std::filesystem;

/// Bytes of the line `key:   123 kB`; nothing if there is none such.
std::optional<double> kilobytes(std::string_view text, std::string_view key) {
  const auto words = words_of(value_of(text, key, ':').value_or(""));
  const auto value = words.size() == 2 && words[1] == "kB" ? number(words[0]) : std::nullopt;
  if (!value) return std::nullopt;
  return static_cast<double>(*value) * 1024;
}

}  // namespace

Finding check_memory(const fs::path& root) {
  const std::string meminfo = read_system_file(root, "proc/meminfo");
  const auto all = kilobytes(meminfo, "MemTotal");
  const auto available = kilobytes(meminfo, "MemAvailable");
  if (!all || !available || *all <= 0)
    return {Check::memory, FindingState::unknown, "how much memory is free is not visible", "", ""};
  const std::string seen =
      fmt::format("{} of {} of memory can be had", format_quantity(*available, "B"), format_quantity(*all, "B"));
  constexpr double little = 0.10;
  constexpr double hardly_any = 0.03;
  if (*available >= little * *all) return {Check::memory, FindingState::good, seen, "", ""};
  return {Check::memory, *available < hardly_any * *all ? FindingState::bad : FindingState::note,
          seen + ": the kernel has to look for free pages while the suite runs",
          "ps -eo pid,rss,comm --sort=-rss | head -n 6", "stop what it shows"};
}

Finding check_swap(const fs::path& root) {
  const std::string meminfo = read_system_file(root, "proc/meminfo");
  const auto all = kilobytes(meminfo, "SwapTotal");
  const auto free = kilobytes(meminfo, "SwapFree");
  if (!all || !free) return {Check::swap, FindingState::unknown, "whether there is swap is not visible", "", ""};
  if (*all <= 0) return {Check::swap, FindingState::good, "there is no swap", "", ""};
  if (*free >= *all) return {Check::swap, FindingState::good, "nothing is swapped out", "", ""};
  Finding finding{Check::swap, FindingState::note,
                  fmt::format("{} of {} of swap are in use: what was paged out comes back while the suite runs",
                              format_quantity(*all - *free, "B"), format_quantity(*all, "B")),
                  "sudo swapoff -a", ""};
  if (kilobytes(meminfo, "MemAvailable").value_or(0) <= *all - *free) {
    finding.command.clear();
    finding.advice = "memory has no room for it: stop other programs first, then `sudo swapoff -a`";
  }
  return finding;
}

Finding check_transparent_huge_pages(const fs::path& root) {
  const std::string enabled = read_system_line(root, "sys/kernel/mm/transparent_hugepage/enabled");
  if (enabled.find("[always]") != std::string::npos)
    return {Check::transparent_huge_pages, FindingState::note,
            "the kernel gives huge pages when it has some: two processes of one build can differ in them",
            "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled", ""};
  if (enabled.find("[madvise]") != std::string::npos || enabled.find("[never]") != std::string::npos)
    return {Check::transparent_huge_pages, FindingState::good, "huge pages are given only where they are asked for", "",
            ""};
  return {Check::transparent_huge_pages, FindingState::unknown, "the kernel's use of huge pages is not visible", "",
          ""};
}

}  // namespace trackmeet::machine
