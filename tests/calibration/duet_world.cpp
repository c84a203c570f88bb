// SPDX-License-Identifier: Apache-2.0
#include "tests/calibration/duet_world.hpp"

#include <array>
#include <cmath>

#include "compare/block_value.hpp"
#include "tests/calibration/random.hpp"

namespace trackmeet::calibration {

std::vector<stats::NoisyValue> simulate_duet(const DuetWorld& world, std::uint64_t seed) {
  Random random(seed);
  const double fresh = world.noise * std::sqrt(1 - world.memory * world.memory);
  const double slower = std::log1p(world.change);
  double mood = world.noise * random.normal();
  std::vector<stats::NoisyValue> blocks;
  for (std::size_t block = 0; block < world.blocks; ++block) {
    const bool head_is_first = random.uniform() < 0.5 && world.has_coin;
    std::array<double, 4> levels{};
    for (std::size_t place = 0; place < levels.size(); ++place) {
      const bool is_head = (place == 0 || place == 3) == head_is_first;
      mood = world.memory * mood + fresh * random.normal();
      const double own = world.own * (world.heavy_tails ? random.student3() : random.normal());
      const double spike = random.uniform() < world.spikes ? std::log(1.3) : 0;
      const auto time = static_cast<double>(4 * block + place);
      const double drift = world.drift * time / static_cast<double>(4 * world.blocks);
      const double cold = place == 0 ? world.cold : 0;
      levels[place] = mood + own + spike + drift + cold + (is_head ? slower : 0);
    }
    blocks.push_back(compare::block_value(levels, head_is_first));
  }
  return blocks;
}

}  // namespace trackmeet::calibration
