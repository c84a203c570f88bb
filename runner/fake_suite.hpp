// SPDX-License-Identifier: Apache-2.0
#pragma once

// For tests: a suite that runs no process, a clock that moves only when told to, and a folder that goes away.

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "runner/executor.hpp"
#include "runner/suite_program.hpp"
#include "runner/surroundings.hpp"

namespace trackmeet::runner {

class TemporaryFolder {
public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "trackmeet-runner-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

class FakeClock final : public Clock {
public:
  UtcTime utc_now() const override { return start + std::chrono::seconds(passed_s); }
  std::chrono::steady_clock::time_point steady_now() const override {
    return std::chrono::steady_clock::time_point(std::chrono::seconds(passed_s));
  }
  UtcTime start = *from_iso8601("2026-11-21T09:15:11Z");
  int passed_s = 0;
};

inline constexpr const char* built_commit = "0123456789abcdef0123456789abcdef01234567";

/// Answers the commands of `benchmark_command` as a Google Benchmark program would. What it says depends on the
/// benchmark and on how many processes ended before, and on nothing else.
class FakeSuite final : public Executor {
public:
  struct Process {
    std::string benchmark;
    std::filesystem::path out_file;
    std::size_t nth = 0;  ///< processes that ended before
    Command command;
  };
  using Behaviour = std::function<ProcessOutcome(const Process&)>;

  explicit FakeSuite(FakeClock& clock) : clock_(clock) {}

  std::map<std::string, Behaviour> behaviours;         ///< for some benchmarks, instead of `succeed`
  std::size_t stop_at = static_cast<std::size_t>(-1);  ///< this process (from 0) is interrupted
  std::size_t ended = 0;
  std::vector<Process> processes;
  std::string stamp = fmt::format(
      R"(, "trackmeet_suite": "demo", "trackmeet_commit": "{}", "trackmeet_dirty": "false", "trackmeet_compiler": "GNU 12.2.0", "trackmeet_build_type": "Release")",
      built_commit);

  Result<ProcessOutcome> run(const Command& command) override {
    Process process;
    process.benchmark = unescaped(argument(command, "--benchmark_filter="));
    process.out_file = argument(command, "--benchmark_out=");
    process.nth = ended;
    process.command = command;
    processes.push_back(process);
    if (ended == stop_at) {
      std::ofstream(process.out_file) << "{ \"context\": half a fi";
      ProcessOutcome outcome;
      outcome.end = ProcessEnd::interrupted;
      return outcome;
    }
    const auto special = behaviours.find(process.benchmark);
    const ProcessOutcome outcome = special == behaviours.end() ? succeed(process) : special->second(process);
    ++ended;
    clock_.passed_s += 2;
    return outcome;
  }

  ProcessOutcome succeed(const Process& process, const std::string& more = "") const {
    write(process, row(process.benchmark, 10.0 + static_cast<double>(process.nth), more));
    ProcessOutcome outcome;
    outcome.seconds = 2;
    return outcome;
  }

  void write(const Process& process, const std::string& rows) const {
    std::ofstream(process.out_file)
        << R"({"context": {"date": "2026-11-21T10:00:00+00:00", "executable": "./demo", "num_cpus": 2)" << stamp
        << "},\n\"benchmarks\": [\n"
        << rows << "\n]}\n";
  }

  static std::string row(const std::string& name, double time_ns, const std::string& more = "") {
    return fmt::format(
        R"({{"name": "{}", "run_type": "iteration", "repetition_index": 0, "iterations": 12345, "real_time": {}, "cpu_time": {}, "time_unit": "ns"{}}})",
        name, time_ns, time_ns - 1, more);
  }

  static std::string argument(const Command& command, std::string_view flag) {
    for (const std::string& given : command.argv)
      if (given.starts_with(flag)) return given.substr(flag.size());
    return {};
  }

private:
  static std::string unescaped(const std::string& pattern) {
    std::string name;
    for (std::size_t i = 1; i + 1 < pattern.size(); ++i) {
      if (pattern[i] == '\\') ++i;
      name += pattern[i];
    }
    return name;
  }

  FakeClock& clock_;
};

inline ProcessOutcome exited_with(int status, std::string err = {}) {
  ProcessOutcome outcome;
  outcome.exit_status = status;
  outcome.err = std::move(err);
  return outcome;
}

inline ProcessOutcome ended_by(int signal, std::string err = {}) {
  ProcessOutcome outcome;
  outcome.end = ProcessEnd::signalled;
  outcome.signal = signal;
  outcome.err = std::move(err);
  return outcome;
}

/// Surroundings that are the same on every machine.
inline Surroundings quiet_machine(const std::filesystem::path&) {
  Surroundings seen;
  seen.environment.os = "Debian GNU/Linux 12";
  seen.environment.cpu = "A CPU";
  seen.environment.cores = 2;
  seen.environment.machine_class = "x86_64-a-cpu-2c-debian-12";
  seen.environment.warnings = {"load average 3.2 on 2 cores"};
  seen.checked_out.commit = built_commit;
  seen.checked_out.branch = "main";
  return seen;
}

}  // namespace trackmeet::runner
