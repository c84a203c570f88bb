// SPDX-License-Identifier: Apache-2.0
#include "model/csv_writer.hpp"

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <vector>

#include "core/csv_field.hpp"
#include "core/printable.hpp"
#include "model/decimal.hpp"

namespace trackmeet::model {
namespace {

constexpr std::string_view header =
    "suite,commit,benchmark,metric,unit,better,round,repetition,iterations,summary,value\r\n";

std::string field(std::string_view text) { return csv_field(printable(text)); }

template <typename Number>
std::string number_or_nothing(const std::optional<Number>& number) {
  return number ? std::to_string(*number) : std::string{};
}

}  // namespace

Result<std::string> format_csv(const Run& run) {
  std::string out(header);
  const std::string origin = fmt::format("{},{}", field(run.suite), field(run.git.commit));
  std::vector<std::string> metrics;
  for (const Metric& metric : run.metrics)
    metrics.push_back(fmt::format("{},{},{}", field(metric.name), field(metric.unit),
                                  metric.better == Better::lower ? "lower" : "higher"));
  for (const Row& row : run.rows) {
    const bool raw = row.aggregate.empty();
    const std::string name = field(row.name);
    const std::string place =
        fmt::format("{},{},{},{}", number_or_nothing(row.round), raw ? std::to_string(row.repetition) : "",
                    row.iterations > 0 ? std::to_string(row.iterations) : "", field(row.aggregate));
    for (const Value& value : row.values)
      fmt::format_to(std::back_inserter(out), "{},{},{},{},{}\r\n", origin, name, metrics[value.metric], place,
                     write_decimal(value.value));
  }
  return out;
}

}  // namespace trackmeet::model
