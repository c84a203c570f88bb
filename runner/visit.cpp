// SPDX-License-Identifier: Apache-2.0
#include "runner/visit.hpp"

#include <limits>
#include <numeric>
#include <random>
#include <utility>

namespace trackmeet::runner {
namespace {

/// The standard fixes what the generator yields, but not what its distributions and `std::shuffle` make of that.
class Dice {
public:
  explicit Dice(std::uint64_t seed) : generator_(seed) {}

  /// A number below `limit`, each as likely as the other.
  std::size_t below(std::size_t limit) {
    constexpr std::uint64_t top = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t fair = top - top % limit;
    std::uint64_t drawn = generator_();
    while (drawn >= fair) drawn = generator_();
    return static_cast<std::size_t>(drawn % limit);
  }

  /// 0 to n-1, shuffled (Fisher and Yates).
  std::vector<std::size_t> permutation(std::size_t n) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t left = n; left > 1; --left) std::swap(order[left - 1], order[below(left)]);
    return order;
  }

private:
  std::mt19937_64 generator_;
};

constexpr model::Side other(model::Side side) {
  return side == model::Side::base ? model::Side::head : model::Side::base;
}

}  // namespace

std::vector<Visit> plan_visits(const VisitOrder& order) {
  const std::size_t benchmarks = order.calibrate.size();
  const auto is_once = [&order](std::size_t b) { return !order.once.empty() && order.once[b]; };
  Dice dice(order.seed);
  std::vector<Visit> visits;
  for (std::size_t b = 0; b < benchmarks; ++b)
    if (order.calibrate[b] && !is_once(b)) visits.push_back({Phase::calibration, 0, b, {}, {}, {}});
  for (std::uint32_t round = 0; round < order.warmup_rounds; ++round)
    for (const std::size_t b : dice.permutation(benchmarks))
      if (!is_once(b)) visits.push_back({Phase::warmup, round, b, {}, {}, {}});

  std::vector<model::Side> first(benchmarks);  // of the current round; the second round of a block mirrors the first
  for (std::uint32_t round = 0; round < order.rounds; ++round) {
    for (const std::size_t b : dice.permutation(benchmarks)) {
      if (is_once(b) && round > 0) continue;
      if (!order.against_itself) {
        visits.push_back({Phase::round, round, b, {}, {}, {}});
        continue;
      }
      const std::uint32_t half = round % 2;
      first[b] = half == 1 ? other(first[b]) : dice.below(2) == 0 ? model::Side::base : model::Side::head;
      visits.push_back({Phase::round, round, b, first[b], round / 2, 2 * half});
      visits.push_back({Phase::round, round, b, other(first[b]), round / 2, 2 * half + 1});
    }
  }
  return visits;
}

}  // namespace trackmeet::runner
