// SPDX-License-Identifier: Apache-2.0
#include "machine/noise.hpp"

#include <algorithm>
#include <optional>

#include "machine/checkup.hpp"

namespace trackmeet::machine {
namespace {

/// The checks that a results file tells of; nothing for the others.
std::optional<NoiseSource> source_of(Check check) {
  switch (check) {
    case Check::debug_library:
      return NoiseSource::debug_build;
    case Check::governor:
      return NoiseSource::frequency_scaling;
    case Check::turbo:
      return NoiseSource::turbo;
    case Check::load:
      return NoiseSource::load;
    case Check::virtualization:
      return NoiseSource::virtualization;
    case Check::battery:
      return NoiseSource::battery;
    case Check::cpu_quota:
      return NoiseSource::cpu_quota;
    default:
      return std::nullopt;
  }
}

std::vector<NoiseWarning> warnings_of(const std::vector<Finding>& findings) {
  std::vector<NoiseWarning> warnings;
  for (const Finding& finding : findings) {
    const std::optional<NoiseSource> source = source_of(finding.check);
    if (!source || (finding.state != FindingState::note && finding.state != FindingState::bad)) continue;
    warnings.push_back({*source, finding.message, finding.command.empty() ? finding.advice : finding.command,
                        finding.state == FindingState::bad});
  }
  std::ranges::sort(warnings, {}, &NoiseWarning::source);
  return warnings;
}

}  // namespace

std::vector<NoiseWarning> find_noise(const std::string& build_type, const std::filesystem::path& root) {
  return warnings_of(check_machine(build_type, root));
}

std::vector<NoiseWarning> find_noise(const std::string& build_type, const std::filesystem::path& root,
                                     const std::function<void()>& pause) {
  return warnings_of(check_machine(build_type, root, pause));
}

}  // namespace trackmeet::machine
