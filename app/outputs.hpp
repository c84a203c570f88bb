// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "app/exit_status.hpp"
#include "compare/comparison.hpp"
#include "core/result.hpp"
#include "model/baseline.hpp"
#include "model/run.hpp"

namespace CLI {
class App;
}

namespace trackmeet::app {

/// What a comparison was made of, for formats that show more than it keeps.
struct ComparedSides {
  model::Baseline base;
  model::Run head;
  std::map<std::string, std::string> renames{};  ///< of the base's benchmarks, as in the policy
};

/// The comparisons of one call of the program, one for each suite, in the order in which they were made.
struct Answers {
  std::vector<compare::Comparison> comparisons;
  std::vector<ComparedSides> sides;  ///< of each

  void add(compare::Comparison comparison, ComparedSides made_of);
};

/// What becomes of them: one format for standard output, any others into files.
struct OutputOptions {
  std::string format = "text";
  std::map<std::string, std::string> files;  ///< paths by the name of the format; empty: not wanted
  bool show_all = false;                     ///< text lists the unchanged rows, too
};

/// Adds `--format`, `--all` and, for every format that there is, `--<format> FILE`.
void add_output_flags(CLI::App& command, OutputOptions& options);

/// Refuses what cannot be meant: two outputs in one file, an output over one of `inputs`, a folder, standard output.
/// Writes nothing.
Result<void> check_outputs(const OutputOptions& options, std::span<const std::string> inputs = {});

/// Proves, before anything is measured, that the files can be written.
Result<void> check_outputs_writable(const OutputOptions& options);

/// Writes the files, each whole or not at all. What cannot be written is told on standard error, and the rest is
/// written all the same. With `--format github` the summary of the job is added to the file that GITHUB_STEP_SUMMARY
/// names. True if everything was written.
bool write_outputs(const Answers& answers, const OutputOptions& options);

/// The same, and then standard output. What the comparisons together end with, or `unanswered` if anything could not be
/// written: who waits for a file must hear that it is not there.
ExitStatus present(const Answers& answers, const OutputOptions& options);

}  // namespace trackmeet::app
