// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compare/comparison.hpp"

namespace trackmeet::compare {

/// Sorts the rows (worst first) and fills in exit status and conclusion from them, the gate and `policy`'s leave to be
/// missing. Rows that repeat the time count nowhere; rows that can never say anything count where the policy names
/// their metric.
void conclude(Comparison& comparison, const Policy& policy);

/// Whether a regression of `severity` fails `gate`.
bool fails(Gate gate, Severity severity);

std::string_view to_string(Gate gate);

}  // namespace trackmeet::compare
