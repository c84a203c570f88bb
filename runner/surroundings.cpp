// SPDX-License-Identifier: Apache-2.0
#include "runner/surroundings.hpp"

#include <system_error>

#include "machine/machine.hpp"
#include "machine/noise.hpp"
#include "provenance/provenance.hpp"
#include "vcs/commit.hpp"

namespace trackmeet::runner {

Surroundings look_around(const std::filesystem::path& executable) {
  Surroundings seen;
  const std::string build_is_not_known_yet;
  seen.environment =
      provenance::environment_of(machine::describe_machine(), {}, machine::find_noise(build_is_not_known_yet));

  std::error_code ignored;
  for (const std::filesystem::path& folder : {executable.parent_path(), std::filesystem::current_path(ignored)}) {
    const Result<std::optional<vcs::Checkout>> checkout = vcs::find_checkout(folder);
    if (!checkout) {
      seen.environment.warnings.push_back("which commit is checked out could not be read: " + checkout.error().message);
      break;
    }
    if (*checkout) {
      seen.checked_out = provenance::git_of(**checkout);
      break;
    }
  }
  return seen;
}

std::vector<std::string> build_warnings(const std::string& build_type) {
  std::vector<std::string> warnings;
  const std::filesystem::path no_machine = "/nonexistent";  // only the build is of interest, not the load of the moment
  for (const machine::NoiseWarning& warning : machine::find_noise(build_type, no_machine))
    if (warning.source == machine::NoiseSource::debug_build) warnings.push_back(warning.message);
  return warnings;
}

}  // namespace trackmeet::runner
