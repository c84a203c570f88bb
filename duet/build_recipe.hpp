// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace trackmeet::duet {

/// How a project is built, as its trackmeet.toml says.
struct BuildRecipe {
  std::string command{};           ///< for `/bin/sh -c`, run in the project's root
  std::filesystem::path output{};  ///< where the command leaves what it builds, relative to the project's root
  std::chrono::milliseconds timeout{std::chrono::hours(2)};  ///< a build that takes longer has failed; 0: never
};

/// That `recipe` has a command, and that its output lies inside of the project: an output elsewhere would be the same
/// one for both sides of a duet.
Result<void> check_recipe(const BuildRecipe& recipe);

/// Our environment, as `NAME=value`.
std::vector<std::string> current_environment();

/// 64 hexadecimal digits that differ if a build may come out differently: command, output, the variables of
/// `environment` that compilers and CMake listen to (CC, CXX, CFLAGS, CXXFLAGS, CPPFLAGS, LDFLAGS, CMAKE_…), and the
/// compilers that PATH leads to, so that a build by another version of the compiler is never taken for the same.
std::string recipe_key(const BuildRecipe& recipe, std::span<const std::string> environment);

}  // namespace trackmeet::duet
