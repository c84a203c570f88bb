// SPDX-License-Identifier: Apache-2.0
#include "suites/support/measure.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "suites/support/memory_manager.hpp"
#include "suites/support/peak_rss.hpp"

namespace trackmeet::suites {
namespace {

/// A benchmark with its operands, checked and warm; or why it must not be timed.
struct Prepared {
  const Registered* benchmark = nullptr;
  std::unique_ptr<Work> work;
  std::string error;
  bool has_run = false;  ///< of one that is run once
};

/// Long enough for caches, TLB, branch predictors and the clock to settle, short beside any timing. At least one more
/// run.
constexpr std::chrono::milliseconds warm_up_time{5};

void prepare_and_run(Work& work) {
  if (auto* const prepared = dynamic_cast<PreparedWork*>(&work)) prepared->before_run();
  work.run();
}

void warm_up(Work& work) {
  const auto end = std::chrono::steady_clock::now() + warm_up_time;
  do {
    prepare_and_run(work);
  } while (std::chrono::steady_clock::now() < end);
}

Prepared prepare(const Registered& benchmark) {
  Prepared prepared{&benchmark, nullptr, {}};
  try {
    prepared.work = benchmark.make();
    if (benchmark.traits.once) {
      forget_peak_rss();
      return prepared;
    }
    prepare_and_run(*prepared.work);
    if (const auto mismatch = prepared.work->check()) {
      prepared.error = "wrong result: " + to_text(*mismatch);
      return prepared;
    }
    forget_peak_rss();
    warm_up(*prepared.work);
  } catch (const std::exception& problem) {
    prepared.error = problem.what();
  }
  return prepared;
}

/// Keeps the benchmark that was prepared last, since Google Benchmark calls one several times in a row and then goes on
/// to the next.
Prepared& prepared_for(const Registered& benchmark) {
  static Prepared current;
  if (current.benchmark != &benchmark) {
    current = {};
    current = prepare(benchmark);
  }
  return current;
}

void report_counters(benchmark::State& state, const Cost& cost) {
  using benchmark::Counter;
  const auto report_rate = [&state](const char* name, double per_iteration, Counter::OneK one_k) {
    if (per_iteration > 0) state.counters[name] = Counter(per_iteration, Counter::kIsIterationInvariantRate, one_k);
  };
  report_rate("bytes_per_second", cost.bytes, Counter::kIs1024);
  report_rate("flops_per_second", cost.flops, Counter::kIs1000);
  report_rate("items_per_second", cost.items, Counter::kIs1000);
  if (const auto peak = peak_rss_bytes()) {
    state.counters["peak_rss"] = Counter(static_cast<double>(*peak), Counter::kDefaults, Counter::kIs1024);
  }
}

void report(benchmark::State& state, const Work& work) {
  report_counters(state, work.cost());
  for (const Counter& counter : work.counters()) state.counters[counter.name] = counter.value;
  if (const std::string label = work.label(); !label.empty()) state.SetLabel(label);
}

/// The one iteration of a benchmark that takes seconds. Google Benchmark calls again to count allocations; they were
/// counted the first time, and nothing is repeated.
void measure_once(benchmark::State& state, const Registered& benchmark, Prepared& prepared) {
  const bool is_first = !std::exchange(prepared.has_run, true);
  if (is_first) timed_loop_begins(Counting::now);
  for ([[maybe_unused]] auto iteration : state) {
    if (is_first) prepared.work->run();
  }
  if (is_first) {
    timed_loop_ends(benchmark.name);
    if (const auto mismatch = prepared.work->check()) prepared.error = "wrong result: " + to_text(*mismatch);
  }
  if (!prepared.error.empty()) {
    state.SkipWithError(prepared.error.c_str());
    return;
  }
  report(state, *prepared.work);
}

void timed_loop(benchmark::State& state, Work& work) {
  for ([[maybe_unused]] auto iteration : state) {
    work.run();
    benchmark::ClobberMemory();
  }
}

void timed_loop(benchmark::State& state, PreparedWork& work) {
  for ([[maybe_unused]] auto iteration : state) {
    state.PauseTiming();
    work.before_run();
    state.ResumeTiming();
    work.run();
    benchmark::ClobberMemory();
  }
}

void measure(benchmark::State& state, const Registered& benchmark) {
  Prepared& prepared = prepared_for(benchmark);
  if (!prepared.error.empty()) {
    state.SkipWithError(prepared.error.c_str());
    return;
  }
  if (benchmark.traits.once) {
    measure_once(state, benchmark, prepared);
    return;
  }
  Work& work = *prepared.work;
  auto* const with_preparation = dynamic_cast<PreparedWork*>(&work);
  work.timing_begins();
  timed_loop_begins();
  try {
    if (with_preparation != nullptr)
      timed_loop(state, *with_preparation);
    else
      timed_loop(state, work);
  } catch (const std::exception& problem) {
    prepared.error = problem.what();
  }
  timed_loop_ends(benchmark.name);
  if (!prepared.error.empty()) {
    state.SkipWithError(prepared.error.c_str());
    return;
  }
  report(state, work);
}

}  // namespace

void hand_over(std::span<const Registered* const> benchmarks, std::optional<std::uint64_t> iterations) {
  for (const Registered* benchmark : benchmarks) {
    auto* const handed = benchmark::RegisterBenchmark(
        benchmark->name.c_str(), [benchmark](benchmark::State& state) { measure(state, *benchmark); });
    handed->Unit(benchmark::kMicrosecond);
    handed->UseRealTime();  // rates too: processor time is that of one thread, and knows nothing of stolen time
    if (benchmark->traits.once)
      handed->Iterations(1);
    else if (iterations)
      handed->Iterations(static_cast<benchmark::IterationCount>(*iterations));
  }
}

}  // namespace trackmeet::suites
