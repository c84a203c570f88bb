// SPDX-License-Identifier: Apache-2.0
#include "compare/guard.hpp"

#include <gtest/gtest.h>

namespace trackmeet::compare {
namespace {

model::Environment machine(const char* machine_class, unsigned cores = 0, std::uint64_t cache = 0) {
  model::Environment environment;
  environment.machine_class = machine_class;
  environment.cores = cores;
  if (cache > 0) environment.caches = {{"Unified", 3, cache, 1}};
  return environment;
}

TEST(Guard, MachineClassesDecideWhereBothAreKnown) {
  EXPECT_EQ(machine_mismatch(machine("a"), machine("a")), "");
  EXPECT_EQ(machine_mismatch(machine("a"), machine("b")), "measured on another machine class: a against b");
}

TEST(Guard, ForeignFilesAreToldApartByCoresAndCaches) {
  EXPECT_EQ(machine_mismatch(machine("", 4), machine("", 8)), "measured on another machine: 4 against 8 cores");
  EXPECT_EQ(machine_mismatch(machine("", 4, 1 << 20), machine("a", 4, 1 << 21)),
            "measured on another machine: L3 Unified 1.000 MiB against L3 Unified 2.000 MiB");
  EXPECT_EQ(machine_mismatch(machine("", 4, 1 << 20), machine("", 4)), "")
      << "what one side does not know is no mismatch";
}

TEST(Guard, HowManyCoresShareACacheIsNotTheMachine) {
  model::Environment other = machine("", 4, 1 << 20);
  other.caches[0].sharing = 2;
  EXPECT_EQ(machine_mismatch(machine("", 4, 1 << 20), other), "");
}

TEST(Guard, OnlyDebugAgainstSomethingElseIsRefused) {
  const auto build = [](const char* type) {
    model::Environment environment;
    environment.build_type = type;
    return environment;
  };
  EXPECT_TRUE(debug_against_release(build("Debug"), build("Release")));
  EXPECT_TRUE(debug_against_release(build("RelWithDebInfo"), build("debug")));
  EXPECT_FALSE(debug_against_release(build("Debug"), build("DEBUG")));
  EXPECT_FALSE(debug_against_release(build("Debug"), build("")));
  EXPECT_FALSE(debug_against_release(build("Release"), build("RelWithDebInfo")));
}

TEST(Guard, DifferencesNameWhatBothSidesKnow) {
  model::Environment base = machine("a");
  model::Environment head = machine("a");
  base.compiler = "GNU 12.2.0";
  head.compiler = "GNU 13.1.0";
  head.kernel = "6.1";
  const std::vector<Difference> differences = environment_differences(base, head);
  ASSERT_EQ(differences.size(), 1U);
  EXPECT_EQ(differences[0].what, "compiler");
  EXPECT_EQ(differences[0].head, "GNU 13.1.0");
}

}  // namespace
}  // namespace trackmeet::compare
