// SPDX-License-Identifier: Apache-2.0
// A suite for suite_main_test.cpp: benchmarks that go well, and benchmarks that go wrong in every way they can.

#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>

#include "suites/support/benchmark.hpp"

namespace trackmeet::suites {
namespace {

struct AddsUp : Work {
  void run() override { sum = 2 + 2; }
  std::optional<Mismatch> check() const override { return std::nullopt; }
  Cost cost() const override { return {.bytes = 12, .flops = 1, .items = 3}; }

  volatile int sum = 0;
};
const Benchmark<AddsUp> adds_up{"adds_up"};

struct Allocates final : AddsUp {
  Allocates() : before(std::make_unique<int>(1)) {}
  void run() override {
    first.reset(new char[1000]);
    second.reset(new char[2000]);
  }

  std::unique_ptr<int> before;
  std::unique_ptr<char[]> first, second;
};
const Benchmark<Allocates> allocates{"allocates_twice"};

struct IsWrong final : AddsUp {
  std::optional<Mismatch> check() const override { return Mismatch{"(0, 1)", 4, 5}; }
};
const Benchmark<IsWrong> is_wrong{"is_wrong"};

struct CannotBegin final : AddsUp {
  CannotBegin() { throw std::runtime_error("no operands today"); }
};
const Benchmark<CannotBegin> cannot_begin{"cannot_begin"};

/// Takes 20 ms to prepare each run and nothing to run, and tells how many runs were timed.
struct IsPrepared final : PreparedWork {
  void before_run() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    ++preparations;
  }
  void run() override { ++runs; }
  std::optional<Mismatch> check() const override {
    return runs == preparations ? std::nullopt : std::optional(Mismatch{"runs", preparations, runs});
  }
  Cost cost() const override { return {.items = 1}; }
  void timing_begins() override { preparations = runs = 0; }
  std::vector<Counter> counters() const override { return {{"runs", runs}, {"preparations", preparations}}; }

  double preparations = 0, runs = 0;
};
const Benchmark<IsPrepared> is_prepared{"is_prepared"};

/// Goes wrong when it is being timed.
struct CannotGoOn final : PreparedWork {
  void before_run() override {
    if (timed) throw std::runtime_error("the cache was not emptied");
  }
  void run() override {}
  std::optional<Mismatch> check() const override { return std::nullopt; }
  Cost cost() const override { return {}; }
  void timing_begins() override { timed = true; }

  bool timed = false;
};
const Benchmark<CannotGoOn> cannot_go_on{"cannot_go_on"};

/// Can be run once only: a second time it fails.
struct TakesLong final : AddsUp {
  void run() override {
    ++runs;
    first = std::make_unique<int>(runs);
  }
  std::optional<Mismatch> check() const override {
    return runs == 1 ? std::nullopt : std::optional(Mismatch{"runs", 1, static_cast<double>(runs)});
  }
  std::vector<Counter> counters() const override { return {{"accuracy", 0.75}}; }
  std::string label() const override { return "data: some"; }

  int runs = 0;
  std::unique_ptr<int> first;
};
const Benchmark<TakesLong> takes_long{full_once, "takes_long"};

}  // namespace
}  // namespace trackmeet::suites
