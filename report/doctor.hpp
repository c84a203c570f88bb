// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "machine/diagnosis.hpp"
#include "report/text_options.hpp"

namespace trackmeet::report {

/// A diagnosis for a person: each finding with what mends it, the worst first, the good ones folded into one line
/// unless `options.show_unchanged`; what a build against itself tells; the canary; the conclusion. Commands stand whole
/// on a line of their own, after `$ `, however narrow the terminal is: they are there to be copied. Ends with a
/// newline.
std::string render_doctor(const machine::Diagnosis& diagnosis, const TextOptions& options);

}  // namespace trackmeet::report
