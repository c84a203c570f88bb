// SPDX-License-Identifier: Apache-2.0
#include "duet/build_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "core/file.hpp"
#include "core/printable.hpp"

namespace trackmeet::duet {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t logs_kept = 40;
constexpr std::size_t lines_shown = 20;
constexpr std::size_t end_bytes = 1U << 16U;  ///< of a log, in which its last lines and the causes below are looked for

constexpr std::string_view disk_full = "No space left on device";
/// What compilers and make say when memory, not the code, was the trouble.
constexpr std::array<std::string_view, 4> of_the_machine = {"virtual memory exhausted", "Cannot allocate memory",
                                                            "Killed signal terminated program", "out of memory"};

/// Printable, line by line.
std::string printable_lines(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    shown += elide_middle(printable(text.substr(0, end)), 400);
    if (end < text.size()) shown += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return shown;
}

/// Deletes all but the newest logs of `folder`, each with its memory.
void thin_out(const fs::path& folder) {
  std::error_code error;
  std::vector<std::pair<fs::file_time_type, fs::path>> logs;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".log") logs.emplace_back(entry.last_write_time(error), entry.path());
  if (logs.size() <= logs_kept) return;
  std::ranges::sort(logs, std::greater());
  for (std::size_t i = logs_kept; i < logs.size(); ++i) {
    fs::remove(logs[i].second, error);
    fs::remove(logs[i].second.replace_extension(".failed"), error);
  }
}

}  // namespace

Result<void> BuildLog::begin() const {
  if (Result<void> made = write_file_atomically(path_, ""); !made) return made;
  std::error_code ignored;
  fs::remove(memory(), ignored);
  thin_out(path_.parent_path());
  return {};
}

Result<BuildFailure> BuildLog::explain(const ProcessOutcome& outcome, const BuildRecipe& recipe) const {
  const std::string end = read_file_end(path_, end_bytes).value_or("");
  if (end.find(disk_full) != std::string::npos)
    return failure(ErrorCode::io, "the disk became full during the build", SourcePos{path_.string()},
                   "free some space and try again");
  BuildFailure why;
  why.last_lines = printable_lines(last_lines(end, lines_shown));
  why.of_the_code = std::ranges::none_of(of_the_machine,
                                         [&](std::string_view cause) { return end.find(cause) != std::string::npos; });
  if (!why.of_the_code) why.reason = "there was too little memory to build it";
  if (outcome.end == ProcessEnd::timed_out) {
    why.reason = fmt::format("the build took longer than {:.0f} min",
                             std::chrono::duration<double, std::ratio<60>>(recipe.timeout).count());
    why.of_the_code = false;
  } else if (outcome.end == ProcessEnd::signalled) {
    why.reason = fmt::format("the build command was ended by signal {}", outcome.signal);
    why.of_the_code = false;
  } else if (outcome.exit_status == 0) {
    why.reason = fmt::format("the build command succeeded, but left no folder '{}' (build.output in trackmeet.toml)",
                             printable(recipe.output.string()));
    why.of_the_code = false;
  } else if (outcome.exit_status == 127 || outcome.exit_status == 126) {
    why.reason =
        fmt::format("a command of the build was not found or cannot be run (exit status {})", outcome.exit_status);
    why.of_the_code = false;
  } else if (why.of_the_code) {
    why.reason = fmt::format("the build command failed with exit status {}", outcome.exit_status);
  }
  return why;
}

Result<void> BuildLog::remember(const RememberedFailure& failed) const {
  return write_file_atomically(memory(), failed.reason + "\n" + failed.last_lines);
}

std::optional<RememberedFailure> BuildLog::remembered() const {
  const Result<std::string> text = read_file(memory(), 2 * end_bytes);
  if (!text || text->empty()) return std::nullopt;
  const std::size_t end = std::min(text->find('\n'), text->size());
  return RememberedFailure{text->substr(0, end), text->substr(std::min(end + 1, text->size()))};
}

}  // namespace trackmeet::duet
