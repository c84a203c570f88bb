// SPDX-License-Identifier: Apache-2.0
#include "report/html_side.hpp"

namespace trackmeet::report {

HtmlSide html_side(std::span<const model::Run* const> sessions, const std::map<std::string, std::string>& renames) {
  HtmlSide side;
  for (const model::Run* run : sessions) {
    side.environment = run->environment;
    for (model::Series& series : model::all_series(*run)) {
      const auto renamed = renames.find(series.benchmark);
      if (renamed != renames.end()) series.benchmark = renamed->second;
      auto& values = side.values[{std::move(series.benchmark), run->metrics[series.metric].name}];
      values.insert(values.end(), series.values.begin(), series.values.end());
    }
  }
  return side;
}

std::span<const double> values_of(const HtmlSide& side, const std::string& benchmark, const std::string& metric) {
  const auto found = side.values.find(std::pair(benchmark, metric));
  return found == side.values.end() ? std::span<const double>() : std::span<const double>(found->second);
}

}  // namespace trackmeet::report
