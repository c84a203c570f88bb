// SPDX-License-Identifier: Apache-2.0
#include "tests/calibration/world.hpp"

#include <cmath>
#include <string>

#include "tests/calibration/random.hpp"

namespace trackmeet::calibration {
namespace {

model::Run session(const World& world, Random& random, const std::vector<double>& slowdowns) {
  model::Run run;
  run.suite = "simulated";
  run.git.commit = std::string(40, 'a');
  run.environment.machine_class = "simulated";
  const std::uint32_t time = model::metric_index(run, "real_time");
  const double shared = world.tau * random.normal();
  for (std::size_t b = 0; b < world.benchmarks; ++b) {
    const double mood = world.shared_mood ? shared : world.tau * random.normal();
    const double slow = b < slowdowns.size() ? std::log1p(slowdowns[b]) : 0;
    for (std::size_t round = 0; round < world.rounds; ++round) {
      const double of_round = world.between * (b % 3 == 0 ? random.student3() : random.normal());
      for (std::size_t repetition = 0; repetition < world.repetitions; ++repetition) {
        model::Row row;
        row.name = "benchmark_" + std::to_string(b);
        row.round = static_cast<std::uint32_t>(round);
        row.repetition = static_cast<std::uint32_t>(repetition);
        row.values = {{time, 1e-3 * std::exp(slow + mood + of_round + world.within * random.normal())}};
        run.rows.push_back(std::move(row));
      }
    }
  }
  return run;
}

}  // namespace

Sides simulate(const World& world, std::uint64_t seed) {
  Random random(seed);
  Sides sides;
  sides.base.suite = "simulated";
  sides.base.machine_class = "simulated";
  for (std::size_t s = 0; s < world.baseline_sessions; ++s)
    sides.base.sessions.push_back({session(world, random, {}), {}, {}, {}, {}});
  sides.head = session(world, random, world.slowdowns);
  return sides;
}

void pool_repetitions(Sides& sides) {
  const auto pool = [](model::Run& run) {
    for (model::Row& row : run.rows) row.round = row.round.value_or(0) * 1000 + row.repetition;
  };
  for (model::BlessedRun& blessed : sides.base.sessions) pool(blessed.run);
  pool(sides.head);
}

void leave_mood_out(Sides& sides) {
  sides.base.sessions.back().run.duet = model::Duet{"0", model::Side::base};
  sides.head.duet = model::Duet{"0", model::Side::head};
}

}  // namespace trackmeet::calibration
