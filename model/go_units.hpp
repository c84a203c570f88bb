// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "model/metric.hpp"

namespace trackmeet::model {

/// A unit of Go's benchmark format as we measure in it.
struct GoUnit {
  Metric metric;
  int exponent = 0;  ///< a value of the file x 10^exponent is in the metric's unit
};

/// `p99-ns/op` as benchstat names it, `p99-sec/op`, with the exponent that its values take on the way: `ns` becomes
/// `sec` and `MB` becomes `B` wherever they stand before the first `/`.
struct TidyUnit {
  std::string name;
  int exponent = 0;
};
TidyUnit tidy_go_unit(std::string_view unit);

/// What `Unit` lines say of units.
class GoUnits {
public:
  /// Takes what follows `Unit` in a line: `frames/op better=higher assume=exact`. What was said first of a unit stays;
  /// keys that we do not know are left alone.
  void describe(std::string_view line);

  GoUnit unit(std::string_view spelled) const;

private:
  struct Properties {
    std::string_view better, assume;
  };
  std::unordered_map<std::string, Properties> properties_;  ///< by tidy name; views into the text that was described
};

}  // namespace trackmeet::model
