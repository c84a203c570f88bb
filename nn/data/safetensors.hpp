// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "nn/data/labelled_images.hpp"
#include "nn/tensor.hpp"

namespace trackmeet::nn {

/// A named tensor as a safetensors file keeps it.
struct StoredTensor {
  std::string name;
  std::string dtype;                 ///< `F32`, `F64`, `I32`, `U8` and the like; `bytes_of_dtype` knows them
  Shape shape;                       ///< empty: one value
  std::span<const std::byte> bytes;  ///< row-major, little-endian, not aligned
};

/// What a safetensors file holds. The bytes of the tensors belong to whoever has the file's.
struct Safetensors {
  std::vector<StoredTensor> tensors;  ///< in the order of their bytes in the file
  std::map<std::string, std::string> metadata;

  /// Null if there is none of that name.
  const StoredTensor* find(std::string_view name) const;
};

inline constexpr std::size_t largest_safetensors_header = 100'000'000;  ///< bytes

/// Bytes of one value; 0 if the format knows no such type.
std::size_t bytes_of_dtype(std::string_view dtype);

/// Reads a file as the format defines it (https://github.com/huggingface/safetensors#format): the length of the header
/// in eight bytes, the header as JSON, the bytes of the tensors. An error, naming `path`, unless the header is an
/// object whose keys are all different, each tensor has exactly as many bytes as its type and shape say, and the
/// tensors lie one after the other from the first byte to the last, without gap or overlap.
Result<Safetensors> parse_safetensors(std::string_view bytes, const std::string& path);

/// The inverse: the tensors one after the other, the header filled up with blanks to a multiple of eight bytes. The
/// same tensors yield the same bytes. Names are to be different, UTF-8, and not `__metadata__`.
std::string format_safetensors(std::span<const StoredTensor> tensors,
                               const std::map<std::string, std::string>& metadata = {});

/// The values of a tensor of type F32. An error, naming `path` and the tensor, if its type or shape is another.
Result<std::vector<float>> floats_of(const Safetensors& file, std::string_view name, const Shape& shape,
                                     const std::string& path);

/// Images as two tensors of type U8: `images` (count x height x width) and `labels` (count). Others may lie beside
/// them.
Result<LabelledImages> read_safetensors_images(std::string name, const std::filesystem::path& path);
std::string format_safetensors_images(const LabelledImages& images);

}  // namespace trackmeet::nn
