// SPDX-License-Identifier: Apache-2.0
#include "suites/support/measure.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "suites/support/hardware_counters.hpp"
#include "suites/support/memory_manager.hpp"
#include "suites/support/peak_rss.hpp"
#include "suites/support/timed_loop.hpp"

namespace trackmeet::suites {
namespace {

/// Opened before any benchmark is made, so that it counts in the threads of each.
HardwareCounters& hardware_counters() {
  static HardwareCounters counters;
  return counters;
}

/// A benchmark with its operands, checked and warm; or why it must not be timed.
struct Prepared {
  const Registered* benchmark = nullptr;
  std::unique_ptr<Work> work;
  std::string error;
  bool has_run = false;    ///< of one that is run once
  bool allocates = false;  ///< a warm run asks for memory
};

void prepare_and_run(Work& work) {
  if (auto* const prepared = dynamic_cast<PreparedWork*>(&work)) prepared->before_run();
  work.run();
}

/// Long enough for caches, TLB, branch predictors and the clock to settle. At least one more run, of which is counted
/// what it allocates.
void warm_up(Prepared& prepared, std::chrono::milliseconds at_least) {
  const auto end = std::chrono::steady_clock::now() + at_least;
  timed_loop_begins(Counting::now);
  prepare_and_run(*prepared.work);
  timed_loop_ends(prepared.benchmark->name);
  const auto counted = allocations_of(prepared.benchmark->name);
  prepared.allocates = counted && counted->count > 0;
  while (std::chrono::steady_clock::now() < end) prepare_and_run(*prepared.work);
}

Prepared prepare(const Registered& benchmark, const Timing& timing) {
  Prepared prepared{&benchmark, nullptr, {}};
  hardware_counters();
  try {
    prepared.work = benchmark.make();
    if (benchmark.traits.once) {
      forget_peak_rss();
      return prepared;
    }
    prepare_and_run(*prepared.work);
    if (const auto mismatch = timing.check ? prepared.work->check() : std::nullopt) {
      prepared.error = "wrong result: " + to_text(*mismatch);
      return prepared;
    }
    forget_peak_rss();
    warm_up(prepared, timing.warm_up);
  } catch (const std::exception& problem) {
    timed_loop_ends(benchmark.name);
    prepared.error = problem.what();
  }
  return prepared;
}

/// Keeps the benchmark that was prepared last, since Google Benchmark calls one several times in a row and then goes on
/// to the next.
Prepared& prepared_for(const Registered& benchmark, const Timing& timing) {
  static Prepared current;
  if (current.benchmark != &benchmark) {
    current = {};
    current = prepare(benchmark, timing);
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
  for (const Counter& counter : hardware_counters().per_iteration(static_cast<std::uint64_t>(state.iterations())))
    state.counters[counter.name] = counter.value;
  if (const std::string label = work.label(); !label.empty()) state.SetLabel(label);
}

/// Tells Google Benchmark that its iterations are done, without doing them.
void pretend(benchmark::State& state) {
  while (state.KeepRunningBatch(state.max_iterations)) {
  }
}

/// The one iteration of a benchmark that takes seconds. Google Benchmark calls again to count allocations; they were
/// counted the first time, and nothing is repeated.
void measure_once(benchmark::State& state, const Registered& benchmark, Prepared& prepared) {
  if (std::exchange(prepared.has_run, true)) {
    pretend(state);
  } else {
    timed_loop_begins(Counting::now);
    hardware_counters().loop_begins();
    for ([[maybe_unused]] auto iteration : state) trackmeet_timed_loop(*prepared.work, 1);
    hardware_counters().loop_ends();
    timed_loop_ends(benchmark.name);
    if (const auto mismatch = prepared.work->check()) prepared.error = "wrong result: " + to_text(*mismatch);
  }
  if (!prepared.error.empty()) {
    state.SkipWithError(prepared.error.c_str());
    return;
  }
  report(state, *prepared.work);
}

/// All iterations in one batch: between the two looks at the clock lies our loop and nothing of Google Benchmark's.
void timed_loop(benchmark::State& state, Work& work) {
  while (state.KeepRunningBatch(state.max_iterations)) {
    const auto iterations = static_cast<std::uint64_t>(state.max_iterations);
    if (is_extra_pass())
      for (std::uint64_t i = 0; i < iterations; ++i) work.run();
    else
      trackmeet_timed_loop(work, iterations);
  }
}

void timed_loop(benchmark::State& state, PreparedWork& work) {
  const bool is_extra = is_extra_pass();
  for ([[maybe_unused]] auto iteration : state) {
    state.PauseTiming();
    work.before_run();
    state.ResumeTiming();
    if (is_extra)
      work.run();
    else
      trackmeet_timed_loop(work, 1);
  }
}

/// Whether the extra pass has nothing left to tell: the timed loop was watched and asked for no memory.
bool is_known_to_allocate_nothing(const Prepared& prepared) {
  const auto counted = allocations_of(prepared.benchmark->name);
  return !prepared.allocates && counted && counted->count == 0;
}

void measure(benchmark::State& state, const Registered& benchmark, const Timing& timing) {
  Prepared& prepared = prepared_for(benchmark, timing);
  if (!prepared.error.empty()) {
    state.SkipWithError(prepared.error.c_str());
    return;
  }
  if (benchmark.traits.once) {
    measure_once(state, benchmark, prepared);
    return;
  }
  if (is_extra_pass() && is_known_to_allocate_nothing(prepared)) {
    pretend(state);
    return;
  }
  Work& work = *prepared.work;
  auto* const with_preparation = dynamic_cast<PreparedWork*>(&work);
  work.timing_begins();
  timed_loop_begins(prepared.allocates ? Counting::extra_pass : Counting::now);
  hardware_counters().loop_begins();
  try {
    if (with_preparation != nullptr)
      timed_loop(state, *with_preparation);
    else
      timed_loop(state, work);
  } catch (const std::exception& problem) {
    prepared.error = problem.what();
  }
  hardware_counters().loop_ends();
  timed_loop_ends(benchmark.name);
  if (!prepared.error.empty()) {
    state.SkipWithError(prepared.error.c_str());
    return;
  }
  report(state, work);
}

}  // namespace

void hand_over(std::span<const Registered* const> benchmarks, const Timing& timing) {
  for (const Registered* benchmark : benchmarks) {
    auto* const handed = benchmark::RegisterBenchmark(
        benchmark->name.c_str(), [benchmark, timing](benchmark::State& state) { measure(state, *benchmark, timing); });
    handed->Unit(benchmark::kMicrosecond);
    handed->UseRealTime();  // rates too: processor time is that of one thread, and knows nothing of stolen time
    if (benchmark->traits.once)
      handed->Iterations(1);
    else if (timing.iterations)
      handed->Iterations(static_cast<benchmark::IterationCount>(*timing.iterations));
  }
}

}  // namespace trackmeet::suites
