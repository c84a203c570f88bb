// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "nn/data/labelled_images.hpp"

namespace trackmeet::nn {

/// Images as raw bytes: the eight characters `TMIMAGE1`; count, height and width, as eight bytes each with the least
/// significant first; all pixels, a byte each, row by row; then all labels, a byte each. What stands behind the first
/// eight characters is what `content_hash` covers.
inline constexpr std::string_view raw_magic = "TMIMAGE1";

/// An error, naming `path`, if the file is anything else, or longer or shorter than it says.
Result<LabelledImages> parse_raw(std::string name, std::string_view bytes, const std::string& path);
Result<LabelledImages> read_raw(std::string name, const std::filesystem::path& path);

/// The inverse.
std::string format_raw(const LabelledImages& images);

}  // namespace trackmeet::nn
