// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "nn/data/labelled_images.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {

/// An array of unsigned bytes as the IDX format keeps it: two zero bytes, the type (8: unsigned byte), the number of
/// dimensions, each length as four bytes with the most significant first, then the values. (Y. LeCun, C. Cortes,
/// C. Burges, "The MNIST database", where the format is described)
struct IdxArray {
  Shape shape;
  std::span<const std::uint8_t> values;  ///< within the bytes that were parsed
};

/// Reads an array of so many dimensions. An error, naming `path`, if it is of another type or number of dimensions, and
/// if it has not exactly as many values as its dimensions say.
Result<IdxArray> parse_idx(std::string_view bytes, const std::string& path, std::size_t dimensions);

/// The inverse.
std::string format_idx(const Shape& shape, std::span<const std::uint8_t> values);

/// Images (three dimensions) and their labels (one), each a plain file or a gzip file.
Result<LabelledImages> read_idx(std::string name, const std::filesystem::path& images,
                                const std::filesystem::path& labels);

/// Both files of a part as IDX text.
std::string format_idx_images(const LabelledImages& images);
std::string format_idx_labels(const LabelledImages& images);

}  // namespace trackmeet::nn
