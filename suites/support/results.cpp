// SPDX-License-Identifier: Apache-2.0
#include "suites/support/results.hpp"

#include "core/file.hpp"
#include "core/version.hpp"
#include "machine/machine.hpp"
#include "machine/noise.hpp"
#include "model/results_file.hpp"
#include "vcs/commit.hpp"

namespace trackmeet::suites {
namespace {

Result<model::Run> run_from(const std::string& json, const Identity& identity, UtcTime began,
                            const std::filesystem::path& checkout_folder) {
  Result<model::Run> run = model::parse_run(json, identity.name);
  if (!run) return run;
  run->id = provenance::fresh_id();
  run->timestamp = began;
  run->version = version;
  run->suite = identity.name;
  run->git = identity.built;
  run->environment = provenance::environment_of(machine::describe_machine(), identity.build,
                                                machine::find_noise(identity.build.build_type));
  const Result<std::optional<vcs::Checkout>> checkout = vcs::find_checkout(checkout_folder);
  if (checkout && *checkout) {
    const std::string warning = provenance::stale_warning(identity.built, provenance::git_of(**checkout));
    if (!warning.empty()) run->environment.warnings.push_back(warning);
  }
  for (model::Row& row : run->rows) row.round = 0;
  return run;
}

}  // namespace

Result<Recorded> record_run(const std::string& json, const Identity& identity, UtcTime began,
                            const std::filesystem::path& folder) {
  Result<model::Run> run = run_from(json, identity, began, std::filesystem::current_path());
  if (!run) return passed_on(run);
  Result<std::string> text = model::format_run(*run);
  if (!text) return passed_on(text);
  Recorded recorded{.path = folder / model::results_file_name(*run), .warnings = run->environment.warnings};
  if (Result<void> written = write_file_atomically(recorded.path, *text); !written) return passed_on(written);
  return recorded;
}

}  // namespace trackmeet::suites
