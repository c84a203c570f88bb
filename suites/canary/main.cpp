// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "suites/canary/slowdown.hpp"
#include "suites/support/suite_main.hpp"
#include "suites/support/this_suite.hpp"

int main(int argc, char** argv) {
  using namespace trackmeet::suites;
  const auto slowdown = canary::slowdown_of(std::getenv(canary::slowdown_variable));
  if (!slowdown) {
    fmt::print(stderr, "{}\n", to_text(slowdown.error()));
    return 2;
  }
  canary::choose_slowdown(*slowdown);
  return suite_main(argc, argv, this_suite(), nullptr);
}
