// SPDX-License-Identifier: Apache-2.0
#include "model/jmh_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "model/foreign_json.hpp"
#include "model/foreign_run.hpp"
#include "model/foreign_unit.hpp"

namespace trackmeet::model {
namespace {

/// One iteration of one fork.
struct Iteration {
  double value = 0;  ///< in the unit of the score
  std::uint32_t line = 0;
};
using Forks = std::vector<std::vector<Iteration>>;

/// The mean of a histogram: `[[value, count], …]`; NaN if it is none.
double histogram_mean(const Json& histogram) {
  double sum = 0;
  double all = 0;
  for (const Json& bin : histogram.items) {
    if (bin.type != Json::Type::list || bin.items.size() != 2) return std::nan("");
    const double count = number_of(bin.items[1]);
    if (!(count >= 0)) return std::nan("");
    sum += number_of(bin.items[0]) * count;
    all += count;
  }
  return all > 0 ? sum / all : std::nan("");
}

Forks raw_data(const Json& metric) {
  const Json* data = metric.find("rawData");
  const bool is_histogram = data == nullptr && (data = metric.find("rawDataHistogram")) != nullptr;
  Forks forks;
  if (data == nullptr) return forks;
  for (const Json& fork : data->items) {
    std::vector<Iteration>& iterations = forks.emplace_back();
    for (const Json& value : fork.items)
      iterations.push_back({is_histogram ? histogram_mean(value) : number_of(value), value.line});
    if (iterations.empty()) forks.pop_back();
  }
  return forks;
}

std::string name_of(const Json& entry) {
  std::string name = text_of(entry, "benchmark");
  const Json* parameters = entry.find("params");
  if (name.empty() || parameters == nullptr || parameters->items.empty()) return name;
  name += " (";
  for (const Json& parameter : parameters->items) {
    if (&parameter != parameters->items.data()) name += ", ";
    name += fmt::format("{} = {}", parameter.key, parameter.text);
  }
  return name + ")";
}

/// The unit of the score. Where it does not tell which way is good, the mode does.
ForeignUnit primary_unit(const Json& primary, std::string_view mode) {
  ForeignUnit unit = foreign_unit(text_of(primary, "scoreUnit"));
  const bool is_rate = mode == "thrpt";
  const bool is_time = mode == "avgt" || mode == "sample" || mode == "ss";
  if (!unit.metric.guessed || !(is_rate || is_time)) return unit;
  unit.metric.better = is_rate ? Better::higher : Better::lower;
  unit.metric.guessed = false;
  return unit;
}

class Reader {
public:
  explicit Reader(ForeignRun& run) : run_(run) {}

  void read(const Json& entry, std::size_t index) {
    std::string name = name_of(entry);
    if (name.empty()) return run_.failed(fmt::format("[{}]", index), "there is no 'benchmark'", entry.line);
    const Json* primary = entry.find("primaryMetric");
    if (primary == nullptr || primary->type != Json::Type::object)
      return run_.failed(name, "there is no 'primaryMetric'", entry.line);
    const std::string mode = text_of(entry, "mode");
    const ForeignUnit unit = primary_unit(*primary, mode);
    name = told_apart(name, mode, unit.metric.name);
    const Forks forks = raw_data(*primary);
    const std::uint32_t metric = run_.metric(unit.metric);
    std::uint32_t& processes = processes_[name];
    if (forks.empty())
      read_summary(name, *primary, metric, unit);
    else
      read_forks(name, forks, processes, metric, unit);
    if (const Json* secondary = entry.find("secondaryMetrics")) read_secondary(name, *secondary, processes, metric);
    processes += static_cast<std::uint32_t>(forks.size());
  }

private:
  /// A name that is measured as the same metric in another mode, too, gets the mode behind it.
  std::string told_apart(const std::string& name, const std::string& mode, const std::string& metric) {
    const auto [first, is_new] = mode_of_.try_emplace(fmt::format("{}\x1f{}", name, metric), mode);
    return is_new || first->second == mode ? name : fmt::format("{}:{}", name, mode);
  }

  /// What profilers and the benchmark's own counters measured. Values that are none (a collector that never ran) are
  /// left out.
  void read_secondary(const std::string& name, const Json& secondary, std::uint32_t round, std::uint32_t primary) {
    for (const Json& metric : secondary.items) {
      Forks forks = raw_data(metric);
      for (std::vector<Iteration>& fork : forks)
        std::erase_if(fork, [](const Iteration& iteration) { return !std::isfinite(iteration.value); });
      const ForeignUnit unit = secondary_unit(metric);
      const std::uint32_t index = index_of(unit.metric);
      if (index != primary) read_forks(name, forks, round, index, unit);
    }
  }

  /// Called by its key, which old versions mark with a dot.
  static ForeignUnit secondary_unit(const Json& metric) {
    constexpr std::string_view dot = "\xc2\xb7";
    std::string_view name = metric.key;
    if (name.starts_with(dot)) name.remove_prefix(dot.size());
    if (name == "instructions") name = "hw_instructions";  // of the processor's counters, which are not exact
    const std::string spelled = text_of(metric, "scoreUnit");
    ForeignUnit unit = foreign_unit(spelled);
    if (unit.metric.name != "real_time" && unit.metric.name != "throughput") {
      // A rate of a profiler, such as `gc.alloc.rate` in MB/s, does not tell which way is good.
      unit = {metric_named(name)};
      unit.metric.unit = spelled;
      unit.metric.kind = Kind::sampled;
    }
    unit.metric.name = name;
    return unit;
  }

  /// Of a name that occurs in two units, the second is another metric.
  std::uint32_t index_of(Metric metric) {
    const std::uint32_t index = run_.metric(metric);
    const Metric& known = run_.run().metrics[index];
    if (known.unit == metric.unit && known.better == metric.better) return index;
    metric.name += fmt::format(" ({})", metric.unit);
    return run_.metric(metric);
  }

  void read_forks(const std::string& name, const Forks& forks, std::uint32_t round, std::uint32_t metric,
                  const ForeignUnit& unit) {
    for (const std::vector<Iteration>& fork : forks) {
      for (const Iteration& iteration : fork) {
        const double value = unit.in_unit(iteration.value);
        if (forks.size() > 1)
          run_.sample_of_round(name, round, metric, value, 0, iteration.line);
        else
          run_.sample(name, metric, value, 0, iteration.line);
      }
      ++round;
    }
  }

  void read_summary(const std::string& name, const Json& metric, std::uint32_t index, const ForeignUnit& unit) {
    const Json* score = metric.find("score");
    if (score == nullptr) return run_.failed(name, "it has neither raw data nor a score", metric.line);
    run_.summary(name, "mean", index, unit.in_unit(number_of(*score)), score->line);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> percentiles = {
        {{"0.0", "min"}, {"50.0", "median"}, {"100.0", "max"}}};
    const Json* given = metric.find("scorePercentiles");
    if (given == nullptr) return;
    for (const auto& [percentile, kind] : percentiles) {
      const Json* value = given->find(percentile);
      if (value != nullptr && value->is_number())
        run_.summary(name, kind, index, unit.in_unit(value->real), value->line);
    }
  }

  ForeignRun& run_;
  std::unordered_map<std::string, std::string> mode_of_;      ///< by name and metric
  std::unordered_map<std::string, std::uint32_t> processes_;  ///< seen so far, by name
};

/// The virtual machine stands for the compiler: it is what turns the program into instructions.
void read_environment(const Json& entry, Environment& environment) {
  environment.compiler = text_of(entry, "vmName");
  for (const std::string_view member : {"vmVersion", "jdkVersion"}) {
    const std::string version = text_of(entry, member);
    if (version.empty() || environment.compiler.find(version) != std::string::npos) continue;
    environment.compiler +=
        fmt::format("{}{}{}", environment.compiler.empty() ? "" : " ", member == "jdkVersion" ? "JDK " : "", version);
  }
  const Json* arguments = entry.find("jvmArgs");
  if (arguments == nullptr) return;
  for (const Json& argument : arguments->items) {
    if (!environment.flags.empty() && !argument.text.empty()) environment.flags += ' ';
    environment.flags += argument.text;
  }
}

}  // namespace

bool is_jmh(const Json& root) {
  return root.type == Json::Type::list && !root.items.empty() && root.items.front().find("benchmark") != nullptr &&
         root.items.front().find("primaryMetric") != nullptr;
}

Result<Run> read_jmh(const Json& root, const std::string& source) {
  if (root.type != Json::Type::list)
    return failure(ErrorCode::input, "it must be a list of benchmarks", SourcePos{source, root.line, 0});
  ForeignRun run(source);
  Reader reader(run);
  for (const Json& entry : root.items) reader.read(entry, static_cast<std::size_t>(&entry - root.items.data()));
  if (!root.items.empty()) read_environment(root.items.front(), run.run().environment);
  return run.finish();
}

}  // namespace trackmeet::model
