// SPDX-License-Identifier: Apache-2.0
#include "provenance/provenance.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <exception>
#include <random>
#include <string_view>

namespace trackmeet::provenance {
namespace {

std::string short_hash(const std::string& commit) { return commit.substr(0, 7); }

/// Foreign suites may know only the beginning of the hash.
bool same_commit(std::string_view left, std::string_view right) {
  constexpr std::size_t shortest = 7;
  return left == right || (left.size() >= shortest && right.starts_with(left)) ||
         (right.size() >= shortest && left.starts_with(right));
}

}  // namespace

model::Environment environment_of(const machine::Machine& machine, const Build& build,
                                  const std::vector<machine::NoiseWarning>& noise) {
  model::Environment environment;
  environment.os = machine.os;
  environment.kernel = machine.kernel;
  environment.architecture = machine.architecture;
  environment.cpu = machine.cpu;
  environment.cores = machine.cores;
  environment.memory_bytes = machine.memory_bytes;
  for (const machine::CacheInfo& cache : machine.caches)
    environment.caches.push_back({cache.type, cache.level, cache.bytes, cache.sharing});
  environment.governor = machine.governor;
  environment.virtualized = machine.virtualized;
  environment.compiler = build.compiler;
  environment.flags = build.flags;
  environment.build_type = build.build_type;
  environment.machine_class = machine::machine_class(machine);
  environment.ci_provider = machine.ci_provider;
  environment.ci_run_id = machine.ci_run_id;
  for (const machine::NoiseWarning& warning : noise)
    (warning.serious ? environment.warnings : environment.notes).push_back(warning.message);
  return environment;
}

model::Git git_of(const vcs::Checkout& checkout) {
  model::Git git;
  git.commit = checkout.commit;
  git.branch = checkout.branch;
  git.dirty = checkout.dirty;
  git.commit_time = checkout.commit_time;
  git.describe = checkout.describe;
  return git;
}

std::string stale_warning(const model::Git& built, const model::Git& checked_out) {
  if (built.commit.empty() && checked_out.commit.empty()) return {};
  if (built.commit.empty())
    return fmt::format(
        "the suite does not know from which commit it was built, and {} is checked out: build it in the checkout",
        short_hash(checked_out.commit));
  const std::string from = short_hash(built.commit);
  if (checked_out.commit.empty())
    return fmt::format("built from {}, but there is no commit here to hold it against: the binary may be stale", from);
  if (!same_commit(built.commit, checked_out.commit))
    return fmt::format("built from {} but {} is checked out: the binary is stale; build again", from,
                       short_hash(checked_out.commit));
  if (!built.dirty && checked_out.dirty)
    return fmt::format("built from {}, and the work tree has changed since: the binary may be stale; build again",
                       from);
  if (built.dirty && !checked_out.dirty)
    return fmt::format("built from {} with changes that are gone now: the binary is stale; build again", from);
  return {};
}

std::string fresh_id() {
  std::uint64_t bits = 0;
  try {
    std::random_device device;
    bits = (std::uint64_t{device()} << 32U) | device();
  } catch (const std::exception&) {
    // No source of randomness, as in a bare sandbox: the time, in nanoseconds, still tells runs apart.
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    bits = static_cast<std::uint64_t>(now) * 0x9E3779B97F4A7C15U;
  }
  return fmt::format("{:016x}", bits);
}

}  // namespace trackmeet::provenance
