// SPDX-License-Identifier: Apache-2.0
// cmake/BuiltCommit.cmake at work: a small project of its own is configured and built with it.

#include <gtest/gtest.h>

#include <filesystem>

#include "core/file.hpp"
#include "core/process.hpp"
#include "vcs/scratch_repository.hpp"

namespace trackmeet::vcs {
namespace {

namespace fs = std::filesystem;

constexpr const char* project = R"(cmake_minimum_required(VERSION 3.25)
project(Stamped LANGUAGES CXX)
set(TRACKMEET_SUITE_FLAGS "-funroll-loops")
add_library(trackmeet_options INTERFACE)
add_executable(trackmeet_stamp IMPORTED)
set_target_properties(trackmeet_stamp PROPERTIES IMPORTED_LOCATION "${STAMP_PROGRAM}")
include(cmake/BuiltCommit.cmake)
foreach(suite one two)
  add_executable(${suite} main.cpp)
  target_compile_options(${suite} PRIVATE -Wall -funroll-loops)
  trackmeet_stamp_commit(${suite})
endforeach()
target_compile_options(two PRIVATE -O2)
)";

constexpr const char* main_source = R"(#include <cstdio>
#include "suites/support/built_commit.hpp"
int main() {
  const auto& built = trackmeet::suites::built_commit;
  std::printf("%s|%s|%d|%s|%s\n%s|%s|%s\n", built.commit, built.branch, built.dirty, built.commit_time, built.describe,
              TRACKMEET_BUILD_TYPE, TRACKMEET_COMPILER, TRACKMEET_FLAGS);
}
)";

class BuiltCommit : public ScratchRepository {
protected:
  void SetUp() override {
    ScratchRepository::SetUp();
    if (IsSkipped()) return;
    source_ = scratch() / "source";
    build_ = source_ / "out";  // inside, as many build, and not ignored
    write(source_ / "CMakeLists.txt", project);
    write(source_ / "main.cpp", main_source);
    for (const char* file : {"cmake/BuiltCommit.cmake", "suites/support/built_commit.hpp"}) {
      fs::create_directories((source_ / file).parent_path());
      fs::copy_file(fs::path(TRACKMEET_SOURCE_DIR) / file, source_ / file);
    }
  }

  /// Its output, whatever it is; a failure fails the test.
  static std::string run(const std::vector<std::string>& argv) {
    const auto outcome = run_process({.argv = argv});
    if (!outcome) ADD_FAILURE() << to_text(outcome.error());
    if (!outcome) return {};
    EXPECT_EQ(outcome->exit_status, 0) << argv[0] << ": " << outcome->out << outcome->err;
    return outcome->out + outcome->err;
  }

  void configure(const std::vector<std::string>& settings) {
    std::vector<std::string> argv = {TEST_CMAKE_COMMAND,
                                     "-S",
                                     source_.string(),
                                     "-B",
                                     build_.string(),
                                     "-G",
                                     TEST_CMAKE_GENERATOR,
                                     "-DCMAKE_CXX_COMPILER=" TEST_CXX_COMPILER,
                                     "-DSTAMP_PROGRAM=" TEST_STAMP_PROGRAM};
    argv.insert(argv.end(), settings.begin(), settings.end());
    run(argv);
  }

  std::string build() { return run({TEST_CMAKE_COMMAND, "--build", build_.string()}); }

  std::string suite(const char* name) { return run({(build_ / name).string()}); }

  static std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

  fs::path source_;
  fs::path build_;
};

TEST_F(BuiltCommit, is_in_every_suite_and_follows_the_checkout_without_needless_work) {
  init(source_);
  git(source_, {"add", "."});
  git(source_, {"commit", "-q", "-m", "first"});
  const std::string odd = R"(it's-"odd"-$HOME-%d)";
  git(source_, {"checkout", "-q", "-b", odd});
  configure({"-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS=-DQUOTED='\"a b\"'"});
  build();

  const std::string first = git(source_, {"rev-parse", "HEAD"});
  const std::string want = first + "|" + odd + "|0|2026-11-21T09:15:11Z|" + first.substr(0, 7);
  EXPECT_EQ(first_line(suite("one")), want);
  EXPECT_EQ(first_line(suite("two")), want);
  const std::string how = suite("one").substr(want.size() + 1);
  EXPECT_TRUE(how.starts_with("Release|" TEST_CXX_COMPILER_NAME "|-DQUOTED='\"a b\"' ")) << how;
  EXPECT_TRUE(how.ends_with(" -funroll-loops\n")) << how;
  EXPECT_NE(how.find(" -O3 "), std::string::npos) << how;
  EXPECT_EQ(how.find("-Wall"), std::string::npos) << how;

  const auto linked = fs::last_write_time(build_ / "one");
  const std::string again = build();
  EXPECT_EQ(again.find("Building"), std::string::npos) << again;
  EXPECT_EQ(again.find("Linking"), std::string::npos) << again;
  EXPECT_EQ(fs::last_write_time(build_ / "one"), linked);

  git(source_, {"commit", "-q", "--allow-empty", "-m", "second"});
  write(source_ / "untracked.txt", "makes it dirty\n");
  build();
  const std::string second = git(source_, {"rev-parse", "HEAD"});
  EXPECT_EQ(first_line(suite("two")), second + "|" + odd + "|1|2026-11-21T09:15:11Z|" + second.substr(0, 7));
}

TEST_F(BuiltCommit, is_empty_in_an_extracted_tarball_and_a_build_without_optimisation_says_so) {
  configure({"-DCMAKE_BUILD_TYPE="});
  build();
  const std::string said = suite("one");
  EXPECT_EQ(first_line(said), "||0||");
  EXPECT_NE(said.find("\nUnoptimised|"), std::string::npos) << said;
  EXPECT_EQ(suite("two").find("Unoptimised"), std::string::npos) << suite("two");
}

TEST_F(BuiltCommit, of_a_damaged_repository_is_empty_with_a_warning_and_the_build_goes_on) {
  write(source_ / ".git/HEAD", "garbage\n");
  write(source_ / ".git/config", "[core\n");
  fs::create_directories(source_ / ".git/objects");
  fs::create_directories(source_ / ".git/refs");
  const std::string said = run({TEST_STAMP_PROGRAM, source_.string(), (scratch() / "stamp.cpp").string()});
  EXPECT_NE(said.find("error: the git repository cannot be read: "), std::string::npos) << said;
  EXPECT_NE(said.find("warning: the suites will not know the commit"), std::string::npos) << said;
  EXPECT_NE(read_file(scratch() / "stamp.cpp").value_or("").find(".commit = \"\""), std::string::npos);
}

}  // namespace
}  // namespace trackmeet::vcs
