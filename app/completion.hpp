// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/command_tree.hpp"

namespace trackmeet::app {

/// A script that has bash (4 or newer), zsh (5) or fish (3) complete the commands, options and values of `program`.
std::string bash_completion(const CommandShape& program);
std::string zsh_completion(const CommandShape& program);
std::string fish_completion(const CommandShape& program);

}  // namespace trackmeet::app
