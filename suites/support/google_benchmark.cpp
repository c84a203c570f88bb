// SPDX-License-Identifier: Apache-2.0
#include "suites/support/google_benchmark.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "suites/support/measure.hpp"
#include "suites/support/memory_manager.hpp"
#include "suites/support/plain_reporter.hpp"

namespace trackmeet::suites {
namespace {

std::unique_ptr<benchmark::BenchmarkReporter> reporter_for(const std::string& format) {
  if (format == "console") return std::make_unique<benchmark::ConsoleReporter>(benchmark::ConsoleReporter::OO_Tabular);
  BENCHMARK_DISABLE_DEPRECATED_WARNING
  if (format == "csv") return std::make_unique<benchmark::CSVReporter>();
  BENCHMARK_RESTORE_DEPRECATED_WARNING
  return std::make_unique<benchmark::JSONReporter>();
}

/// Google Benchmark ends the program with status 1 where it cannot open its file; so look before.
Result<void> can_write(const std::string& path) {
  if (path.empty() || std::ofstream(path).is_open()) return {};
  return failure(ErrorCode::io, "cannot write it", SourcePos{.path = path},
                 "give a file in a folder that exists and is yours");
}

Result<void> initialize(const std::string& program, const Options& options) {
  static std::vector<std::string> words;  // Google Benchmark keeps a pointer to the first
  words.assign(1, program);
  words.insert(words.end(), options.passed_on.begin(), options.passed_on.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  int count = static_cast<int>(words.size());
  benchmark::Initialize(&count, arguments.data());
  if (count == 1) return {};
  return failure(ErrorCode::usage, fmt::format("Google Benchmark does not take '{}'", arguments[1]),
                 "its documentation: https://github.com/google/benchmark/blob/v1.7.1/docs/user_guide.md");
}

}  // namespace

Result<Reported> run_google_benchmark(const std::string& program, std::span<const Registered* const> benchmarks,
                                      const Options& options,
                                      std::span<const std::pair<std::string, std::string>> context, Record record) {
  if (Result<void> writable = can_write(options.report_file); !writable) return passed_on(writable);
  if (Result<void> initialized = initialize(program, options); !initialized) return passed_on(initialized);
  for (const auto& [key, value] : context) benchmark::AddCustomContext(key, value);
  report_allocations();
  hand_over(benchmarks, {.iterations = options.iterations, .warm_up = options.warm_up, .check = options.check});

  PlainReporter shown(*benchmark::CreateDefaultDisplayReporter());
  std::ostringstream recorded;
  benchmark::JSONReporter recorder;
  recorder.SetOutputStream(&recorded);
  if (record == Record::yes) shown.record_with(recorder);

  const auto inner_file_reporter = reporter_for(options.report_format);
  PlainReporter filed(*inner_file_reporter);
  const std::string all = ".";
  benchmark::RunSpecifiedBenchmarks(&shown, options.report_file.empty() ? nullptr : &filed, all);
  return Reported{shown.failed(), recorded.str()};
}

}  // namespace trackmeet::suites
