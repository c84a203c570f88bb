// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"

namespace trackmeet {

/// What a user's folder is for: what can be made anew at any time, or what is to be kept on this machine.
enum class UserFolder { cache, state };

/// Our own folder of this user: `$XDG_CACHE_HOME/trackmeet` or `~/.cache/trackmeet`, `$XDG_STATE_HOME/trackmeet` or
/// `~/.local/state/trackmeet`. It need not be there yet. An error if the environment names neither.
Result<std::filesystem::path> user_folder(UserFolder kind);

/// A folder name that is the same for the same project folder and tells a person which one: `trackmeet-1f0c2b7e`.
std::string project_key(const std::filesystem::path& root);

}  // namespace trackmeet
