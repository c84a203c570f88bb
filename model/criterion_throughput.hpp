// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "model/foreign_json.hpp"
#include "model/metric.hpp"

namespace trackmeet::model {

/// The work of one iteration, as criterion knows it: over the time it is a rate.
struct CriterionWork {
  Metric metric;  ///< `bytes_per_second` or `items_per_second`
  double amount = 0;
};

/// What the `throughput` of a `benchmark.json` says: `{"Bytes": 65536}`, `{"Elements": 100}` and their like. Nothing of
/// null, of what is no positive number and of work that we do not know.
inline std::vector<CriterionWork> works_of(const Json& throughput) {
  constexpr double bits_in_a_byte = 8;
  std::vector<CriterionWork> works;
  const auto add = [&](std::string_view metric, double amount) {
    if (amount > 0) works.push_back({metric_named(metric), amount});
  };
  for (const Json& work : throughput.items) {
    if (work.key == "Bytes" || work.key == "BytesDecimal") add("bytes_per_second", number_of(work));
    if (work.key == "Bits") add("bytes_per_second", number_of(work) / bits_in_a_byte);
    if (work.key == "Elements") add("items_per_second", number_of(work));
    if (work.key != "ElementsAndBytes") continue;
    if (const Json* elements = work.find("elements")) add("items_per_second", number_of(*elements));
    if (const Json* bytes = work.find("bytes")) add("bytes_per_second", number_of(*bytes));
  }
  return works;
}

}  // namespace trackmeet::model
