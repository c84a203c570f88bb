// SPDX-License-Identifier: Apache-2.0
#include "runner/instruction_count.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <optional>
#include <system_error>

#include "core/file.hpp"
#include "core/units.hpp"

namespace trackmeet::runner {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view timed_loop = "trackmeet_timed_loop";  // suites/support/timed_loop.hpp
constexpr std::size_t largest_count_file = std::size_t{256} << 20U;
constexpr const char* rebuild_hint =
    "build it for valgrind: cmake --workflow --preset instructions, or -DTRACKMEET_SUITE_FLAGS=-march=x86-64-v3";
constexpr const char* install_hint =
    "sudo apt-get install valgrind, or ./scripts/install-deps --instructions; without it leave --instructions away";

/// A folder that goes away.
class ScratchFolder {
public:
  ScratchFolder() {
    std::error_code none;
    std::string name = (fs::temp_directory_path(none) / "trackmeet-instructions-XXXXXX").string();
    if (!none && ::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const fs::path& path() const { return path_; }

private:
  fs::path path_;
};

/// What stands behind the only line that begins with `key`; nothing if there is none, or more than one.
std::optional<std::string_view> only_line(std::string_view text, std::string_view key) {
  std::optional<std::string_view> found;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with(key)) continue;
    if (found) return std::nullopt;
    found = line.substr(key.size());
  }
  return found;
}

tl::unexpected<Error> bad_file(std::string why) {
  return failure(ErrorCode::input, "callgrind's file " + std::move(why),
                 "try it yourself: valgrind --tool=callgrind PROGRAM");
}

/// What the program said itself: valgrind's own lines begin with `==` and the number of the process.
std::string said_by_program(const std::string& err) {
  std::string_view rest(err);
  std::string_view last;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    if (!line.empty() && !line.starts_with("==") && !line.starts_with("--")) last = line;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::string(last.substr(0, 500));
}

/// Why a run of valgrind gave no count; nothing if it went well.
std::optional<Error> problem_of(const ProcessOutcome& outcome, const std::string& benchmark, const SourcePos& where,
                                std::chrono::milliseconds timeout) {
  const auto problem = [&](ErrorCode code, const std::string& what, std::string hint) {
    return Error{code, fmt::format("{}: {}", benchmark, what), where, std::move(hint)};
  };
  const bool knows_no_instruction = outcome.err.find("unhandled instruction bytes") != std::string::npos ||
                                    outcome.err.find("Unrecognised instruction") != std::string::npos ||
                                    (outcome.end == ProcessEnd::signalled && outcome.signal == SIGILL);
  if (outcome.end == ProcessEnd::interrupted)
    return problem(ErrorCode::usage, "interrupted before its instructions were counted", {});
  if (outcome.end == ProcessEnd::timed_out)
    return problem(ErrorCode::input,
                   fmt::format("its instructions were not counted within {}",
                               format_duration(std::chrono::duration<double>(timeout).count())),
                   "valgrind is about 50 times slower: give it more time or fewer iterations");
  if (knows_no_instruction)
    return problem(ErrorCode::input, "the suite has an instruction that valgrind does not know", rebuild_hint);
  if (outcome.end == ProcessEnd::signalled)
    return problem(ErrorCode::input, fmt::format("crashed with signal {} under valgrind", outcome.signal), {});
  if (outcome.exit_status == 0) return std::nullopt;
  const std::string said = said_by_program(outcome.err);
  const bool is_old =
      said.find("--warm-up") != std::string::npos || outcome.err.find("'--warm-up'") != std::string::npos;
  return problem(
      ErrorCode::input,
      fmt::format("ended with status {} under valgrind{}{}", outcome.exit_status, said.empty() ? "" : ": ", said),
      is_old ? "the suite was built before instructions could be counted: build it anew" : "");
}

}  // namespace

Command instruction_command(const SuiteProgram& suite, const std::string& benchmark, std::uint64_t iterations,
                            const fs::path& out_file) {
  std::string pattern;  // valgrind reads %p and the like in the name of its file
  for (const char c : out_file.string()) pattern += c == '%' ? std::string("%%") : std::string(1, c);
  Command command;
  command.argv = {"valgrind",
                  "--tool=callgrind",
                  "--collect-atstart=no",
                  fmt::format("--toggle-collect={}", timed_loop),
                  "--callgrind-out-file=" + pattern,
                  suite.path.string(),
                  "--benchmark_filter=" + exact_pattern(benchmark)};
  command.argv.insert(command.argv.end(), suite.arguments.begin(), suite.arguments.end());
  command.argv.push_back(fmt::format("--iterations={}", iterations));
  command.argv.emplace_back("--warm-up=0");
  return command;
}

Result<double> parse_instructions(std::string_view text, std::uint64_t iterations) {
  if (iterations == 0) return failure(ErrorCode::usage, "no iterations, no instructions");
  if (!text.starts_with("# callgrind format") && !text.starts_with("version:"))
    return bad_file("does not begin as one");
  const auto events = only_line(text, "events:");
  if (!events || (*events != " Ir" && !events->starts_with(" Ir ")))
    return bad_file("does not count instructions (Ir)");
  const auto totals = only_line(text, "totals: ");
  if (!totals) return bad_file("is cut short: it has no totals");
  std::uint64_t count = 0;
  const auto [end, problem] = std::from_chars(totals->data(), totals->data() + totals->size(), count);
  if (problem != std::errc{} || (end != totals->data() + totals->size() && *end != ' '))
    return bad_file("has totals that are no number");
  if (count == 0)
    return failure(ErrorCode::input, fmt::format("nothing was counted: the program has no function '{}'", timed_loop),
                   "instructions are counted in suites of ours, built since there is that function and not stripped");
  return static_cast<double>(count) / static_cast<double>(iterations);
}

Result<double> count_instructions(const SuiteProgram& suite, const std::string& benchmark, std::uint64_t iterations,
                                  Executor& executor, std::chrono::milliseconds timeout,
                                  const std::vector<std::string>& environment) {
  const SourcePos where{suite.path.string()};
  if (suite.dialect != Dialect::trackmeet)
    return failure(ErrorCode::input, "instructions can be counted in Trackmeet's own suites only", where,
                   "leave --instructions away, or write the suite as suites/README.md shows");
  const ScratchFolder folder;
  if (folder.path().empty())
    return failure(ErrorCode::io, "cannot make a temporary folder", "is $TMPDIR there, and is there room?");
  const fs::path out_file = folder.path() / "callgrind";
  Command command = instruction_command(suite, benchmark, iterations, out_file);
  command.timeout = timeout;
  command.extra_environment = environment;
  const Result<ProcessOutcome> outcome = executor.run(command);
  if (!outcome) return failure(outcome.error().code, outcome.error().message, install_hint);
  if (std::optional<Error> problem = problem_of(*outcome, benchmark, where, timeout))
    return tl::unexpected(*std::move(problem));
  const Result<std::string> text = read_file(out_file, largest_count_file);
  if (!text) return tl::unexpected(text.error());
  return parse_instructions(*text, iterations);
}

}  // namespace trackmeet::runner
