// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "nn/data/labelled_images.hpp"

namespace trackmeet::nn {

/// Square images as a table: a line for each, `label,pixel,pixel,…` with whole numbers from 0 to 255, row by row. The
/// first line may be a heading, which begins with a letter or a quotation mark. Lines end with \n or \r\n. An error
/// tells `path`, line and column. The locale plays no part.
Result<LabelledImages> parse_csv(std::string name, std::string_view text, const std::string& path);
Result<LabelledImages> read_csv(std::string name, const std::filesystem::path& path);

/// The inverse, with the heading `label,pixel1,pixel2,…`.
std::string format_csv(const LabelledImages& images);

}  // namespace trackmeet::nn
