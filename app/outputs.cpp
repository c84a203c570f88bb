// SPDX-License-Identifier: Apache-2.0
#include "app/outputs.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "app/output.hpp"
#include "core/file.hpp"
#include "core/printable.hpp"
#include "core/say.hpp"
#include "model/places.hpp"
#include "report/annotations.hpp"
#include "report/csv.hpp"
#include "report/html.hpp"
#include "report/html_side.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/markdown.hpp"
#include "report/outcome.hpp"
#include "report/overview.hpp"
#include "report/step_summary.hpp"
#include "report/text.hpp"

namespace trackmeet::app {
namespace {

namespace fs = std::filesystem;
using report::TextOptions;

struct Format {
  std::string_view name;
  std::string_view what;  ///< of the help
  std::string (*render)(const Answers& answers, const TextOptions& options);
};

/// Every suite, and what came of all in a table.
std::string render_texts(const Answers& answers, const TextOptions& options) {
  std::string out;
  for (const compare::Comparison& comparison : answers.comparisons)
    out += (out.empty() ? "" : "\n") + report::render_text(comparison, options);
  const std::string overview = report::render_overview(answers.comparisons, options);
  return overview.empty() ? out : out + "\n" + overview;
}

/// The page, with what was measured on both sides of each suite.
std::string render_page(const Answers& answers, const TextOptions&) {
  std::vector<report::HtmlPart> parts;
  for (std::size_t i = 0; i < answers.comparisons.size(); ++i) {
    const model::Run* const head = &answers.sides[i].head;
    parts.push_back({&answers.comparisons[i],
                     report::html_side(model::blessed_sessions(answers.sides[i].base), answers.sides[i].renames),
                     report::html_side(std::span(&head, 1))});
  }
  return report::render_html(parts);
}

/// The one place where a format is made known.
constexpr Format formats[] = {
    {"text", "the table of a terminal, plain and 100 columns wide", render_texts},
    {"markdown", "a comment on a pull request, below 60 000 characters",
     [](const Answers& answers, const TextOptions&) { return report::render_markdown(answers.comparisons); }},
    {"summary", "the same with room for more, for the summary of a job",
     [](const Answers& answers, const TextOptions&) { return report::render_step_summary(answers.comparisons); }},
    {"json", "for programs (docs/comparison.schema.json)",
     [](const Answers& answers, const TextOptions&) { return report::render_json(answers.comparisons); }},
    {"junit", "JUnit XML, for the test pages of Jenkins and GitLab",
     [](const Answers& answers, const TextOptions&) { return report::render_junit(answers.comparisons); }},
    {"csv", "a table for spreadsheets and data frames",
     [](const Answers& answers, const TextOptions&) { return report::render_csv(answers.comparisons); }},
    {"github", "annotations, as commands of a GitHub workflow",
     [](const Answers& answers, const TextOptions&) { return report::render_annotations(answers.comparisons); }},
    {"html", "a page to look into: sorts, searches, plots; needs no network", render_page},
};

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : formats) names.emplace_back(format.name);
  return names;
}

/// `a, b or c`
std::string names_in_words() {
  const std::vector<std::string> names = format_names();
  return fmt::format("{} or {}", fmt::join(names.begin(), std::prev(names.end()), ", "), names.back());
}

/// The file that is wanted in that format; empty: none.
std::string file_of(const OutputOptions& options, std::string_view format) {
  const auto found = options.files.find(std::string(format));
  return found == options.files.end() ? std::string() : found->second;
}

/// One path for all the ways to name a file.
fs::path plain_path(const std::string& path) {
  std::error_code unknown;
  const fs::path whole = fs::absolute(path, unknown);
  const fs::path plain = unknown ? fs::path() : fs::weakly_canonical(whole, unknown);
  return unknown ? fs::path(path) : plain;
}

/// All files that are meant by `inputs`: folders and patterns stand for several, and what stands for none is told when
/// it is to be read.
std::set<fs::path> files_in(std::span<const std::string> inputs) {
  std::set<fs::path> files;
  for (const std::string& input : inputs) {
    if (input == "-") continue;
    files.insert(plain_path(input));
    if (const auto meant = model::files_of(input))
      for (const fs::path& file : *meant) files.insert(plain_path(file));
  }
  return files;
}

bool tell(const Error& error) {
  say("{}\n", to_text(error));
  return false;
}

bool print_all(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return true;
  return tell({ErrorCode::io, fmt::format("cannot write to standard output: {}", std::strerror(errno)), {}, {}});
}

/// Adds the summary to what other commands of the step have put there, as far as GitHub takes it.
bool add_step_summary(const Answers& answers) {
  const char* path = std::getenv("GITHUB_STEP_SUMMARY");
  if (path == nullptr || *path == '\0') return true;
  constexpr std::size_t least = 4'096;
  std::error_code absent;
  const std::uintmax_t size = fs::file_size(path, absent);
  const std::size_t used = absent ? 0 : static_cast<std::size_t>(size);
  if (used + least > report::step_summary_limit) {
    say("warning: {}: the summary of this step is full, so nothing was added to it\n", printable(path));
    return true;
  }
  std::ofstream file(path, std::ios::app | std::ios::binary);
  file << report::render_step_summary(answers.comparisons, report::step_summary_limit - used) << std::flush;
  if (file) return true;
  return tell({ErrorCode::io, fmt::format("cannot add the summary to it: {}", std::strerror(errno)), SourcePos{path},
               "it is the file that GITHUB_STEP_SUMMARY names"});
}

}  // namespace

void Answers::add(compare::Comparison comparison, ComparedSides made_of) {
  comparisons.push_back(std::move(comparison));
  sides.push_back(std::move(made_of));
}

void add_output_flags(CLI::App& command, OutputOptions& options) {
  command.add_option("--format", options.format, "What standard output gets: " + names_in_words())
      ->type_name("FORMAT")
      ->check(CLI::IsMember(format_names()).description(""))
      ->capture_default_str();
  command.add_flag("--all", options.show_all, "List the unchanged benchmarks in the text, too");
  for (const Format& format : formats) {
    command
        .add_option(fmt::format("--{}", format.name), options.files[std::string(format.name)], std::string(format.what))
        ->type_name("FILE")
        ->check(
            CLI::Validator([](const std::string& path) { return path.empty() ? "an empty name of a file" : ""; }, ""))
        ->group("Written beside standard output");
  }
}

Result<void> check_outputs(const OutputOptions& options, std::span<const std::string> inputs) {
  const std::set<fs::path> read = files_in(inputs);
  std::set<fs::path> taken;
  for (const auto& [format, path] : options.files) {
    if (path.empty()) continue;
    if (path == "-")
      return failure(ErrorCode::usage, fmt::format("--{} takes a file, not standard output", format),
                     fmt::format("write --format {}", format));
    const fs::path plain = plain_path(path);
    std::error_code absent;
    if (fs::is_directory(plain, absent))
      return failure(ErrorCode::usage, fmt::format("--{} takes a file, and {} is a folder", format, path));
    if (read.contains(plain))
      return failure(ErrorCode::usage, fmt::format("--{} would overwrite {}, which is read", format, path),
                     "name another file");
    if (!taken.insert(plain).second)
      return failure(ErrorCode::usage, fmt::format("two outputs are to be written to {}", path),
                     "give each its own file");
  }
  if (const char* summary = std::getenv("GITHUB_STEP_SUMMARY");
      options.format == "github" && summary != nullptr && *summary != '\0' && read.contains(plain_path(summary)))
    return failure(ErrorCode::usage, fmt::format("GITHUB_STEP_SUMMARY names {}, which is read", summary),
                   "let it name another file");
  return {};
}

Result<void> check_outputs_writable(const OutputOptions& options) {
  for (const auto& [format, path] : options.files) {
    if (path.empty()) continue;
    if (Result<void> writable = ensure_output_writable(path); !writable) return passed_on(writable);
  }
  return {};
}

bool write_outputs(const Answers& answers, const OutputOptions& options) {
  bool all = true;
  for (const Format& format : formats) {
    const std::string path = file_of(options, format.name);
    if (path.empty()) continue;
    TextOptions plain;
    plain.show_unchanged = options.show_all;
    if (const Result<void> written = write_output(path, format.render(answers, plain)); !written)
      all = tell(written.error());
  }
  if (options.format == "github") all = add_step_summary(answers) && all;
  return all;
}

ExitStatus present(const Answers& answers, const OutputOptions& options) {
  // Files first: whoever reads standard output may close it early.
  bool all = write_outputs(answers, options);
  const auto format = std::ranges::find(formats, options.format, &Format::name);
  TextOptions text = text_options();
  text.show_unchanged = options.show_all;
  all = print_all(format->render(answers, text)) && all;
  return all ? static_cast<ExitStatus>(report::exit_status_of(answers.comparisons)) : ExitStatus::unanswered;
}

}  // namespace trackmeet::app
