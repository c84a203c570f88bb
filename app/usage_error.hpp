// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace trackmeet::app {

/// What the user got wrong on the command line, with the nearest right word. CLI11 blames a mistyped flag on its
/// neighbour: what it could not place is looked at first.
Error usage_error(const CLI::App& program, const CLI::ParseError& error);

}  // namespace trackmeet::app
