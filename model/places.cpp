// SPDX-License-Identifier: Apache-2.0
#include "model/places.hpp"

#include <fmt/format.h>
#include <glob.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace trackmeet::model {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> endings = {".json", ".jsonl", ".txt", ".xml", ".js", ".out", ".log"};

bool is_results_file(const fs::path& path) {
  std::error_code ignored;
  const fs::path name = path.extension() == ".gz" ? path.stem() : path.filename();
  return !name.string().starts_with('.') && std::ranges::count(endings, name.extension().string()) > 0 &&
         fs::is_regular_file(path, ignored);
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (is_results_file(entry->path())) files.push_back(entry->path());
  if (error) return failure(ErrorCode::io, "cannot list it: " + error.message(), SourcePos{folder.string()});
  if (files.empty())
    return failure(ErrorCode::input, "there are no results in this folder", SourcePos{folder.string()},
                   fmt::format("results are files that end in {}, or those with .gz", fmt::join(endings, ", ")));
  std::ranges::sort(files);
  return files;
}

Result<std::vector<fs::path>> files_matching(const std::string& pattern) {
  glob_t found{};
  const int status = ::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found);
  std::vector<fs::path> files;
  for (std::size_t i = 0; status == 0 && i < found.gl_pathc; ++i) {
    std::error_code ignored;
    if (fs::is_regular_file(found.gl_pathv[i], ignored)) files.emplace_back(found.gl_pathv[i]);
  }
  ::globfree(&found);
  if (files.empty())
    return failure(ErrorCode::input, "no file matches this pattern", SourcePos{pattern},
                   "put it in quotes, so that the shell does not change it");
  std::ranges::sort(files);
  return files;
}

}  // namespace

Result<std::vector<fs::path>> files_of(const std::string& place) {
  std::error_code ignored;
  if (fs::is_directory(place, ignored)) return files_in(place);
  const bool is_pattern = place.find_first_of("*?[") != std::string::npos && !fs::exists(place, ignored);
  if (is_pattern) return files_matching(place);
  return std::vector<fs::path>{place};
}

}  // namespace trackmeet::model
