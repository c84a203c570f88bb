// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/text_options.hpp"

namespace trackmeet::report {

/// The first lines of every table: the suite, the `sides` that are shown (with `  ->  ` between them; printable), and
/// the machine (printable; empty: not known). One line if it fits, else two or more. The suite's name is foreign.
std::string heading(std::string_view suite, const std::vector<std::string>& sides, std::string_view machine,
                    const TextOptions& options);

}  // namespace trackmeet::report
