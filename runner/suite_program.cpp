// SPDX-License-Identifier: Apache-2.0
#include "runner/suite_program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/units.hpp"

namespace trackmeet::runner {
namespace {

constexpr std::size_t longest_name = 4096;  // a regular expression engine may recurse once a character
constexpr int brief_warm_up_ms = 2;
constexpr std::string_view list_flag = "--benchmark_list_tests=true";

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// The names in a list as Google Benchmark prints it, each once. A filter that matches nothing gives a sentence instead
/// of names.
std::vector<std::string> names_in(const std::string& list) {
  std::vector<std::string> names;
  std::set<std::string_view> seen;
  for (const std::string_view line : lines_of(list)) {
    if (line.empty() || line.starts_with("Failed to match any benchmarks")) continue;
    if (seen.insert(line).second) names.emplace_back(line);
  }
  return names;
}

/// Sorts the lines of `--list=long` (name, profile, how often, with tabs between) into what is to be measured and what
/// is not. False if one is no such line.
bool sort_by_profile(const std::string& list, const SuiteWish& wish, SuiteProgram& suite) {
  for (const std::string_view line : lines_of(list)) {
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second == std::string_view::npos) return false;
    const std::string name(line.substr(0, first));
    const bool is_wanted = wish.full_profile || line.substr(first + 1, second - first - 1) == "quick";
    (is_wanted ? suite.benchmarks : suite.left_out).push_back(name);
    if (is_wanted && line.substr(second + 1) == "once") suite.once.push_back(name);
  }
  return true;
}

/// The dialect that a help text speaks; nothing if it is not the help of a benchmark program.
std::optional<Dialect> dialect_of(const std::string& help) {
  if (contains(help, "Trackmeet suite") && contains(help, "--iterations")) return Dialect::trackmeet;
  const std::size_t flag = help.find("--benchmark_min_time=");
  if (flag == std::string::npos) return std::nullopt;
  const std::string_view described = std::string_view(help).substr(flag, 80);
  return contains(described, "<integer>x") ? Dialect::gbench_new : Dialect::gbench_old;
}

/// Talks to one executable.
class Interview {
public:
  Interview(std::string path, Executor& executor, std::chrono::milliseconds timeout)
      : path_(std::move(path)), executor_(executor), timeout_(timeout) {}

  Result<ProcessOutcome> ask(std::vector<std::string> arguments) {
    Command command;
    command.argv = {path_};
    command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
    command.timeout = timeout_;
    command.output_limit_bytes = std::size_t{16} << 20U;
    Result<ProcessOutcome> outcome = executor_.run(command);
    if (!outcome) return passed_on(outcome);
    if (outcome->end == ProcessEnd::timed_out)
      return failure(ErrorCode::input,
                     fmt::format("it did not answer {} within {}", arguments.front(),
                                 format_duration(std::chrono::duration<double>(timeout_).count())),
                     SourcePos{path_}, "is it a Google Benchmark program? name the executable of a suite");
    if (outcome->end == ProcessEnd::interrupted)
      return failure(ErrorCode::usage, "interrupted before it could be measured", SourcePos{path_});
    return outcome;
  }

  /// Whether an answer to the wish for a list is one: a program that ignores its arguments gives the same to a filter
  /// that no name can match.
  Result<bool> lists(const ProcessOutcome& list) {
    const bool answered = list.end == ProcessEnd::exited && list.exit_status == 0 && !names_in(list.out).empty();
    if (!answered || contains(list.out, list_flag)) return false;
    Result<ProcessOutcome> nothing = ask({std::string(list_flag), "--benchmark_filter=^no benchmark has this name$"});
    if (!nothing) return passed_on(nothing);
    return nothing->end == ProcessEnd::exited && nothing->exit_status == 0 && names_in(nothing->out).empty();
  }

  tl::unexpected<Error> no_suite() const {
    return failure(ErrorCode::input, "this is no Google Benchmark program: its help names no --benchmark_ flag",
                   SourcePos{path_}, "name the executable of a suite; see examples/ for how to write one");
  }

  tl::unexpected<Error> no_list(const ProcessOutcome& answer) const {
    const std::string said = last_lines(answer.err, 1);
    return failure(ErrorCode::input,
                   answer.end == ProcessEnd::signalled
                       ? fmt::format("it crashed with signal {} when asked for its benchmarks", answer.signal)
                       : fmt::format("it ended with status {} when asked for its benchmarks{}{}", answer.exit_status,
                                     said.empty() ? "" : ": ", said),
                   SourcePos{path_}, fmt::format("try it yourself: {} {}", path_, list_flag));
  }

private:
  std::string path_;
  Executor& executor_;
  std::chrono::milliseconds timeout_;
};

Result<void> check_file(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  const SourcePos where{path.string()};
  if (!std::filesystem::exists(status))
    return failure(ErrorCode::io, "there is no such suite", where, "check the path, and whether it has been built");
  if (std::filesystem::is_directory(status))
    return failure(ErrorCode::input, "this is a folder, not a suite", where, "name the executable within it");
  return {};
}

}  // namespace

Result<SuiteProgram> probe_suite(const std::filesystem::path& path, Executor& executor,
                                 std::chrono::milliseconds timeout, const SuiteWish& wish) {
  if (Result<void> there = check_file(path); !there) return passed_on(there);
  SuiteProgram suite;
  std::error_code ignored;
  suite.path = std::filesystem::absolute(path, ignored).lexically_normal();
  suite.name = suite.path.stem().string();

  Interview interview(suite.path.string(), executor, timeout);
  Result<ProcessOutcome> help = interview.ask({"--help"});
  if (!help) return passed_on(help);
  const std::string answer = help->out + "\n" + help->err;
  const std::optional<Dialect> dialect = dialect_of(answer);
  const bool knows_profiles = dialect == Dialect::trackmeet && contains(answer, "--profile=");

  Result<ProcessOutcome> list =
      knows_profiles ? interview.ask({"--list=long", "--profile=full"}) : interview.ask({std::string(list_flag)});
  if (!list) return passed_on(list);
  if (dialect) {
    suite.dialect = *dialect;
    if (list->end != ProcessEnd::exited || list->exit_status != 0) return interview.no_list(*list);
  } else {
    Result<bool> lists = interview.lists(*list);
    if (!lists) return passed_on(lists);
    if (!*lists) return interview.no_suite();
  }
  suite.can_skip_check =
      dialect == Dialect::trackmeet && contains(answer, "--check=") && contains(answer, "--warm-up=");
  if (knows_profiles) {
    if (!sort_by_profile(list->out, wish, suite))
      return failure(ErrorCode::input, "its answer to --list=long is no list", SourcePos{suite.path.string()},
                     fmt::format("try it yourself: {} --list=long", suite.path.string()));
    suite.arguments.emplace_back(wish.full_profile ? "--profile=full" : "--profile=quick");
    if (!wish.data.empty()) suite.arguments.push_back("--data=" + wish.data);
  } else {
    suite.benchmarks = names_in(list->out);
  }
  for (const std::string& name : suite.benchmarks)
    if (name.size() > longest_name)
      return failure(ErrorCode::input,
                     fmt::format("the name of a benchmark has {} bytes; at most {} can be told apart safely",
                                 name.size(), longest_name),
                     SourcePos{suite.path.string()}, "give it a shorter name");
  if (suite.benchmarks.empty())
    return failure(ErrorCode::input, "this suite has no benchmarks", SourcePos{suite.path.string()},
                   "register one with BENCHMARK(...)");
  return suite;
}

Command benchmark_command(const SuiteProgram& suite, const std::string& benchmark, const Amount& amount,
                          const std::filesystem::path& out_file) {
  Command command;
  command.argv = {suite.path.string(), "--benchmark_filter=" + exact_pattern(benchmark),
                  "--benchmark_out=" + out_file.string(), "--benchmark_out_format=json"};
  command.argv.insert(command.argv.end(), suite.arguments.begin(), suite.arguments.end());
  if (amount.repetitions > 1) command.argv.push_back(fmt::format("--benchmark_repetitions={}", amount.repetitions));
  if (amount.brief && suite.can_skip_check)
    command.argv.insert(command.argv.end(), {"--check=no", fmt::format("--warm-up={}", brief_warm_up_ms)});
  const bool seconds_have_a_unit = suite.dialect == Dialect::gbench_new;
  if (amount.iterations && suite.dialect == Dialect::trackmeet)
    command.argv.push_back(fmt::format("--iterations={}", *amount.iterations));
  else if (amount.iterations && suite.dialect == Dialect::gbench_new)
    command.argv.push_back(fmt::format("--benchmark_min_time={}x", *amount.iterations));
  else
    command.argv.push_back(fmt::format("--benchmark_min_time={}{}", amount.min_time_s, seconds_have_a_unit ? "s" : ""));
  return command;
}

std::string exact_pattern(const std::string& name) {
  // A closing bracket or brace alone is an ordinary character in POSIX extended and ECMAScript expressions alike, and
  // escaping it is undefined in the former.
  constexpr std::string_view special = R"(.[\()*+?{|^$)";
  std::string pattern = "^";
  for (const char c : name) {
    if (special.find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern + "$";
}

}  // namespace trackmeet::runner
