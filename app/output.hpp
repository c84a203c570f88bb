// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/text_options.hpp"

namespace trackmeet::app {

/// How text goes to standard output: as wide as the terminal (100 columns where there is none), coloured where that is
/// wanted.
report::TextOptions text_options();

}  // namespace trackmeet::app
