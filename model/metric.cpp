// SPDX-License-Identifier: Apache-2.0
#include "model/metric.hpp"

#include <algorithm>

namespace trackmeet::model {

const std::vector<Metric>& known_metrics() {
  static const std::vector<Metric> metrics = {
      {"real_time", "s", Better::lower, Kind::sampled},
      {"cpu_time", "s", Better::lower, Kind::sampled},
      {"peak_rss", "B", Better::lower, Kind::sampled},
      {"allocs_per_iter", "", Better::lower, Kind::exact},
      {"alloc_bytes_per_iter", "B", Better::lower, Kind::exact},
      {"max_bytes_used", "B", Better::lower, Kind::exact},
      {"net_heap_growth", "B", Better::lower, Kind::exact},
      {"total_allocated_bytes", "B", Better::lower, Kind::exact},
      {"instructions", "", Better::lower, Kind::exact},
      {"cycles", "", Better::lower, Kind::sampled},
      {"hw_instructions", "", Better::lower, Kind::sampled},
      {"branch_misses", "", Better::lower, Kind::sampled},
      {"cache_misses", "", Better::lower, Kind::sampled},
      {"accuracy", "", Better::higher, Kind::exact},
      {"bits_per_character", "", Better::lower, Kind::exact},
      {"epochs_to_quality", "", Better::lower, Kind::exact},
      {"p99_batch_time", "s", Better::lower, Kind::sampled},
      {"time_to_first_batch", "s", Better::lower, Kind::sampled},
      {"utilisation", "", Better::higher, Kind::sampled},
      {"items_per_second", "1/s", Better::higher, Kind::sampled},
      {"bytes_per_second", "B/s", Better::higher, Kind::sampled},
      {"flops_per_second", "FLOP/s", Better::higher, Kind::sampled},
      {"throughput", "1/s", Better::higher, Kind::sampled},
      {"build-time", "s", Better::lower, Kind::sampled},
      {"file-size", "B", Better::lower, Kind::exact},
  };
  return metrics;
}

Metric metric_named(std::string_view name) {
  const std::vector<Metric>& known = known_metrics();
  const auto found = std::ranges::find(known, name, &Metric::name);
  if (found != known.end()) return *found;
  if (name.ends_with("_per_second")) return {std::string(name), "1/s", Better::higher, Kind::sampled};
  if (name.ends_with("/s") || name.ends_with("/sec")) {
    const std::size_t before_unit = name.find_last_of(" :_");
    const std::string_view unit = before_unit == std::string_view::npos ? name : name.substr(before_unit + 1);
    return {std::string(name), unit.front() == '/' ? "1/s" : std::string(unit), Better::higher, Kind::sampled};
  }
  return {std::string(name), "", Better::lower, Kind::sampled, true};
}

}  // namespace trackmeet::model
