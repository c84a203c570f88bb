// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <string_view>

#include "model/json_tree.hpp"

namespace trackmeet::model {

// What readers of foreign JSON ask of a value that may be anything.

/// The finite number that it is; NaN if it is none, which `ForeignRun` takes for a failed benchmark.
inline double number_of(const Json& value) {
  return value.is_number() ? value.real : std::numeric_limits<double>::quiet_NaN();
}

/// The text of that member; empty if there is none or it is no text.
inline std::string text_of(const Json& object, std::string_view member) {
  const Json* value = object.find(member);
  return value != nullptr && value->type == Json::Type::text ? std::string(value->text) : std::string{};
}

}  // namespace trackmeet::model
