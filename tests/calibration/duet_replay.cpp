// SPDX-License-Identifier: Apache-2.0
// Judges recorded block differences again, with the project's own decision. scripts/calibrate-duet feeds it.
//
//   duet_replay judge BENCHMARKS THRESHOLD             each series as one of a duet of so many benchmarks
//   duet_replay replay BENCHMARKS THRESHOLD N SEED     N times: a duet drawn at random, the labels of its blocks anew
//
// On standard input: a line `duet` begins a duet; each of its series is a line
//   series NAME primary|other OTHERS COUNT look… COUNT d… COUNT noise…
// OTHERS: how many metrics besides the primary one share the error rate. `judge` prints `NAME proven blocks` for each
// series, where proven is no, worse or better and blocks those at the deciding look; `replay` prints `N M`: of N
// replays M had a proven row. THRESHOLD is in per cent.
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "compare/duet_decision.hpp"
#include "compare/duet_plan.hpp"
#include "core/random.hpp"

namespace trackmeet::calibration {
namespace {

constexpr double alpha = 0.01;  // of a whole duet, as `duet::DuetOptions` has it
constexpr std::size_t most_numbers = 100'000;

struct Series {
  std::string benchmark;
  bool is_primary = true;
  std::size_t others = 0;
  std::vector<std::uint32_t> looks;
  std::vector<stats::NoisyValue> blocks;
};

/// Series of one benchmark lie next to each other: their blocks are the same, and so are the coins of these.
using Duet = std::vector<Series>;

struct Rules {
  std::uint64_t benchmarks = 1;  ///< that share alpha
  double margin = 0;             ///< a logarithm
};

template <typename Number>
bool read_numbers(std::istream& in, std::vector<Number>& numbers) {
  std::size_t count = 0;
  if (!(in >> count) || count > most_numbers) return false;
  numbers.resize(count);
  for (Number& number : numbers)
    if (!(in >> number)) return false;
  return true;
}

/// Nothing if a line is not as it should be.
std::optional<std::vector<Duet>> read_duets(std::istream& in) {
  std::vector<Duet> duets;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string word, role;
    words >> word;
    if (word == "duet") {
      duets.emplace_back();
      continue;
    }
    Series series;
    if (word != "series" || duets.empty() || !(words >> series.benchmark >> role >> series.others)) return std::nullopt;
    series.is_primary = role == "primary";
    std::vector<double> d, noise;
    if (!read_numbers(words, series.looks) || !read_numbers(words, d) || !read_numbers(words, noise) ||
        series.looks.empty() || d.size() != noise.size())
      return std::nullopt;
    for (std::size_t i = 0; i < d.size(); ++i) series.blocks.push_back({d[i], noise[i]});
    duets.back().push_back(std::move(series));
  }
  return duets;
}

compare::BlockEvidence judged(const Series& series, std::span<const stats::NoisyValue> blocks, const Rules& rules) {
  compare::BlockPlan plan;
  plan.looks = series.looks;
  plan.level = compare::level_of_row(alpha, rules.benchmarks, series.is_primary, series.others);
  plan.margin = rules.margin;
  return compare::judge_blocks(blocks, plan);
}

/// Whether any row of the duet is proven once each block's labels are drawn anew: under identical code they might as
/// well have been the other way round.
bool any_proven(const Duet& duet, const Rules& rules, std::uint64_t seed) {
  std::uint64_t benchmark = 0;
  for (std::size_t i = 0; i < duet.size(); ++i) {
    if (i > 0 && duet[i].benchmark != duet[i - 1].benchmark) ++benchmark;
    SplitMix64 coins(stream_seed(seed, benchmark));
    std::vector<stats::NoisyValue> blocks = duet[i].blocks;
    for (stats::NoisyValue& block : blocks)
      if (coins.next_below(2) == 1) block.value = -block.value;
    if (judged(duet[i], blocks, rules).proven != compare::Proven::no) return true;
  }
  return false;
}

void judge_all(const std::vector<Duet>& duets, const Rules& rules) {
  for (const Duet& duet : duets)
    for (const Series& series : duet) {
      const compare::BlockEvidence evidence = judged(series, series.blocks, rules);
      std::printf("%s %s %zu\n", series.benchmark.c_str(), std::string(to_string(evidence.proven)).c_str(),
                  evidence.proven_at);
    }
}

void replay(const std::vector<Duet>& duets, const Rules& rules, std::uint64_t times, std::uint64_t seed) {
  std::uint64_t with_proven = 0;
  for (std::uint64_t i = 0; i < times; ++i) {
    SplitMix64 draws(stream_seed(seed, i));
    const Duet& duet = duets[draws.next_below(duets.size())];
    if (any_proven(duet, rules, draws.next())) ++with_proven;
  }
  std::printf("%llu %llu\n", static_cast<unsigned long long>(times), static_cast<unsigned long long>(with_proven));
}

template <typename Number>
bool parse(std::string_view text, Number& number) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc{} && end == text.data() + text.size();
}

int run(const std::vector<std::string_view>& arguments) {
  const std::string_view mode = arguments.empty() ? "" : arguments[0];
  Rules rules;
  double threshold_percent = 0;
  std::uint64_t times = 0, seed = 0;
  const bool is_sound = arguments.size() == (mode == "judge" ? 3U : 5U) && (mode == "judge" || mode == "replay") &&
                        parse(arguments[1], rules.benchmarks) && parse(arguments[2], threshold_percent) &&
                        (mode == "judge" || (parse(arguments[3], times) && parse(arguments[4], seed))) &&
                        threshold_percent >= 0;
  if (!is_sound) {
    std::fputs("usage: duet_replay judge BENCHMARKS THRESHOLD | duet_replay replay BENCHMARKS THRESHOLD N SEED\n",
               stderr);
    return 2;
  }
  rules.margin = std::log1p(threshold_percent / 100);
  const std::optional<std::vector<Duet>> duets = read_duets(std::cin);
  if (!duets || duets->empty()) {
    std::fputs("duet_replay: standard input holds no duets, or a line that is none\n", stderr);
    return 2;
  }
  if (mode == "judge")
    judge_all(*duets, rules);
  else
    replay(*duets, rules, times, seed);
  return 0;
}

}  // namespace
}  // namespace trackmeet::calibration

int main(int argc, char** argv) {
  return trackmeet::calibration::run(std::vector<std::string_view>(argv + 1, argv + argc));
}
