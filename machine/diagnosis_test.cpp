// SPDX-License-Identifier: Apache-2.0
#include "machine/diagnosis.hpp"

#include <gtest/gtest.h>

namespace trackmeet::machine {
namespace {

Finding finding(Check check, FindingState state) { return {check, state, "seen", "", ""}; }

SelfMeasurement measured(std::string failure = {}, bool false_alarm = false) {
  SelfMeasurement self;
  self.kernel = "memory";
  self.failure = std::move(failure);
  self.false_alarm = false_alarm;
  return self;
}

Canary canary(bool proven, std::string failure = {}) {
  Canary out;
  out.kernel = "compute";
  out.injected = 0.01;
  out.proven = proven;
  out.failure = std::move(failure);
  return out;
}

TEST(Diagnosis, is_concluded_from_the_worst_that_was_seen) {
  const Finding bad = finding(Check::load, FindingState::bad);
  const Finding noted = finding(Check::turbo, FindingState::note);
  const Finding unknown = finding(Check::smt, FindingState::unknown);
  struct Case {
    const char* name;
    std::vector<Finding> findings;
    std::vector<SelfMeasurement> self;
    std::vector<Canary> canaries;
    int status;
    const char* sentence;
  };
  const Case cases[] = {
      {"nothing_wrong", {unknown}, {}, {}, 0, "nothing that was checked spoils measurements"},
      {"could_be_better", {noted}, {}, {}, 0, "nothing here is bad; this could be better: turbo"},
      {"bad", {noted, bad}, {}, {}, 1, "this spoils measurements here: load"},
      {"two_are_bad",
       {bad, finding(Check::aslr, FindingState::bad)},
       {},
       {},
       1,
       "this spoils measurements here: load, aslr"},
      {"gate_works", {}, {measured()}, {canary(true)}, 0, "the gate works"},
      {"works_but_could_be_better",
       {noted},
       {measured()},
       {canary(true)},
       0,
       "the gate works; this could be better: turbo"},
      {"works_but_bad",
       {bad},
       {measured()},
       {canary(true)},
       1,
       "the gate works, but this spoils measurements here: load"},
      {"canary_not_told",
       {bad},
       {measured()},
       {canary(false)},
       1,
       "the gate cannot be trusted: it did not tell a slowdown of compute by 1 %"},
      {"false_alarm",
       {},
       {measured("", true)},
       {canary(true)},
       1,
       "the gate cannot be trusted: it saw a change of memory where there is none"},
      {"not_measured",
       {bad},
       {measured("it crashed")},
       {canary(false)},
       2,
       "memory could not be measured against itself: it crashed"},
      {"canary_not_measured",
       {},
       {},
       {canary(false, "it hung")},
       2,
       "the canary compute could not be measured: it hung"},
  };
  for (const Case& c : cases) {
    const Conclusion got = conclude({{}, c.findings, c.self, c.canaries});
    EXPECT_EQ(got.exit_status, c.status) << c.name;
    EXPECT_EQ(got.sentence, c.sentence) << c.name;
  }
}

}  // namespace
}  // namespace trackmeet::machine
