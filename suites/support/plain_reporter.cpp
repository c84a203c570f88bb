// SPDX-License-Identifier: Apache-2.0
#include "suites/support/plain_reporter.hpp"

#include <sstream>
#include <string>

#include "suites/support/memory_manager.hpp"

namespace trackmeet::suites {
namespace {

using benchmark::Counter;
using Run = benchmark::BenchmarkReporter::Run;

/// Version 1.7 keeps a pointer to what was counted that is no longer good once a benchmark was repeated; so that is not
/// followed, and the numbers become counters like any other.
void set_allocations(Run& run) {
  if (run.memory_result == nullptr) return;
  run.memory_result = nullptr;
  run.counters["allocs_per_iter"] = run.allocs_per_iter;
  if (const auto allocations = allocations_of(run.run_name.str())) {
    run.counters["max_bytes_used"] =
        Counter(static_cast<double>(allocations->peak_bytes), Counter::kDefaults, Counter::kIs1024);
  }
}

Run made_plain(Run run) {
  const std::string name = run.run_name.function_name;
  run.run_name = {};
  run.run_name.function_name = name;
  set_allocations(run);
  return run;
}

/// Leaves out the warning that distributions build the library with assertions (its loop is in its header and compiled
/// with us), and our own lines, which are for files.
std::string what_a_person_needs(const std::string& notes) {
  std::istringstream lines(notes);
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    const bool is_noise =
        line.find("Library was built as DEBUG") != std::string::npos || line.starts_with("trackmeet_");
    if (!is_noise) kept += line + '\n';
  }
  return kept;
}

}  // namespace

bool PlainReporter::ReportContext(const Context& context) {
  inner_.SetOutputStream(&GetOutputStream());
  std::ostringstream notes;
  inner_.SetErrorStream(&notes);
  const bool go_on = inner_.ReportContext(context);
  inner_.SetErrorStream(&GetErrorStream());
  GetErrorStream() << what_a_person_needs(notes.str()) << std::flush;
  return (recorder_ == nullptr || recorder_->ReportContext(context)) && go_on;
}

void PlainReporter::ReportRuns(const std::vector<Run>& runs) {
  std::vector<Run> plain;
  std::vector<Run> single;
  for (const Run& run : runs) {
    plain.push_back(made_plain(run));
    if (run.run_type == Run::RT_Iteration) single.push_back(plain.back());
    if (!run.error_occurred) continue;
    const std::string failure = plain.back().run_name.str() + ": " + run.error_message;
    if (failed_.empty() || failed_.back() != failure) failed_.push_back(failure);
  }
  inner_.ReportRuns(plain);
  if (recorder_ != nullptr) recorder_->ReportRuns(single);
}

void PlainReporter::Finalize() {
  inner_.Finalize();
  if (recorder_ != nullptr) recorder_->Finalize();
}

}  // namespace trackmeet::suites
