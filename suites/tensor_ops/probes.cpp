// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "nn/team.hpp"
#include "suites/support/benchmark.hpp"
#include "suites/tensor_ops/agreement.hpp"
#include "suites/tensor_ops/probe_ops.hpp"

namespace trackmeet::suites::tensor_ops {
namespace {

using probe::Store;

/// Floats of one array. An add has three: 24 KB, which the level-1 cache holds; 120 KB, as `tensor_add_small`; 480 KB,
/// which the level-2 cache holds; 12 MB, as `tensor_add_large`; and 192 MB, more than most level-3 caches.
constexpr Index level_1 = 2048, small = 10'000, level_2 = 40'960, large = 1'000'000, memory = Index{16} << 20;

/// The greatest rate of multiplications and additions, in `threads` threads.
struct PeakFlops final : Work {
  explicit PeakFlops(int threads) : team(threads), values(threads, per_thread), start(threads, per_thread) {
    for (std::size_t i = 0; i < start.values().size(); ++i) {
      start.values()[i] = static_cast<float>(i % 7) / 8;  // exact, and none is 1, where the sequence stands still
    }
  }

  void run() override {
    std::ranges::copy(start.values(), values.values().begin());
    team.share(team.threads(), [this](Index part) {
      multiply_add_chains(values.values().subspan(static_cast<std::size_t>(part * per_thread), per_thread), steps);
    });
  }
  /// By the closed form of x <- f x + (1 - f): 1 + (x - 1) f^steps.
  std::optional<Mismatch> check() const override {
    const double left = std::pow(double{probe::factor}, static_cast<double>(steps));
    std::vector<double> expected;
    for (const float x : start.values()) expected.push_back(1 + (double{x} - 1) * left);
    return compare(values, expected, {.absolute = steps * 0x1p-24, .relative = 0});  // each step rounds once
  }
  Cost cost() const override { return {.flops = 2 * entries(values) * static_cast<double>(steps)}; }

  static constexpr std::size_t steps = 4096;
  static constexpr Index per_thread = probe::chains * probe::lanes;
  nn::Team team;
  Tensor values, start;
};
const Benchmark<PeakFlops> peak{"probe_peak_flops", 1}, peak_2{full, "probe_peak_flops_2_threads", 2};

/// Random numbers that repeat after a while: large arrays are filled in no time, and neighbours still differ.
Tensor repeated_random(Index size, std::uint64_t seed) {
  Tensor tensor(1, size);
  const auto values = tensor.values();
  const auto period = std::min<std::size_t>(values.size(), 10'007);
  fill_random(values.first(period), seed);
  for (std::size_t i = period; i < values.size(); i += period) {
    std::copy_n(values.begin(), std::min(period, values.size() - i), values.subspan(i).begin());
  }
  return tensor;
}

/// The arrays of a probe of bandwidth, and the check of a sample of its results.
template <int operands>
struct Bandwidth : Work {
  Bandwidth(Index size, int threads)
      : team(threads), a(repeated_random(size, 1)), b(repeated_random(operands > 1 ? size : 1, 2)), out(1, size) {}

  void run() override {
    team.share(team.threads(), [this](Index part) {
      const auto size = out.values().size();
      const auto parts = static_cast<std::size_t>(team.threads());
      const auto first = size / parts / 16 * 16 * static_cast<std::size_t>(part);  // where a cache line begins
      const auto count = part + 1 == team.threads() ? size - first : size / parts / 16 * 16;
      pass(first, count);
    });
  }
  std::optional<Mismatch> check() const override {
    const auto entry = [this](std::size_t, std::size_t j) { return expected(j); };
    return compare_sample(out, entry, 10'000, {});
  }
  Cost cost() const override { return {.bytes = (operands + 1) * float_bytes(out)}; }

  /// The work on `count` floats from number `first` on, and what it is to yield for number `i`.
  virtual void pass(std::size_t first, std::size_t count) = 0;
  virtual double expected(std::size_t i) const = 0;

  nn::Team team;
  Tensor a, b, out;
};

template <Store store>
struct Copy final : Bandwidth<1> {
  using Bandwidth::Bandwidth;
  void pass(std::size_t first, std::size_t count) override {
    stream_copy<store>(std::as_const(a).values().subspan(first, count), out.values().subspan(first, count));
  }
  double expected(std::size_t i) const override { return a.values()[i]; }
};

template <Store store>
struct Add final : Bandwidth<2> {
  using Bandwidth::Bandwidth;
  void pass(std::size_t first, std::size_t count) override {
    stream_add<store>(std::as_const(a).values().subspan(first, count), std::as_const(b).values().subspan(first, count),
                      out.values().subspan(first, count));
  }
  double expected(std::size_t i) const override { return double{a.values()[i]} + double{b.values()[i]}; }
};

template <Store store>
struct Triad final : Bandwidth<2> {
  using Bandwidth::Bandwidth;
  void pass(std::size_t first, std::size_t count) override {
    stream_triad<store>(std::as_const(a).values().subspan(first, count),
                        std::as_const(b).values().subspan(first, count), factor, out.values().subspan(first, count));
  }
  double expected(std::size_t i) const override {
    return double{a.values()[i]} + double{factor} * double{b.values()[i]};
  }
  static constexpr float factor = 1.7F;
};

const Benchmark<Add<Store::cached>> add_large{"probe_bandwidth_add_large", large, 1},
    add_l1{full, "probe_bandwidth_add_l1", level_1, 1}, add_small{full, "probe_bandwidth_add_small", small, 1},
    add_l2{full, "probe_bandwidth_add_l2", level_2, 1},
    add_memory_cached{full, "probe_bandwidth_add_memory_cached", memory, 1},
    add_large_2{full, "probe_bandwidth_add_large_2_threads", large, 2};
const Benchmark<Add<Store::streamed>> add_memory{"probe_bandwidth_add_memory", memory, 1},
    add_large_streamed{full, "probe_bandwidth_add_large_streamed", large, 1},
    add_memory_2{full, "probe_bandwidth_add_memory_2_threads", memory, 2};
const Benchmark<Copy<Store::cached>> copy_large{full, "probe_bandwidth_copy_large", large, 1};
const Benchmark<Copy<Store::streamed>> copy_memory{full, "probe_bandwidth_copy_memory", memory, 1};
const Benchmark<Triad<Store::cached>> triad_large{full, "probe_bandwidth_triad_large", large, 1};
const Benchmark<Triad<Store::streamed>> triad_memory{full, "probe_bandwidth_triad_memory", memory, 1};

}  // namespace
}  // namespace trackmeet::suites::tensor_ops
