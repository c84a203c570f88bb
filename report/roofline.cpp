// SPDX-License-Identifier: Apache-2.0
#include "report/roofline.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "report/run_summary.hpp"

namespace trackmeet::report {
namespace {

constexpr std::string_view peak_probe = "probe_peak_flops";
constexpr std::string_view bandwidth_probe = "probe_bandwidth_";
constexpr std::string_view two_threads = "_2_threads";
constexpr std::string_view cold = "_cold";
constexpr double level_1_bytes = 32 * 1024;  ///< below it all sizes meet the same cache

/// One benchmark: what an iteration computes and moves, and how long it takes (medians over rounds). 0: not stated.
struct Work {
  double seconds = 0;
  double flops_per_second = 0;
  double bytes_per_second = 0;

  double bytes() const { return bytes_per_second * seconds; }
  double intensity() const { return flops_per_second / bytes_per_second; }
};

using Works = std::map<std::string, Work>;

Works works_of(const model::Run& run) {
  Works works;
  for (const model::Series& series : model::all_series(run)) {
    const std::string& metric = run.metrics[series.metric].name;
    Work& work = works[series.benchmark];
    const double median = summarise_rounds(series.values).median;
    if (metric == "real_time") work.seconds = median;
    if (metric == "flops_per_second") work.flops_per_second = median;
    if (metric == "bytes_per_second") work.bytes_per_second = median;
  }
  return works;
}

bool is_probe(const std::string& name) { return name.starts_with(peak_probe) || name.starts_with(bandwidth_probe); }

struct Bandwidth {
  double bytes_per_second = 0;
  bool is_near = false;  ///< false: the probe needs far more memory, so what it reaches is only known to be reachable
};

/// Of the probes for so many bytes, which are those that need as much or little more, the fastest.
std::optional<Bandwidth> bandwidth_for(double bytes, bool in_two_threads, const Works& works) {
  std::vector<const Work*> probes;
  for (const auto& [name, work] : works)
    if (name.starts_with(bandwidth_probe) && name.ends_with(two_threads) == in_two_threads && work.bytes() > 0)
      probes.push_back(&work);
  if (probes.empty()) return std::nullopt;
  double nearest = std::numeric_limits<double>::infinity();
  double largest = 0;
  for (const Work* probe : probes) {
    if (probe->bytes() >= bytes / 1.5) nearest = std::min(nearest, probe->bytes());
    largest = std::max(largest, probe->bytes());
  }
  nearest = std::min(nearest, largest);
  double fastest = 0;
  for (const Work* probe : probes)
    if (nearest / 2 <= probe->bytes() && probe->bytes() <= nearest * 2)
      fastest = std::max(fastest, probe->bytes_per_second);
  return Bandwidth{fastest, nearest <= 8 * bytes || nearest <= level_1_bytes};
}

std::optional<double> share_of(const std::string& name, const Work& work, const Works& works) {
  const bool in_two_threads = name.ends_with(two_threads);
  const auto peak_found = works.find(std::string(peak_probe) + std::string(in_two_threads ? two_threads : ""));
  const double peak = peak_found == works.end() ? 0 : peak_found->second.flops_per_second;
  const double footprint = name.ends_with(cold) ? std::numeric_limits<double>::infinity() : work.bytes();
  const std::optional<Bandwidth> bandwidth =
      work.bytes_per_second > 0 ? bandwidth_for(footprint, in_two_threads, works) : std::nullopt;
  if (work.flops_per_second == 0) {
    if (!bandwidth || !bandwidth->is_near) return std::nullopt;
    return work.bytes_per_second / bandwidth->bytes_per_second;
  }
  if (peak == 0) return std::nullopt;
  if (work.bytes_per_second == 0) return work.flops_per_second / peak;
  if (!bandwidth) return std::nullopt;
  const double by_memory = work.intensity() * bandwidth->bytes_per_second;
  if (by_memory < peak && !bandwidth->is_near) return std::nullopt;
  return work.flops_per_second / std::min(peak, by_memory);
}

}  // namespace

std::map<std::string, double> shares_of_roofline(const model::Run& run) {
  const Works works = works_of(run);
  std::map<std::string, double> shares;
  for (const auto& [name, work] : works) {
    const bool states_work = work.flops_per_second > 0 || work.bytes_per_second > 0;
    if (is_probe(name) || !states_work) continue;
    if (const std::optional<double> share = share_of(name, work, works)) shares[name] = *share;
  }
  return shares;
}

}  // namespace trackmeet::report
