// SPDX-License-Identifier: Apache-2.0
// Google Benchmark as anyone uses it, with what can go wrong: names that look like patterns, a crash, a hang, an error.
#include <benchmark/benchmark.h>

#include <csignal>
#include <cstdlib>
#include <numeric>
#include <vector>

namespace {

void sum(benchmark::State& state) {
  const std::vector<int> numbers(static_cast<std::size_t>(state.range(0)), 1);
  for (auto _ : state) benchmark::DoNotOptimize(std::accumulate(numbers.begin(), numbers.end(), 0));
}
BENCHMARK(sum)->Arg(100)->Arg(1000);

/// Six times the work where the environment says so: the slowdown that a comparison has to find.
void loop(benchmark::State& state) {
  const int turns = std::getenv("FOREIGN_SLOW") != nullptr ? 12000 : 2000;
  for (auto _ : state)
    for (int i = 0; i < turns; ++i) benchmark::DoNotOptimize(i);
}
BENCHMARK(loop)->Name("loop (a+b)*");

void crash(benchmark::State& state) {
  std::signal(SIGSEGV, SIG_DFL);  // a sanitizer would catch it
  for (auto _ : state) std::raise(SIGSEGV);
}
BENCHMARK(crash)->Name("bad/crash");

void hang(benchmark::State& state) {
  for (auto _ : state)
    for (volatile bool on = true; on;) {
    }
}
BENCHMARK(hang)->Name("bad/hang");

void error(benchmark::State& state) {
  state.SkipWithError("the input is gone");
  for (auto _ : state) {
  }
}
BENCHMARK(error)->Name("bad/error");

}  // namespace

BENCHMARK_MAIN();
