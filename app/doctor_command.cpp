// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "app/command.hpp"
#include "app/interrupt.hpp"
#include "app/output.hpp"
#include "app/places.hpp"
#include "app/progress_line.hpp"
#include "core/clock.hpp"
#include "core/user_folder.hpp"
#include "duet/known_work.hpp"
#include "machine/checkup.hpp"
#include "machine/diagnosis.hpp"
#include "provenance/provenance.hpp"
#include "report/doctor.hpp"
#include "report/doctor_json.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;

struct DoctorOptions {
  bool json = false;
  bool all = false;
  bool no_measure = false;
  double canary_percent = 1;
  double budget_s = 30;
};

/// A folder of this user that goes away with this: for executables, which /tmp may not run.
class ScratchFolder {
public:
  explicit ScratchFolder(fs::path path) : path_(std::move(path)) {}
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const fs::path& path() const { return path_; }

private:
  fs::path path_;
};

/// Measures what can be told here: three duets of known work, a third of the budget each.
Result<void> measure(const DoctorOptions& options, machine::Diagnosis& diagnosis) {
  runner::ProcessExecutor executor(catch_interrupts());
  Result<runner::SuiteProgram> canary =
      runner::probe_suite(installation() / "probes/canary", executor, std::chrono::seconds(30));
  if (!canary) {
    canary.error().hint = "it is built with the suites (TRACKMEET_BUILD_SUITES); --no-measure only looks";
    return passed_on(canary);
  }
  Result<fs::path> cache = user_folder(UserFolder::cache);
  if (!cache) return passed_on(cache);
  const ScratchFolder scratch(*cache / ("doctor-" + provenance::fresh_id()));
  duet::KnownWork work{std::move(*canary), {}};
  work.options.budget_s = options.budget_s / 3;
  work.options.out_folder = scratch.path();

  const SystemClock clock;
  ProgressLine line;
  std::string stage;
  duet::DuetContext context{executor, clock, [&](const duet::DuetProgress& progress) {
                              line.show([&](std::size_t width) { return stage + progress_text(progress, width); });
                            }};
  for (const char* kernel : {"compute", "memory"}) {
    diagnosis.self_measurements.push_back(measure_against_itself(work, kernel, context));
    if (catch_interrupts()) return failure(ErrorCode::usage, "it was interrupted");
  }
  if (options.canary_percent > 0)
    diagnosis.canaries.push_back(try_canary(work, "compute", options.canary_percent / 100, context));
  return {};
}

Result<ExitStatus> examine(const DoctorOptions& options) {
  machine::Diagnosis diagnosis;
  diagnosis.machine = machine::describe_machine();
  diagnosis.findings = machine::check_machine("");
  if (!options.no_measure) {
    if (Result<void> measured = measure(options, diagnosis); !measured) return passed_on(measured);
    for (machine::Finding& finding : diagnosis.findings)
      if (finding.check == machine::Check::debug_library)
        finding = machine::check_debug_library(diagnosis.self_measurements.front().build_type);
  }
  if (options.json) {
    fmt::print("{}", report::render_doctor_json(diagnosis));
  } else {
    report::TextOptions text = text_options();
    text.show_unchanged = options.all;
    fmt::print("{}", report::render_doctor(diagnosis, text));
  }
  return static_cast<ExitStatus>(conclude(diagnosis).exit_status);
}

}  // namespace

void add_doctor_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<DoctorOptions>();
  CLI::App* command = program.add_subcommand(
      "doctor", "Say what on this machine spoils measurements, and how small a change can be told here");
  command->add_flag("--no-measure", options->no_measure, "Only look: no duets, no canary");
  command
      ->add_option("--canary", options->canary_percent,
                   "Slowdown in per cent that the gate must tell to be trusted (0: none is tried)")
      ->type_name("PERCENT")
      ->check(CLI::Range(0.0, 25.0).description(""))
      ->expected(0, 1)
      ->default_str("1");
  command->add_option("--budget", options->budget_s, "Seconds that measuring may take in all")
      ->type_name("SECONDS")
      ->check(CLI::Range(1.0, 86'400.0).description(""))
      ->capture_default_str();
  command->add_flag("--all", options->all, "List what is good too");
  command->add_flag("--json", options->json, "For programs, as docs/doctor.schema.json says");
  command->footer(
      "\nExamples:\n"
      "  trackmeet doctor                    look, measure a build against itself, try the canary\n"
      "  trackmeet doctor --no-measure       look only: takes no time\n"
      "  trackmeet doctor --canary 0.5       must half a per cent be told?\n"
      "  trackmeet doctor --json             for CI: stop the job before it measures nonsense"
      "\n\nExit status:\n"
      "  0  nothing bad was found, and the canary was told\n"
      "  1  something here spoils measurements, or the gate cannot be trusted\n"
      "  2  the question could not be answered: usage, or the measuring failed");
  command->callback([options, &action] { action = [options] { return examine(*options); }; });
}

}  // namespace trackmeet::app
