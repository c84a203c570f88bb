// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/command_tree.hpp"

namespace trackmeet::app {

/// The manual page of `program` in section 1, for man(1): every command with its options and what its help closes with.
std::string man_page(const CommandShape& program, const std::string& version);

}  // namespace trackmeet::app
