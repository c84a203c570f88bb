// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/terminal.hpp"

namespace trackmeet::report {

/// How text for a person is laid out. Lines keep within `width` columns from 60 on; below that names stay at 12 columns
/// and the terminal wraps.
struct TextOptions {
  std::size_t width = 100;
  UseColour colour = UseColour::no;
  bool show_unchanged = false;  ///< list the unchanged rows of a comparison instead of counting them
};

}  // namespace trackmeet::report
