// SPDX-License-Identifier: Apache-2.0
#include "duet/same_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "core/printable.hpp"

namespace trackmeet::duet {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_disassembly = std::size_t{512} << 20U;  ///< bytes
constexpr std::size_t most_functions = 1000;                          ///< that are compared and named
constexpr std::size_t longest_name = 200;                             ///< columns

Error interrupted() { return Error{ErrorCode::usage, "interrupted while two executables were compared", {}, {}}; }

/// The text, or why there is none.
Result<Disassembly> disassemble(runner::Executor& executor, const fs::path& executable,
                                const std::set<std::string>& wanted, std::string& problem) {
  Command command;
  command.argv = {"objdump", "-t", "-d", "--no-show-raw-insn", "--", fs::absolute(executable).string()};
  command.timeout = std::chrono::minutes(2);
  command.output_limit_bytes = longest_disassembly;
  const Result<ProcessOutcome> outcome = executor.run(command);
  if (!outcome) {
    problem = "objdump cannot be run: install the package binutils";
    return Disassembly{};
  }
  if (outcome->end == ProcessEnd::interrupted) return tl::make_unexpected(interrupted());
  if (outcome->end != ProcessEnd::exited || outcome->exit_status != 0)
    problem = fmt::format("objdump failed: {}", elide_middle(printable(last_lines(outcome->err, 1)), longest_name));
  else if (outcome->out.size() >= longest_disassembly)
    problem = "the executable is too large to be compared";
  return problem.empty() ? parse_disassembly(outcome->out, wanted) : Disassembly{};
}

/// Symbols as people write them, if c++filt is there; printable in any case.
Result<void> demangle(runner::Executor& executor, std::vector<std::string>& names) {
  if (names.empty()) return {};
  Command command;
  command.argv = {"c++filt", "--"};
  command.argv.insert(command.argv.end(), names.begin(), names.end());
  command.timeout = std::chrono::seconds(20);
  const Result<ProcessOutcome> outcome = executor.run(command);
  if (outcome && outcome->end == ProcessEnd::interrupted) return tl::make_unexpected(interrupted());
  if (outcome && outcome->end == ProcessEnd::exited && outcome->exit_status == 0) {
    std::vector<std::string> readable;
    std::string_view text = outcome->out;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      readable.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (readable.size() == names.size()) names = std::move(readable);
  }
  for (std::string& name : names) name = elide_middle(printable(name), longest_name);
  return {};
}

SameCode unknown(std::string reason) {
  SameCode code;
  code.reason = std::move(reason);
  return code;
}

}  // namespace

SameCode compare_code(const Disassembly& base, const Disassembly& head, const std::vector<HotFunction>& hot) {
  if (hot.empty()) return unknown("the time is spent in shared libraries, not in the executable");
  if (base.empty() != head.empty())
    return unknown(
        fmt::format("the {} executable has none of the hot functions by name: its symbols are stripped, or all "
                    "were renamed",
                    base.empty() ? "base" : "head"));
  SameCode code;
  std::size_t in_neither = 0;
  for (const HotFunction& function : hot) {
    const auto ours = base.find(function.name);
    const auto theirs = head.find(function.name);
    if (ours == base.end() && theirs == head.end())
      ++in_neither;
    else if (ours == base.end() || theirs == head.end())
      code.missing.push_back(function.name);
    else if (ours->second != theirs->second)
      code.differing.push_back(function.name);
  }
  if (!code.differing.empty() || !code.missing.empty())
    code.answer = SameCode::Answer::differs;
  else if (in_neither == 0)
    code.answer = SameCode::Answer::same;
  else
    code.reason = in_neither == hot.size()
                      ? "the executables do not name their functions: build them without stripping symbols"
                      : fmt::format("{} of {} hot functions are not named in the executables", in_neither, hot.size());
  return code;
}

Result<SameCode> compare_hot_code(runner::Executor& executor, const fs::path& base, const fs::path& head,
                                  const Profile& profile) {
  std::vector<HotFunction> hot = profile.hot;
  if (hot.size() > most_functions) return unknown(fmt::format("more than {} functions are hot", most_functions));
  std::set<std::string> wanted;
  for (const HotFunction& function : hot) wanted.insert(function.name);
  std::string problem;
  Result<Disassembly> ours = disassemble(executor, base, wanted, problem);
  if (!ours) return passed_on(ours);
  if (!problem.empty()) return unknown(problem);
  Result<Disassembly> theirs = disassemble(executor, head, wanted, problem);
  if (!theirs) return passed_on(theirs);
  if (!problem.empty()) return unknown(problem);
  SameCode code = compare_code(*ours, *theirs, hot);
  if (Result<void> named = demangle(executor, code.differing); !named) return passed_on(named);
  if (Result<void> named = demangle(executor, code.missing); !named) return passed_on(named);
  return code;
}

}  // namespace trackmeet::duet
