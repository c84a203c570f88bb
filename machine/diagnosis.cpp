// SPDX-License-Identifier: Apache-2.0
#include "machine/diagnosis.hpp"

#include <fmt/format.h>

namespace trackmeet::machine {
namespace {

/// `load, aslr`: the checks that found `state`; empty: none did.
std::string checks_in(const Diagnosis& diagnosis, FindingState state) {
  std::string names;
  for (const Finding& finding : diagnosis.findings)
    if (finding.state == state) names.append(names.empty() ? "" : ", ").append(to_string(finding.check));
  return names;
}

}  // namespace

Conclusion conclude(const Diagnosis& diagnosis) {
  for (const SelfMeasurement& self : diagnosis.self_measurements)
    if (!self.failure.empty())
      return {2, fmt::format("{} could not be measured against itself: {}", self.kernel, self.failure)};
  for (const Canary& canary : diagnosis.canaries)
    if (!canary.failure.empty())
      return {2, fmt::format("the canary {} could not be measured: {}", canary.kernel, canary.failure)};
  for (const SelfMeasurement& self : diagnosis.self_measurements)
    if (self.false_alarm)
      return {1, fmt::format("the gate cannot be trusted: it saw a change of {} where there is none", self.kernel)};
  for (const Canary& canary : diagnosis.canaries)
    if (!canary.proven)
      return {1, fmt::format("the gate cannot be trusted: it did not tell a slowdown of {} by {:.3g} %", canary.kernel,
                             100 * canary.injected)};
  const std::string works = diagnosis.canaries.empty() ? "" : "the gate works";
  if (const std::string bad = checks_in(diagnosis, FindingState::bad); !bad.empty())
    return {1, (works.empty() ? "" : works + ", but ") + "this spoils measurements here: " + bad};
  const std::string noted = checks_in(diagnosis, FindingState::note);
  if (noted.empty()) return {0, works.empty() ? "nothing that was checked spoils measurements" : works};
  return {0, (works.empty() ? "nothing here is bad" : works) + "; this could be better: " + noted};
}

}  // namespace trackmeet::machine
