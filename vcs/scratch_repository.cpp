// SPDX-License-Identifier: Apache-2.0
#include "vcs/scratch_repository.hpp"

#include <git2.h>
#include <stdlib.h>

#include <array>
#include <fstream>

#include "core/process.hpp"

/// libgit2 1.5 forgets a little memory of each regular expression that does not match (reading remotes, submodules).
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libpcre2"; }

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

/// A test may run inside a git hook, which sets these for us.
constexpr std::array variables = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"};

}  // namespace

void ScratchRepository::SetUp() {
  for (const char* variable : variables) ::unsetenv(variable);
  std::string pattern = (fs::temp_directory_path() / "trackmeet-vcs-XXXXXX").string();
  ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
  scratch_ = fs::canonical(pattern);
  const fs::path home = scratch_ / "home";
  fs::create_directory(home);
  ::setenv("HOME", home.c_str(), 1);
  ::setenv("XDG_CONFIG_HOME", home.c_str(), 1);
  git_libgit2_init();
  for (const int level :
       {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL})
    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, home.c_str());
  if (!run_process({.argv = {"git", "--version"}})) GTEST_SKIP() << "there is no git command";
}

void ScratchRepository::TearDown() {
  git_libgit2_shutdown();
  for (const char* variable : variables) ::unsetenv(variable);
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
}

std::string ScratchRepository::git(const fs::path& folder, const std::vector<std::string>& arguments) {
  Command command{.argv = {"git", "-c", "protocol.file.allow=always"},
                  .extra_environment = {"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "LC_ALL=C",
                                        "GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A",
                                        "GIT_COMMITTER_EMAIL=a@example.org", "GIT_AUTHOR_DATE=1795252511 +0000",
                                        "GIT_COMMITTER_DATE=1795252511 +0000"},
                  .working_folder = folder.string()};
  command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
  Result<ProcessOutcome> outcome = run_process(command);
  if (!outcome) {
    ADD_FAILURE() << to_text(outcome.error());
    return {};
  }
  EXPECT_EQ(outcome->exit_status, 0) << outcome->err;
  std::string out = std::move(outcome->out);
  if (out.ends_with('\n')) out.pop_back();
  return out;
}

void ScratchRepository::init(const fs::path& folder) {
  fs::create_directories(folder);
  git(folder, {"init", "-q", "-b", "main"});
}

void ScratchRepository::commit_file(const fs::path& folder, const std::string& name, const std::string& text) {
  write(folder / name, text);
  git(folder, {"add", "--", name});
  git(folder, {"commit", "-q", "-m", "write " + name});
}

void ScratchRepository::write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

void OneScratchRepository::SetUp() {
  ScratchRepository::SetUp();
  if (IsSkipped()) return;
  repo_ = scratch() / "repo";
  init(repo_);
}

}  // namespace trackmeet::vcs
