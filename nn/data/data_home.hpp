// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace trackmeet::nn {

/// A public data set that `scripts/fetch-data` fetches.
struct KnownData {
  enum class Kind { images, text };
  std::string_view name;
  Kind kind = Kind::images;
  std::string_view hash;  ///< of the `ImageSet` or `TextSet` that it is
};

/// Null if `name` is none.
const KnownData* find_known(std::string_view name);
/// All names that stand for images or for text, the generated one first.
std::vector<std::string> names_of(KnownData::Kind kind);

/// Where fetched data lies, a folder for each set: $TRACKMEET_DATA_HOME, or $XDG_CACHE_HOME/trackmeet/data, or
/// ~/.cache/trackmeet/data. An error if none of the variables, nor HOME, is set.
Result<std::filesystem::path> data_home();

/// The folder of a known set; an error that tells how to fetch it if it is not there.
Result<std::filesystem::path> folder_of(const KnownData& known);

/// That no set is called what it is not: an error unless `hash` is that of the known set.
Result<void> expect_content(const KnownData& known, std::string_view hash, const std::filesystem::path& folder);

}  // namespace trackmeet::nn
