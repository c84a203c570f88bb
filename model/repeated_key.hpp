// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "model/json_tree.hpp"

namespace trackmeet::model {

/// Finds keys that an object has twice, in time that is nearly proportional to their number. Keeps its memory from one
/// object to the next.
class RepeatedKeys {
public:
  /// Marks `object`, all of whose members are there, if it has one, and the document it is in, if that has none yet.
  void note(Json& object, JsonDocument& document);

private:
  bool occur(const std::vector<Json>& members);

  std::vector<std::size_t> hashes_;
  std::vector<std::pair<std::string_view, std::uint32_t>> keys_;  ///< with the lines on which they stand
};

}  // namespace trackmeet::model
