// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace trackmeet::nn {

/// What the header of a safetensors file says of a tensor; its numbers are not yet held against the file.
struct TensorInfo {
  std::string name;
  std::string dtype;
  std::vector<std::uint64_t> shape;
  std::array<std::uint64_t, 2> offsets{};  ///< first byte and one past the last, among those behind the header
};

struct SafetensorsHeader {
  std::vector<TensorInfo> tensors;  ///< in the order in which they are written
  std::map<std::string, std::string> metadata;
};

/// Reads the JSON of a header. An error, naming `path`, unless it has exactly the members that the format defines, of
/// the right types, and each once.
Result<SafetensorsHeader> parse_safetensors_header(std::string_view json, const std::string& path);

}  // namespace trackmeet::nn
