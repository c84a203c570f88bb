// SPDX-License-Identifier: Apache-2.0
#include "report/doctor_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace trackmeet::report {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json finding_object(const machine::Finding& finding) {
  return {{"check", to_string(finding.check)},
          {"state", to_string(finding.state)},
          {"message", finding.message},
          {"command", finding.command},
          {"advice", finding.advice}};
}

Json self_object(const machine::SelfMeasurement& self) {
  return {{"kernel", self.kernel},
          {"blocks", self.blocks},
          {"seconds", number(self.seconds)},
          {"block_spread", number(self.block_spread)},
          {"smallest_change", number(self.smallest_change)},
          {"false_alarm", self.false_alarm},
          {"failure", self.failure}};
}

Json canary_object(const machine::Canary& canary) {
  return {{"kernel", canary.kernel},
          {"injected", number(canary.injected)},
          {"blocks", canary.blocks},
          {"seconds", number(canary.seconds)},
          {"proven", canary.proven},
          {"estimate", number(canary.estimate)},
          {"interval", Json::array({number(canary.low), number(canary.high)})},
          {"failure", canary.failure}};
}

/// An array of what `object` makes of each of `values`.
template <typename Values, typename Object>
Json array_of(const Values& values, Object object) {
  Json out = Json::array();
  for (const auto& value : values) out.push_back(object(value));
  return out;
}

}  // namespace

std::string render_doctor_json(const machine::Diagnosis& diagnosis) {
  const machine::Conclusion conclusion = conclude(diagnosis);
  const Json out = {{"schema", diagnosis_schema},
                    {"exit_status", conclusion.exit_status},
                    {"conclusion", conclusion.sentence},
                    {"machine_class", machine_class(diagnosis.machine)},
                    {"cpu", diagnosis.machine.cpu},
                    {"cores", diagnosis.machine.cores},
                    {"findings", array_of(diagnosis.findings, finding_object)},
                    {"self_measurements", array_of(diagnosis.self_measurements, self_object)},
                    {"canaries", array_of(diagnosis.canaries, canary_object)}};
  constexpr int indent = 2;
  constexpr bool ascii_only = true;
  return out.dump(indent, ' ', ascii_only, Json::error_handler_t::replace) + "\n";
}

}  // namespace trackmeet::report
