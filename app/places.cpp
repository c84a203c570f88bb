// SPDX-License-Identifier: Apache-2.0
#include "app/places.hpp"

#include <fmt/format.h>
#include <sys/auxv.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <system_error>

#include "app/suite_level.hpp"
#include "core/spelling.hpp"
#include "core/user_folder.hpp"
#include "machine/instruction_set.hpp"
#include "model/baseline.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;

bool is_program(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0;
}

/// The suites to choose from.
Result<std::vector<ConfiguredSuite>> known_suites(const Config& config, const std::string& isa) {
  if (config.suites.empty()) {
    const Result<fs::path> folder = suites_for_cpu(installation() / "suites", isa, machine::instruction_set_levels());
    if (!folder) return tl::make_unexpected(folder.error());
    return suites_below(*folder);
  }
  if (!isa.empty())
    return failure(ErrorCode::usage, "trackmeet.toml names the suites, so there are no levels to choose from",
                   "leave out --isa; how your suites are compiled is told to your build");
  return config.suites;
}

}  // namespace

fs::path this_program() {
  std::error_code unknown;
  fs::path program = fs::read_symlink("/proc/self/exe", unknown);
  // Without /proc: what we were started as.
  if (unknown) program = fs::canonical(reinterpret_cast<const char*>(::getauxval(AT_EXECFN)), unknown);
  return program;
}

fs::path installation() { return this_program().parent_path().parent_path(); }

bool is_shipped(const fs::path& executable) {
  std::error_code ignored;
  const fs::path below = fs::weakly_canonical(executable, ignored).lexically_relative(installation());
  return !below.empty() && *below.begin() == "suites";
}

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

std::optional<fs::path> find_shipped_baseline(const std::string& machine_class, const std::string& suite) {
  std::error_code ignored;
  const fs::path file = model::baseline_path(installation(), machine_class, suite);
  return fs::exists(file, ignored) ? std::optional(file) : std::nullopt;
}

Result<std::vector<ConfiguredSuite>> find_suites(const Config& config, const std::vector<std::string>& wanted,
                                                 const std::string& isa) {
  // Suites that are named by their paths need none beside this program that fit the CPU.
  const auto is_path = [](const std::string& name) { return name.find('/') != std::string::npos; };
  const bool by_path = isa.empty() && !wanted.empty() && std::ranges::all_of(wanted, is_path);
  Result<std::vector<ConfiguredSuite>> listed = by_path ? std::vector<ConfiguredSuite>{} : known_suites(config, isa);
  if (!listed) return passed_on(listed);
  const std::vector<ConfiguredSuite>& known = *listed;
  if (wanted.empty() || std::ranges::find(wanted, "all") != wanted.end()) {
    if (known.empty())
      return failure(
          ErrorCode::usage, "there is no suite to run",
          "name an executable with --suite PATH, or list suites in trackmeet.toml (`trackmeet init` writes one)");
    return known;
  }
  std::vector<ConfiguredSuite> found;
  std::vector<std::string> names;
  for (const ConfiguredSuite& suite : known) names.push_back(suite.name);
  for (const std::string& name : wanted) {
    const auto suite = std::ranges::find(known, name, &ConfiguredSuite::name);
    if (suite != known.end())
      found.push_back(*suite);
    else if (is_path(name) || is_program(name))
      found.push_back({fs::path(name).stem().string(), fs::absolute(name)});
    else
      return failure(
          ErrorCode::usage, fmt::format("there is no suite '{}'", name),
          names.empty() ? "name an executable by its path, such as ./build/my_benchmarks" : did_you_mean(name, names));
  }
  return found;
}

}  // namespace trackmeet::app
