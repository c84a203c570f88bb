// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "duet/disassembly.hpp"
#include "duet/hot_functions.hpp"
#include "runner/executor.hpp"

namespace trackmeet::duet {

/// Whether the hot functions of two executables are the same code. If they are and their times differ, the layout of
/// the executable or the machine did it, or data: constants and tables are not looked at.
struct SameCode {
  enum class Answer { same, differs, unknown };
  Answer answer = Answer::unknown;
  std::string reason{};                  ///< if unknown: why, and what would help
  std::vector<std::string> differing{};  ///< functions, demangled and printable, hottest first
  std::vector<std::string> missing{};    ///< those that only one of the two has; they count as differing
};

/// Compares the functions `hot` of two disassemblies. Unknown if there are none, if one side has none of them, or if
/// neither has one of them. Names are left as they are.
SameCode compare_code(const Disassembly& base, const Disassembly& head, const std::vector<HotFunction>& hot);

/// Disassembles both with `objdump` and compares the functions of `profile`. Whatever keeps it from telling (objdump is
/// not installed, symbols are stripped) is an unknown answer; an error only if it was interrupted.
Result<SameCode> compare_hot_code(runner::Executor& executor, const std::filesystem::path& base,
                                  const std::filesystem::path& head, const Profile& profile);

}  // namespace trackmeet::duet
