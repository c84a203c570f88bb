// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "app/command.hpp"
#include "app/interrupt.hpp"
#include "app/places.hpp"
#include "app/self_test.hpp"
#include "core/error.hpp"
#include "core/printable.hpp"
#include "core/units.hpp"
#include "core/version.hpp"
#include "machine/machine.hpp"
#include "model/baseline.hpp"
#include "runner/suite_program.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds patience_for_probing{30};

/// A temporary folder that goes away with this.
class Scratch {
public:
  Scratch() {
    std::error_code unknown;
    std::string pattern = (fs::temp_directory_path(unknown) / "trackmeet-self-test-XXXXXX").string();
    if (!unknown && ::mkdtemp(pattern.data()) != nullptr) path = pattern;
  }
  ~Scratch() {
    std::error_code ignored;
    if (!path.empty()) fs::remove_all(path, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  fs::path path;  ///< empty: it could not be made
};

void tell(const Result<std::string>& found) {
  if (found)
    fmt::print("ok      {}\n", printable(*found));
  else
    fmt::print("FAILED  {}\n", to_text(found.error()));
  std::fflush(stdout);
}

/// The suites that come with this program, all of them.
Result<std::vector<ConfiguredSuite>> shipped_suites(const std::string& isa, runner::Executor& executor) {
  Result<std::vector<ConfiguredSuite>> suites = find_suites(Config{}, {}, isa);
  if (!suites) return suites;
  std::size_t benchmarks = 0;
  for (const ConfiguredSuite& suite : *suites) {
    Result<runner::SuiteProgram> program = runner::probe_suite(suite.executable, executor, patience_for_probing);
    if (!program) return passed_on(program);
    benchmarks += program->benchmarks.size();
  }
  tell(fmt::format("{} with {} in {}", format_count(suites->size(), "suite"), format_count(benchmarks, "benchmark"),
                   suites->front().executable.parent_path().string()));
  return suites;
}

/// Every baseline that comes with it can be read.
Result<void> shipped_baselines() {
  std::error_code ignored;
  std::size_t readable = 0;
  for (fs::recursive_directory_iterator entry(installation() / "baselines", ignored), end; entry != end;
       entry.increment(ignored)) {
    if (entry->path().extension() != ".json") continue;
    Result<model::Baseline> baseline = model::read_baseline(entry->path());
    if (!baseline) return passed_on(baseline);
    ++readable;
  }
  if (readable > 0) tell(fmt::format("{} can be read", format_count(readable, "baseline")));
  return {};
}

Result<ExitStatus> run_self_test(const std::string& isa) {
  const auto failed = [](const Error& error) {
    tell(tl::make_unexpected(error));
    fmt::print("\nThis installation does not work.\n");
    return ExitStatus::unanswered;
  };
  tell(fmt::format("trackmeet {} in {}", version, installation().string()));
  tell(fmt::format("this machine is {}", machine::machine_class(machine::describe_machine())));
  runner::ProcessExecutor executor(catch_interrupts());
  Result<std::vector<ConfiguredSuite>> suites = shipped_suites(isa, executor);
  if (!suites) return failed(suites.error());
  if (Result<void> readable = shipped_baselines(); !readable) return failed(readable.error());

  const Scratch scratch;
  if (scratch.path.empty())
    return failed({ErrorCode::io, "no temporary folder can be made", std::nullopt, "name one with TMPDIR"});
  // The one with the shortest benchmarks, if it is there.
  const auto chosen = std::ranges::find(*suites, "tensor_ops", &ConfiguredSuite::name);
  const ConfiguredSuite& suite = chosen == suites->end() ? suites->front() : *chosen;
  const bool works = self_test({this_program(), suite.executable, scratch.path}, executor, tell);
  fmt::print("\n{}\n", works ? "This installation works." : "This installation does not work.");
  return works ? ExitStatus::ok : ExitStatus::unanswered;
}

}  // namespace

void add_self_test_command(CLI::App& program, Action& action) {
  const auto isa = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("self-test", "Prove that this installation works; takes some seconds");
  command->add_option("--isa", *isa, "Instruction-set level of the suites to try (the best that this CPU has)")
      ->type_name("LEVEL");
  command->footer(
      "\nExamples:\n"
      "  trackmeet self-test\n"
      "  trackmeet self-test --isa x86-64-v2    the suites of another instruction-set level"
      "\n\nExit status:\n"
      "  0  everything works\n"
      "  2  something does not; its line begins with FAILED and tells what to do");
  command->callback([isa, &action] { action = [isa] { return run_self_test(*isa); }; });
}

}  // namespace trackmeet::app
