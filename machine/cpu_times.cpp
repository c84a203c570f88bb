// SPDX-License-Identifier: Apache-2.0
#include "machine/cpu_times.hpp"

#include <array>
#include <string>

#include "machine/system_file.hpp"

namespace trackmeet::machine {

std::optional<CpuTimes> read_cpu_times(const std::filesystem::path& root) {
  // cpu  user nice system idle iowait irq softirq steal …; guests are in user already. See proc(5).
  enum Field : std::size_t { user, nice, system, idle, iowait, irq, softirq, steal, fields };
  const std::string text = read_system_file(root, "proc/stat");
  const auto words = words_of(std::string_view(text).substr(0, text.find('\n')));
  if (words.size() < 1 + fields || words[0] != "cpu") return std::nullopt;
  constexpr std::uint64_t most = std::uint64_t{1} << 60U;
  std::array<std::uint64_t, fields> ticks{};
  for (std::size_t i = 0; i < fields; ++i) {
    const auto value = number(words[i + 1]);
    if (!value || *value > most) return std::nullopt;
    ticks[i] = *value;
  }
  return CpuTimes{.busy = ticks[user] + ticks[nice] + ticks[system] + ticks[irq] + ticks[softirq],
                  .idle = ticks[idle] + ticks[iowait],
                  .stolen = ticks[steal]};
}

std::optional<double> busy_share(const CpuTimes& before, const CpuTimes& after) {
  // The kernel's sums can step back by a tick; such a reading is no time.
  const auto passed = [](std::uint64_t from, std::uint64_t to) {
    return to > from ? static_cast<double>(to - from) : 0;
  };
  const double busy = passed(before.busy, after.busy);
  const double all = busy + passed(before.idle, after.idle) + passed(before.stolen, after.stolen);
  if (all <= 0) return std::nullopt;
  return busy / all;
}

double stolen_share(const CpuTimes& times) {
  const double wanted = static_cast<double>(times.busy) + static_cast<double>(times.stolen);
  return wanted > 0 ? static_cast<double>(times.stolen) / wanted : 0;
}

}  // namespace trackmeet::machine
