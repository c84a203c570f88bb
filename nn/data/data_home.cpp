// SPDX-License-Identifier: Apache-2.0
#include "nn/data/data_home.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <system_error>

namespace trackmeet::nn {
namespace {

constexpr std::array<KnownData, 3> all_known = {{
    {"fashion-mnist", KnownData::Kind::images, "277e16baaed8960fbb5d0c9395987d0f60063f399d9d581e97a5a8917bbe9d49"},
    {"mnist", KnownData::Kind::images, "7cf8a2731c3040ef0b480dfdcb34f6ee8c16a53b114ed008a4659616402c0d18"},
    {"tinyshakespeare", KnownData::Kind::text, "9580395c0c376c6dba2692f5c3fbb2b999c8b23af59d3f682ead44fb2ac8f208"},
}};

/// An environment variable, empty where it is not set.
std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

const KnownData* find_known(std::string_view name) {
  const auto* const found = std::ranges::find(all_known, name, &KnownData::name);
  return found == all_known.end() ? nullptr : found;
}

std::vector<std::string> names_of(KnownData::Kind kind) {
  std::vector<std::string> names{kind == KnownData::Kind::images ? "glyphs" : "markov"};
  for (const KnownData& known : all_known) {
    if (known.kind == kind) names.emplace_back(known.name);
  }
  return names;
}

Result<std::filesystem::path> data_home() {
  if (const std::string home = variable("TRACKMEET_DATA_HOME"); !home.empty()) return home;
  if (const std::string cache = variable("XDG_CACHE_HOME"); !cache.empty()) {
    return std::filesystem::path(cache) / "trackmeet" / "data";
  }
  if (const std::string home = variable("HOME"); !home.empty()) {
    return std::filesystem::path(home) / ".cache" / "trackmeet" / "data";
  }
  return failure(ErrorCode::usage, "it is not known where data sets lie: HOME is not set", "set TRACKMEET_DATA_HOME");
}

Result<std::filesystem::path> folder_of(const KnownData& known) {
  auto home = data_home();
  if (!home) return home;
  std::filesystem::path folder = *home / known.name;
  std::error_code ignored;
  if (std::filesystem::is_directory(folder, ignored)) return folder;
  return failure(ErrorCode::io, fmt::format("the data set '{}' is not there", known.name), SourcePos{folder.string()},
                 fmt::format("fetch it: ./scripts/fetch-data {}", known.name));
}

Result<void> expect_content(const KnownData& known, std::string_view hash, const std::filesystem::path& folder) {
  if (hash == known.hash) return {};
  return failure(ErrorCode::input,
                 fmt::format("what lies here is not '{}': its content has the hash {}, not {}", known.name,
                             hash.substr(0, 12), known.hash.substr(0, 12)),
                 SourcePos{folder.string()},
                 fmt::format("remove the folder and fetch it again: ./scripts/fetch-data {}", known.name));
}

}  // namespace trackmeet::nn
