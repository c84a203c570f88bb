// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/json_tree.hpp"
#include "model/run.hpp"

namespace trackmeet::model {

/// A foreign format: how to tell that a file is in it, and how to read it. It has either the functions of a JSON
/// document or those of any other text.
struct Adapter {
  std::string_view name;   ///< as `--from` takes it: `hyperfine`
  std::string_view title;  ///< as messages name it: `hyperfine's JSON`

  bool (*is_document)(const Json& root) = nullptr;
  Result<Run> (*read_document)(const Json& root, const std::string& source) = nullptr;

  bool (*is_text)(std::string_view text) = nullptr;  ///< of the first megabytes of a file, in linear time
  Result<Run> (*read_text)(std::string_view text, const std::string& source) = nullptr;
};

/// All of them, in the order in which a file is tried against them: the more particular come first.
std::span<const Adapter> adapters();

}  // namespace trackmeet::model
