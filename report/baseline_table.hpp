// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/baseline.hpp"
#include "report/text_options.hpp"

namespace trackmeet::report {

/// What a baseline stands for: its sessions with who was blessed when and why (those of an older commit are marked),
/// then for each benchmark of the blessed commit the median of the session medians of its real time and how far these
/// lie apart. Ends with a newline.
std::string render_baseline(const model::Baseline& baseline, const TextOptions& options);

}  // namespace trackmeet::report
