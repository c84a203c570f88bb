// SPDX-License-Identifier: Apache-2.0
#include "compare/block_differences.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>

#include "compare/block_value.hpp"
#include "compare/process_level.hpp"

namespace trackmeet::compare {
namespace {

/// One repetition of one process.
struct Sample {
  std::uint32_t metric = 0;  ///< of the head
  std::uint32_t block = 0;
  std::uint32_t position = 0;
  bool of_head = false;
  double value = 0;

  auto process() const { return std::tuple(metric, block, position, of_head); }
};

struct Benchmark {
  std::string name;
  std::vector<Sample> samples;
};

class Samples {
public:
  explicit Samples(const model::Run& head) : head_(head) {}

  void add(const model::Run& run, bool of_head) {
    std::vector<std::optional<std::uint32_t>> metrics;  // of the head, by that of the run
    for (const model::Metric& metric : run.metrics) {
      const auto known = model::find_metric(head_, metric.name);
      const bool is_sampled = known && head_.metrics[*known].kind == model::Kind::sampled;
      metrics.push_back(is_sampled ? known : std::nullopt);
    }
    for (const model::Row& row : run.rows) {
      if (!row.block || !row.position || !row.aggregate.empty()) continue;
      const auto [place, fresh] = places_.try_emplace(row.name, benchmarks_.size());
      if (fresh) benchmarks_.push_back({row.name, {}});
      for (const model::Value& value : row.values)
        if (metrics[value.metric])
          benchmarks_[place->second].samples.push_back(
              {*metrics[value.metric], *row.block, *row.position, of_head, value.value});
    }
  }

  std::vector<Benchmark>& benchmarks() { return benchmarks_; }

private:
  const model::Run& head_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<Benchmark> benchmarks_;
};

/// One process of a block: whose it was, and the logarithm of what it measured.
struct Process {
  bool of_head = false;
  double level = 0;
};
using Block = std::array<std::optional<Process>, 4>;

bool is_complete(const Block& block) {
  for (const std::optional<Process>& process : block)
    if (!process) return false;
  return block[0]->of_head == block[3]->of_head && block[1]->of_head == block[2]->of_head &&
         block[0]->of_head != block[1]->of_head;
}

stats::NoisyValue value_of(const Block& block, model::Better better) {
  stats::NoisyValue value =
      block_value({block[0]->level, block[1]->level, block[2]->level, block[3]->level}, block[0]->of_head);
  if (better != model::Better::lower) value.value = -value.value;
  return value;
}

/// Adds the block at the front of `samples` (of one metric, in order) to the series and returns what comes after it.
std::span<const Sample> take_block(std::span<const Sample> samples, BlockSeries& series) {
  const std::uint32_t number = samples.front().block;
  Block block;
  bool is_sound = true;
  while (!samples.empty() && samples.front().block == number) {
    const Sample& first = samples.front();
    std::vector<double> repetitions;
    for (; !samples.empty() && samples.front().process() == first.process(); samples = samples.subspan(1))
      repetitions.push_back(samples.front().value);
    series.has_logarithms = series.has_logarithms && std::ranges::min(repetitions) > 0;
    is_sound = is_sound && first.position < block.size() && !block[first.position];
    if (is_sound && series.has_logarithms)
      block[first.position] = Process{first.of_head, log_level(repetitions, series.metric.better)};
  }
  if (!series.has_logarithms) return samples;
  if (!is_sound || !is_complete(block)) {
    ++series.incomplete;
  } else {
    series.blocks.push_back(value_of(block, series.metric.better));
  }
  return samples;
}

}  // namespace

std::vector<BlockSeries> block_differences(const model::Run& base, const model::Run& head) {
  Samples samples(head);
  samples.add(head, true);
  samples.add(base, false);
  std::vector<BlockSeries> all;
  for (Benchmark& benchmark : samples.benchmarks()) {
    std::ranges::sort(benchmark.samples, {}, &Sample::process);
    std::span<const Sample> rest = benchmark.samples;
    while (!rest.empty()) {
      const std::uint32_t metric = rest.front().metric;
      const auto end = std::ranges::find_if(rest, [&](const Sample& sample) { return sample.metric != metric; });
      std::span<const Sample> own = rest.first(static_cast<std::size_t>(end - rest.begin()));
      rest = rest.subspan(own.size());
      const auto sides = std::ranges::count(own, true, &Sample::of_head);
      if (sides == 0 || sides == static_cast<std::ptrdiff_t>(own.size())) continue;  // one side only
      BlockSeries series{benchmark.name, head.metrics[metric], {}, 0, true};
      while (!own.empty()) own = take_block(own, series);
      if (!series.has_logarithms) series.blocks.clear();
      all.push_back(std::move(series));
    }
  }
  return all;
}

}  // namespace trackmeet::compare
