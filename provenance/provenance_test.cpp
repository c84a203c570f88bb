// SPDX-License-Identifier: Apache-2.0
#include "provenance/provenance.hpp"

#include <gtest/gtest.h>

#include <set>

namespace trackmeet::provenance {
namespace {

const std::string one = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
const std::string other = "5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80";

model::Git git(const std::string& commit, bool dirty = false) {
  model::Git result;
  result.commit = commit;
  result.dirty = dirty;
  return result;
}

TEST(StaleWarning, compares_what_was_built_with_what_is_checked_out) {
  struct Case {
    const char* name;
    model::Git built;
    model::Git checked_out;
    const char* want;
  };
  const Case cases[] = {
      {"the_same", git(one), git(one), ""},
      {"both_dirty", git(one, true), git(one, true), ""},
      {"neither_known", git(""), git(""), ""},
      {"an_abbreviated_hash", git("1a2b3c4d"), git(one), ""},
      {"an_abbreviation_too_short_to_trust", git("1a2b3c"), git(one),
       "built from 1a2b3c but 1a2b3c4 is checked out: the binary is stale; build again"},
      {"another_commit", git(one), git(other),
       "built from 1a2b3c4 but 5d6e7f8 is checked out: the binary is stale; build again"},
      {"another_commit_dirty", git(one, true), git(other, true),
       "built from 1a2b3c4 but 5d6e7f8 is checked out: the binary is stale; build again"},
      {"changed_since", git(one), git(one, true),
       "built from 1a2b3c4, and the work tree has changed since: the binary may be stale; build again"},
      {"changes_gone", git(one, true), git(one),
       "built from 1a2b3c4 with changes that are gone now: the binary is stale; build again"},
      {"built_from_a_tarball", git(""), git(one),
       "the suite does not know from which commit it was built, and 1a2b3c4 is checked out: build it in the checkout"},
      {"run_outside_a_checkout", git(one), git(""),
       "built from 1a2b3c4, but there is no commit here to hold it against: the binary may be stale"},
  };
  for (const Case& c : cases) EXPECT_EQ(stale_warning(c.built, c.checked_out), c.want) << c.name;
}

TEST(GitOf, takes_over_every_field) {
  const vcs::Checkout checkout{.commit = one,
                               .branch = "main",
                               .dirty = true,
                               .commit_time = from_iso8601("2026-11-21T09:15:11Z"),
                               .describe = "v1-dirty",
                               .root = "/somewhere"};
  const model::Git want{
      .commit = one, .branch = "main", .dirty = true, .commit_time = checkout.commit_time, .describe = "v1-dirty"};
  EXPECT_EQ(git_of(checkout), want);
}

TEST(EnvironmentOf, takes_over_machine_build_and_noise) {
  machine::Machine machine;
  machine.os = "Debian GNU/Linux 12";
  machine.os_id = "debian-12";
  machine.kernel = "6.1.0-18-amd64";
  machine.architecture = "x86_64";
  machine.cpu = "AMD EPYC";
  machine.cores = 2;
  machine.memory_bytes = 4096;
  machine.caches = {{"Data", 1, 32768, 2}};
  machine.governor = "performance";
  machine.virtualized = true;
  machine.ci_provider = "github";
  machine.ci_run_id = "8123";
  const model::Environment environment =
      environment_of(machine, {.compiler = "GNU 12.2.0", .flags = "-O3", .build_type = "Release"},
                     {{machine::NoiseSource::turbo, "turbo is on", "turn it off", false},
                      {machine::NoiseSource::load, "others are busy", "", true}});
  EXPECT_EQ(environment.os, "Debian GNU/Linux 12");
  EXPECT_EQ(environment.kernel, "6.1.0-18-amd64");
  EXPECT_EQ(environment.architecture, "x86_64");
  EXPECT_EQ(environment.cpu, "AMD EPYC");
  EXPECT_EQ(environment.cores, 2U);
  EXPECT_EQ(environment.memory_bytes, 4096U);
  EXPECT_EQ(environment.caches, (std::vector<model::Cache>{{"Data", 1, 32768, 2}}));
  EXPECT_EQ(environment.governor, "performance");
  EXPECT_EQ(environment.virtualized, true);
  EXPECT_EQ(environment.compiler, "GNU 12.2.0");
  EXPECT_EQ(environment.flags, "-O3");
  EXPECT_EQ(environment.build_type, "Release");
  EXPECT_EQ(environment.machine_class, "x86_64-amd-epyc-2c-debian-12");
  EXPECT_EQ(environment.ci_provider, "github");
  EXPECT_EQ(environment.ci_run_id, "8123");
  EXPECT_EQ(environment.notes, std::vector<std::string>{"turbo is on"});
  EXPECT_EQ(environment.warnings, std::vector<std::string>{"others are busy"});
}

TEST(FreshId, is_sixteen_hex_digits_and_never_the_same) {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(fresh_id());
  EXPECT_EQ(ids.size(), 1000U);
  for (const std::string& id : ids) {
    EXPECT_EQ(id.size(), 16U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos) << id;
  }
}

}  // namespace
}  // namespace trackmeet::provenance
