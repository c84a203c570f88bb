// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/process.hpp"
#include "core/result.hpp"
#include "runner/suite_program.hpp"

namespace trackmeet::duet {

/// A function that executes, with all that it calls, some of a benchmark's instructions. So it is hot, too, if all it
/// does is to call another: how often it does may be what changed.
struct HotFunction {
  std::string name{};  ///< its symbol, as the linker knows it: mangled
  double share = 0;    ///< of all instructions, those that it executed itself, 0 to 1
};

/// Where the instructions of a benchmark go.
struct Profile {
  std::vector<HotFunction> hot{};  ///< of the executable itself, hottest first
  double elsewhere = 0;            ///< share of the hot functions of shared libraries, 0 to 1
};

/// The command that profiles `benchmark` for `iterations` iterations under valgrind and leaves callgrind's file at
/// `out_file`: the timed loop of a suite of ours, with symbols as the linker knows them. About 50 times slower than
/// without.
Command profile_command(const runner::SuiteProgram& suite, const std::string& benchmark, std::uint64_t iterations,
                        const std::filesystem::path& out_file);

/// The functions that execute, with all that they call, at least `least` (0 to 1) of all instructions, from the text of
/// callgrind's file. Those of the object whose file is named as `executable` is are ours. An error if the text is no
/// such file or counted nothing. (valgrind's manual, "Callgrind Format Specification")
Result<Profile> hot_functions(std::string_view callgrind, const std::filesystem::path& executable,
                              double least = 0.001);

}  // namespace trackmeet::duet
