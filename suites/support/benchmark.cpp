// SPDX-License-Identifier: Apache-2.0
#include "suites/support/benchmark.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace trackmeet::suites {
namespace {

std::vector<Registered>& registry() {
  static std::vector<Registered> benchmarks;
  return benchmarks;
}

bool is_plain(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '/';
  });
}

[[noreturn]] void refuse(std::string_view name, std::string_view why) {
  fmt::print(stderr, "error: benchmark '{}' {}\n", name, why);
  std::exit(2);
}

}  // namespace

void register_benchmark(Registered benchmark) {
  if (!is_plain(benchmark.name))
    refuse(benchmark.name, "has a name with characters other than letters, digits, _ - . /");
  for (const Registered& other : registry()) {
    if (other.name == benchmark.name) refuse(benchmark.name, "is declared twice");
  }
  registry().push_back(std::move(benchmark));
}

std::span<const Registered> registered_benchmarks() { return registry(); }

}  // namespace trackmeet::suites
