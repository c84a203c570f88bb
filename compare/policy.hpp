// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compare/verdict.hpp"
#include "model/metric.hpp"

namespace trackmeet::compare {

/// At which severity a regression fails the gate.
enum class Gate { none, slight, minor, moderate, severe };

/// What holds for the benchmarks whose names match `match` (a glob with `*` and `?`) and, if given, one metric of
/// theirs. Later rules win.
struct Rule {
  std::string match = "*";
  std::string metric;  ///< empty: all
  /// Shares, 0.05 for a rule's 5. Of a metric with bands in its own unit that the rule names, a hundredth of the
  /// number.
  Edges edges{};
  std::optional<bool> allow_missing{};
  std::optional<bool> ignore{};
  std::optional<bool> required{};         ///< some benchmark that matches must be in the head, whatever the base has
  std::optional<model::Better> better{};  ///< which way the metric is good, whatever the file says
  std::optional<std::string> unit{};      ///< of the metric
  std::string suite = "*";                ///< the suites that it holds for, a glob
};

/// Bands in a metric's own unit, and what of it the number 1 in a rule stands for: one allocation, one percentage
/// point.
struct OwnBands {
  Bands bands;
  double one = 1;
};

/// How to decide.
struct Policy {
  Bands bands;  ///< of metrics compared by ratio
  std::map<std::string, OwnBands> exact_bands = {
      {"allocs_per_iter", {{0.01, 0.5, 8, 64}, 1}},
      {"accuracy", {{0.001, 0.005, 0.02, 0.05}, 0.01}},
      {"bits_per_character", {{0.005, 0.02, 0.05, 0.2}, 1}},
      {"epochs_to_quality", {{0.5, 0.5, 1.5, 4.5}, 1}}};  ///< of exact metrics compared by difference, in their unit
  /// Thresholds of interest of exact metrics that are compared by ratio, where they are less than that of `bands`.
  std::map<std::string, double> exact_thresholds = {{"instructions", 0.001}};
  Gate gate = Gate::minor;
  double false_discovery_rate = 0.05;
  double assumed_session_spread = 0.02;  ///< tau until five sessions are in store
  double alpha = 0.01;                   ///< of a duet: the probability of even one false alarm
  std::size_t minimum_rounds = 0;        ///< of sampled metrics: nothing is said of fewer on a side
  /// The judged ones, in order of importance. Empty: every metric that the files have.
  std::vector<std::string> metrics;
  /// What comes first where every metric is judged; the others follow as they appear.
  std::vector<std::string> importance = {"real_time",       "accuracy", "bits_per_character", "epochs_to_quality",
                                         "allocs_per_iter", "peak_rss", "instructions"};
  std::vector<Rule> rules;
  std::map<std::string, std::string> renames;  ///< benchmarks of the base by their old names, to their new ones
  std::set<std::string> not_asked;             ///< benchmarks that were left out on purpose: not judged, not missing
  bool force = false;                          ///< compare across machine classes and build types all the same
};

/// Whether `name` matches the glob `pattern` (`*`: any characters, `?`: one). Linear in their product at worst.
bool matches(std::string_view pattern, std::string_view name);

/// The bands of an exact metric in its own unit, if it has any.
const OwnBands* own_bands(const Policy& policy, const model::Metric& metric);

/// The bands for one benchmark and metric after all rules, in which later ones win. Rules that name no metric are about
/// ratios and say nothing of a metric that has bands of its own.
Bands bands_for(const Policy& policy, const std::string& benchmark, const model::Metric& metric);

bool is_ignored(const Policy& policy, const std::string& benchmark, const std::string& metric);
bool may_be_missing(const Policy& policy, const std::string& benchmark);
bool is_required(const Policy& policy, const std::string& benchmark);

/// `metric` with what the rules say of its direction and unit.
model::Metric described(const Policy& policy, const std::string& benchmark, model::Metric metric);

/// Whether the policy names the metric: then a row of it that can never say anything leaves the question open.
bool is_asked_for(const Policy& policy, const std::string& metric);

/// What holds for one suite: the policy without the rules of others.
Policy policy_of_suite(Policy policy, const std::string& suite);

/// How many sampled metrics besides the first one a duet shares its error rate with, as far as that can be told before
/// anything is measured.
std::size_t other_sampled_metrics(const Policy& policy);

}  // namespace trackmeet::compare
