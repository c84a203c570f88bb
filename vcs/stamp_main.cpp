// SPDX-License-Identifier: Apache-2.0
// trackmeet_stamp <source folder> <output.cpp> [--release]: writes the commit that is being built as C++ source, if it
// changed. With --release only what is the same in every clone. Run by the build.

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <span>
#include <string_view>

#include "core/file.hpp"
#include "vcs/commit.hpp"
#include "vcs/stamp.hpp"

int main(int argc, char** argv) {
  using namespace trackmeet;
  const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
  const bool release = arguments.size() == 4 && std::string_view(arguments[3]) == "--release";
  if (arguments.size() != 3 && !release) {
    fmt::print(stderr, "usage: trackmeet_stamp <source folder> <output.cpp> [--release]\n");
    return 2;
  }
  const std::filesystem::path output = arguments[2];

  // A repository that cannot be read must not keep anybody from building: the suites then say that they know no commit.
  std::optional<vcs::Checkout> checkout;
  if (Result<std::optional<vcs::Checkout>> found = vcs::find_source_checkout(arguments[1])) {
    checkout = std::move(*found);
  } else {
    fmt::print(stderr, "{}\nwarning: the suites will not know the commit they were built from\n",
               to_text(found.error()));
  }

  if (release && checkout) checkout = vcs::same_in_every_clone(*checkout);
  const std::string source = vcs::stamp_source(checkout);
  if (const Result<std::string> old = read_file(output); old && *old == source) return 0;
  if (const Result<void> written = write_file_atomically(output, source); !written) {
    fmt::print(stderr, "{}\n", to_text(written.error()));
    return 2;
  }
  return 0;
}
