// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "app/command.hpp"
#include "core/file.hpp"
#include "core/printable.hpp"
#include "core/say.hpp"
#include "core/units.hpp"
#include "model/bmf_writer.hpp"
#include "model/csv_writer.hpp"
#include "model/data_js_writer.hpp"
#include "model/gbench_writer.hpp"
#include "model/metric.hpp"
#include "model/read_results.hpp"

namespace trackmeet::app {
namespace {

struct ConvertOptions {
  std::string file;
  std::string to;
  std::string from;
  std::string out = "-";
  bool append = false;
};

/// The text of the file that is added to; empty if there is none yet.
Result<std::string> existing_text(const ConvertOptions& options) {
  std::error_code ignored;
  if (!options.append || !std::filesystem::exists(options.out, ignored)) return std::string{};
  return read_file(options.out);
}

Result<std::string> format_as(const ConvertOptions& options, const model::Run& run) {
  if (options.to == "google-benchmark") return model::format_gbench(run);
  if (options.to == "bmf") return model::format_bmf(run);
  if (options.to == "csv") return model::format_csv(run);
  Result<std::string> existing = existing_text(options);
  if (!existing) return existing;
  return model::format_data_js(run, *existing, options.out);
}

void warn(const model::Run& run, const std::string& what) { say("{}: warning: {}\n", printable(run.source), what); }

/// Only Google Benchmark's format can say that a benchmark failed.
void say_what_is_left_out(const ConvertOptions& options, const model::Run& run) {
  if (run.failures.empty() || options.to == "google-benchmark") return;
  const model::Failure& first = run.failures.front();
  warn(run, fmt::format("left out: {} that failed, such as '{}': {}", format_count(run.failures.size(), "benchmark"),
                        printable(first.name), printable(first.detail)));
}

/// `2 metrics, such as 'loss'`: those that `are_meant`; empty: there are none.
template <typename Predicate>
std::string metrics_that(const model::Run& run, Predicate are_meant) {
  const auto first = std::ranges::find_if(run.metrics, are_meant);
  if (first == run.metrics.end()) return {};
  const auto number = static_cast<std::size_t>(std::ranges::count_if(run.metrics, are_meant));
  return fmt::format("{}, such as '{}'", format_count(number, "metric"), printable(first->name));
}

/// Whether a format that cannot say which way is good says it all the same, by the metric's name.
bool is_told_by_name(const model::Metric& metric) {
  const model::Metric named = model::metric_named(metric.name);
  return !named.guessed && named.better == metric.better;
}

/// An entry of data.js must say which way is good, rows of Google Benchmark and BMF cannot.
void say_which_directions_suffer(const ConvertOptions& options, const model::Run& run) {
  if (options.to == "csv") return;
  if (options.to == "data.js") {
    const std::string guessed = metrics_that(run, [](const model::Metric& metric) { return metric.guessed; });
    if (!guessed.empty())
      warn(run, fmt::format("nobody told which way is good of {}: written as smaller is better, and marked as a guess",
                            guessed));
    return;
  }
  const std::string lost =
      metrics_that(run, [](const model::Metric& metric) { return !metric.guessed && !is_told_by_name(metric); });
  if (!lost.empty()) warn(run, fmt::format("the format cannot tell which way is good of {}", lost));
}

/// What was written is less than what a reader of it might think.
void say_what_is_lost(const ConvertOptions& options, const model::Run& run) {
  say_what_is_left_out(options, run);
  say_which_directions_suffer(options, run);
  if (options.to == "data.js" && run.timestamp == UtcTime{})
    warn(run, "it does not tell when it was measured: the entry has no date");
}

Result<ExitStatus> convert(const ConvertOptions& options) {
  if (options.append && (options.to != "data.js" || options.out == "-"))
    return failure(ErrorCode::usage, "only a data.js file can be added to",
                   "trackmeet convert FILE --to data.js --append -o data.js");
  Result<model::Run> run = model::read_results({options.file, options.from, model::Keep::everything});
  if (!run) return passed_on(run);
  Result<std::string> text = format_as(options, *run);
  if (!text) return passed_on(text);
  say_what_is_lost(options, *run);
  if (options.out == "-") {
    fmt::print("{}", *text);
    return ExitStatus::ok;
  }
  if (Result<void> written = write_output(options.out, *text); !written) return passed_on(written);
  return ExitStatus::ok;
}

}  // namespace

void add_convert_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<ConvertOptions>();
  CLI::App* command = program.add_subcommand("convert", "Write results of any tool in the format of another");
  command
      ->add_option("file", options->file, "Results in any format: a file, a folder or a pattern; - is standard input")
      ->type_name("FILE")
      ->required();
  command->add_option("--to", options->to, "google-benchmark, bmf, data.js or csv (every value, one a line)")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"google-benchmark", "bmf", "data.js", "csv"}).description(""))
      ->required();
  command->add_option("--from", options->from, "The format of FILE (found out from its content)")->type_name("FORMAT");
  command->add_option("-o,--out", options->out, "Where to write it; - is standard output (-)")->type_name("FILE");
  command->add_flag("--append", options->append, "Add to the data.js that is there");
  command->footer(
      help_footer("  trackmeet convert results/new.json --to bmf -o bmf.json\n"
                  "  trackmeet convert results/new.json --to data.js --append -o gh-pages/data.js\n"
                  "  trackmeet convert results/new.json --to csv > new.csv",
                  "it is written"));
  command->callback([options, &action] { action = [options] { return convert(*options); }; });
}

}  // namespace trackmeet::app
