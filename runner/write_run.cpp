// SPDX-License-Identifier: Apache-2.0
#include "runner/write_run.hpp"

#include <chrono>
#include <system_error>

#include "core/file.hpp"
#include "model/results_file.hpp"

namespace trackmeet::runner {
namespace {

namespace fs = std::filesystem;

fs::path free_path(model::Run& run, const fs::path& folder) {
  for (;;) {
    fs::path path = folder / model::results_file_name(run);
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return path;
    const Result<model::Run> there = model::read_run(path);
    if (there && there->id == run.id) return path;
    run.timestamp += std::chrono::seconds(1);
  }
}

}  // namespace

Result<fs::path> write_run(model::Run& run, const fs::path& folder) {
  fs::path path = free_path(run, folder);
  Result<std::string> text = model::format_run(run);
  if (!text) return passed_on(text);
  if (Result<void> written = write_file_atomically(path, *text); !written) return passed_on(written);
  run.source = path.string();
  return path;
}

}  // namespace trackmeet::runner
