// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

#include "core/error.hpp"

namespace trackmeet::suites {

/// To be thrown where a benchmark cannot begin or go on: the error in one line, as a benchmark's failure is shown,
/// `data/train.csv:7: 783 pixels; hint: an image has 784`.
std::runtime_error refusal(const Error& error);

}  // namespace trackmeet::suites
