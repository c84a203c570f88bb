// SPDX-License-Identifier: Apache-2.0
#include "app/places.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <system_error>

#include "core/spelling.hpp"
#include "core/user_folder.hpp"
#include "model/baseline.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;

bool is_program(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0;
}

/// The suites that the build put beside this program: `<build>/app/trackmeet` and `<build>/suites/<name>`.
std::vector<ConfiguredSuite> built_suites() {
  std::error_code ignored;
  return suites_below(fs::read_symlink("/proc/self/exe", ignored).parent_path().parent_path() / "suites");
}

}  // namespace

std::vector<ConfiguredSuite> suites_below(const fs::path& folder) {
  std::error_code ignored;
  std::vector<ConfiguredSuite> suites;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (is_program(entry.path())) suites.push_back({entry.path().filename().string(), entry.path()});
  std::ranges::sort(suites, {}, &ConfiguredSuite::name);
  return suites;
}

Result<fs::path> local_root(const Config& config) {
  Result<fs::path> state = user_folder(UserFolder::state);
  if (!state) return passed_on(state);
  std::error_code ignored;
  return *state / project_key(fs::weakly_canonical(config.root, ignored));
}

std::optional<fs::path> find_baseline(const Config& config, const std::string& machine_class,
                                      const std::string& suite) {
  std::error_code ignored;
  const fs::path committed = model::baseline_path(config.root, machine_class, suite);
  if (fs::exists(committed, ignored)) return committed;
  const Result<fs::path> local = local_root(config);
  if (!local) return std::nullopt;
  const fs::path file = model::baseline_path(*local, machine_class, suite);
  return fs::exists(file, ignored) ? std::optional(file) : std::nullopt;
}

Result<std::vector<fs::path>> find_suites(const Config& config, const std::vector<std::string>& wanted) {
  const std::vector<ConfiguredSuite> known = config.suites.empty() ? built_suites() : config.suites;
  std::vector<fs::path> found;
  std::vector<std::string> names;
  for (const ConfiguredSuite& suite : known) names.push_back(suite.name);
  if (wanted.empty() || std::ranges::find(wanted, "all") != wanted.end()) {
    for (const ConfiguredSuite& suite : known) found.push_back(suite.executable);
    if (found.empty())
      return failure(
          ErrorCode::usage, "there is no suite to run",
          "name an executable with --suite PATH, or list suites in trackmeet.toml (`trackmeet init` writes one)");
    return found;
  }
  for (const std::string& name : wanted) {
    const auto suite = std::ranges::find(known, name, &ConfiguredSuite::name);
    if (suite != known.end())
      found.push_back(suite->executable);
    else if (name.find('/') != std::string::npos || is_program(name))
      found.push_back(fs::absolute(name));
    else
      return failure(
          ErrorCode::usage, fmt::format("there is no suite '{}'", name),
          names.empty() ? "name an executable by its path, such as ./build/my_benchmarks" : did_you_mean(name, names));
  }
  return found;
}

}  // namespace trackmeet::app
