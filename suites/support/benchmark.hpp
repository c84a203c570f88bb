// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "suites/support/work.hpp"

namespace trackmeet::suites {

/// When a benchmark is run, where that is not always.
struct Traits {
  bool full_only = false;  ///< in the full profile alone, not in the quick one
  bool once = false;       ///< takes seconds and is run for one iteration, in one round: see `Work`
};

/// For the first argument of `Benchmark`.
inline constexpr Traits full{.full_only = true, .once = false};
inline constexpr Traits full_once{.full_only = true, .once = true};

/// A benchmark as the suite's `main` finds it. `make` builds the operands; it is called only if the benchmark is run.
struct Registered {
  std::string name;
  std::function<std::unique_ptr<Work>()> make;
  Traits traits = {};
};

/// Adds a benchmark to this executable. A name that is taken, or is not made of letters, digits, `_`, `-`, `.` and `/`,
/// ends the program at start: that is a mistake in the suite's source.
void register_benchmark(Registered benchmark);

/// All benchmarks of this executable, in the order of the source files as its CMake lists them.
std::span<const Registered> registered_benchmarks();

/// Declares a benchmark by existing. `W` is a `Work`, `arguments` go to its constructor:
///
///     const Benchmark<MatMul> small{"matmul_small", 100}, large{"matmul_large", 1000}, huge{full, "matmul_huge",
///     4000};
template <typename W>
class Benchmark {
public:
  template <typename... Arguments>
  explicit Benchmark(std::string name, Arguments... arguments) : Benchmark(Traits{}, std::move(name), arguments...) {}

  template <typename... Arguments>
  Benchmark(Traits traits, std::string name, Arguments... arguments) {
    register_benchmark({std::move(name), [=] { return std::make_unique<W>(arguments...); }, traits});
  }
};

}  // namespace trackmeet::suites
