// SPDX-License-Identifier: Apache-2.0
#include "report/step_summary.hpp"

#include "report/markdown.hpp"

namespace trackmeet::report {

std::string render_step_summary(std::span<const compare::Comparison> comparisons, std::size_t limit) {
  return render_markdown(comparisons, {limit, Marker::no});
}

}  // namespace trackmeet::report
