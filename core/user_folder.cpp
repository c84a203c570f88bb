// SPDX-License-Identifier: Apache-2.0
#include "core/user_folder.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>

namespace trackmeet {
namespace {

namespace fs = std::filesystem;

fs::path absolute_from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && fs::path(value).is_absolute() ? fs::path(value) : fs::path();
}

}  // namespace

Result<fs::path> user_folder(UserFolder kind) {
  const bool cache = kind == UserFolder::cache;
  const char* variable = cache ? "XDG_CACHE_HOME" : "XDG_STATE_HOME";
  if (const fs::path named = absolute_from_environment(variable); !named.empty()) return named / "trackmeet";
  const fs::path home = absolute_from_environment("HOME");
  if (home.empty())
    return failure(ErrorCode::io,
                   fmt::format("neither {} nor HOME names a folder for {}", variable,
                               cache ? "builds that are kept" : "what this machine remembers"),
                   "set HOME to a folder that you may write to");
  return home / (cache ? ".cache" : ".local/state") / "trackmeet";
}

std::string project_key(const fs::path& root) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a, which unlike std::hash is the same everywhere
  for (const char c : root.string()) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{}-{:08x}", root.filename().string(), static_cast<std::uint32_t>(hash >> 32U ^ hash));
}

}  // namespace trackmeet
