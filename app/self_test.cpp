// SPDX-License-Identifier: Apache-2.0
#include "app/self_test.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <set>
#include <system_error>
#include <vector>

#include "core/file.hpp"
#include "model/results_file.hpp"
#include "runner/suite_program.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds patience{60};
constexpr int rounds = 10;
constexpr double slower_by = 3;

class SelfTest {
public:
  SelfTest(const Installation& place, runner::Executor& executor) : place_(place), executor_(executor) {}

  Result<std::string> measure();
  Result<std::string> read_back();
  Result<std::string> compare_with_itself() { return compare(measured_, 0, "PASS"); }
  Result<std::string> compare_with_slower();
  Result<std::string> compare_with_broken();

private:
  /// Calls the program, in the scratch folder; an error unless it ends with `status` and prints `words`.
  Result<ProcessOutcome> call(std::vector<std::string> arguments, int status, const std::string& words);
  Result<std::string> compare(const fs::path& head, int status, const std::string& words);

  const Installation& place_;
  runner::Executor& executor_;
  fs::path measured_;  ///< the results file
  std::string benchmark_;
};

Result<ProcessOutcome> SelfTest::call(std::vector<std::string> arguments, int status, const std::string& words) {
  arguments.insert(arguments.begin(), place_.program.string());
  Result<ProcessOutcome> outcome = executor_.run(
      {.argv = arguments, .extra_environment = {"NO_COLOR=1"}, .working_folder = place_.scratch, .timeout = patience});
  if (!outcome) return outcome;
  const bool as_hoped = outcome->end == ProcessEnd::exited && outcome->exit_status == status &&
                        (outcome->out + outcome->err).find(words) != std::string::npos;
  if (as_hoped) return outcome;
  if (outcome->end == ProcessEnd::interrupted) return failure(ErrorCode::usage, "it was interrupted");
  const std::string said = last_lines(outcome->err.empty() ? outcome->out : outcome->err, 5);
  const std::string how = outcome->end == ProcessEnd::exited      ? fmt::format("status {}", outcome->exit_status)
                          : outcome->end == ProcessEnd::timed_out ? fmt::format("nothing within {} s", patience.count())
                                                                  : fmt::format("signal {}", outcome->signal);
  return failure(ErrorCode::internal,
                 fmt::format("`trackmeet {}` ended with {}, where status {} and '{}' were due", arguments.at(1), how,
                             status, words),
                 said.empty() ? "it printed nothing" : "it printed: " + said);
}

Result<std::string> SelfTest::measure() {
  Result<runner::SuiteProgram> suite = runner::probe_suite(place_.suite, executor_, patience);
  if (!suite) return passed_on(suite);
  if (suite->benchmarks.empty())
    return failure(ErrorCode::input, fmt::format("{} has no benchmark", place_.suite.string()));
  benchmark_ = suite->benchmarks.front();
  // A configuration of its own, so that none of the folders above counts.
  if (Result<void> written = write_file_atomically(place_.scratch / "trackmeet.toml", ""); !written)
    return passed_on(written);
  const fs::path out = place_.scratch / "results";
  Result<ProcessOutcome> outcome =
      call({"run", "--suite", place_.suite.string(), "--filter", runner::exact_pattern(benchmark_), "--rounds",
            std::to_string(rounds), "--warmup", "0", "--min-time", "0.01", "--out", out.string()},
           0, benchmark_);
  if (!outcome) return passed_on(outcome);
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(out, ignored))
    if (entry.path().extension() == ".json") measured_ = entry.path();
  if (measured_.empty())
    return failure(ErrorCode::io, fmt::format("no results file was written to {}", out.string()),
                   "is there room, and may you write there? TMPDIR names another folder");
  return fmt::format("measured {} of {} in {} rounds, {:.1f} s", benchmark_, suite->name, rounds, outcome->seconds);
}

Result<std::string> SelfTest::read_back() {
  Result<model::Run> run = model::read_run(measured_);
  if (!run) return passed_on(run);
  const std::size_t values = model::per_round(*run, benchmark_, "real_time").size();
  if (values != rounds)
    return failure(ErrorCode::internal, fmt::format("the results file has {} times, not {}", values, rounds));
  return fmt::format("the results file holds {} times, the commit and the machine", values);
}

Result<std::string> SelfTest::compare(const fs::path& head, int status, const std::string& words) {
  Result<ProcessOutcome> outcome = call({"compare", measured_.string(), head.string()}, status, words);
  if (!outcome) return passed_on(outcome);
  return fmt::format("status {}", status);
}

Result<std::string> SelfTest::compare_with_slower() {
  Result<model::Run> run = model::read_run(measured_);
  if (!run) return passed_on(run);
  std::set<std::uint32_t> times;
  for (const char* name : {"real_time", "cpu_time"})
    if (const auto metric = model::find_metric(*run, name)) times.insert(*metric);
  for (model::Row& row : run->rows)
    for (model::Value& value : row.values)
      if (times.contains(value.metric)) value.value *= slower_by;
  Result<std::string> text = model::format_run(*run);
  if (!text) return text;
  const fs::path slower = place_.scratch / "slower.json";
  if (Result<void> written = write_file_atomically(slower, *text); !written) return passed_on(written);
  return compare(slower, 1, "severe");
}

Result<std::string> SelfTest::compare_with_broken() {
  const fs::path broken = place_.scratch / "broken.json";
  if (Result<void> written = write_file_atomically(broken, "{ \"benchmarks\": ["); !written) return passed_on(written);
  return compare(broken, 2, "broken.json");
}

}  // namespace

bool self_test(const Installation& installation, runner::Executor& executor, const CheckEnded& ended) {
  struct Check {
    const char* holds;  ///< in front of what was found
    Result<std::string> (SelfTest::*check)();
  };
  constexpr std::array<Check, 5> checks = {
      {{"", &SelfTest::measure},
       {"", &SelfTest::read_back},
       {"compared with itself nothing is worse: ", &SelfTest::compare_with_itself},
       {"three times as slow is a severe regression: ", &SelfTest::compare_with_slower},
       {"a broken file is refused: ", &SelfTest::compare_with_broken}}};
  SelfTest test(installation, executor);
  for (const Check& each : checks) {
    Result<std::string> found = (test.*each.check)();
    if (found) *found = each.holds + *found;
    ended(found);
    if (!found) return false;
  }
  return true;
}

}  // namespace trackmeet::app
