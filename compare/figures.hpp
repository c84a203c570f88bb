// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>

namespace trackmeet::compare {

/// A probability as reasons name it: `0.034`, `2e-05`.
inline std::string format_p(double p) { return p < 0.001 ? fmt::format("{:.0e}", p) : fmt::format("{:.2g}", p); }

/// A share as reasons name it: 0.025 is `2.5 %`.
inline std::string format_percent(double share) { return fmt::format("{:.3g} %", share * 100); }

}  // namespace trackmeet::compare
