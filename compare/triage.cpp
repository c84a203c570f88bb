// SPDX-License-Identifier: Apache-2.0
#include "compare/triage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/units.hpp"
#include "stats/summary.hpp"

namespace trackmeet::compare {
namespace {

/// A row for a benchmark that cannot be decided, with what is known of it.
ComparedRow undecided(const Pair& pair, Verdict verdict, std::string reason) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  ComparedRow row;
  row.name = pair.benchmark;
  row.metric = pair.metric;
  row.base = pair.base.empty() ? unknown : stats::median(pair.base);
  row.head = pair.head.empty() ? unknown : stats::median(pair.head);
  row.base_rounds = pair.base.size();
  row.head_rounds = pair.head.size();
  row.change = row.interval_low = row.interval_high = unknown;
  row.verdict = verdict;
  row.reason = std::move(reason);
  return row;
}

std::string_view to_string(model::FailureReason reason) {
  switch (reason) {
    case model::FailureReason::crash:
      return "crashed";
    case model::FailureReason::timeout:
      return "timed out";
    case model::FailureReason::memory:
      return "ran out of memory";
    case model::FailureReason::error:
      return "failed";
  }
  return "failed";
}

std::string reason_of(const model::Failure& failure) {
  return fmt::format("{}{}{}", to_string(failure.reason), failure.detail.empty() ? "" : ": ", failure.detail);
}

/// The benchmarks of a run that failed, each with its first failure, in the order of their names. There may be a
/// million, which take less time and memory in order than in a table.
class Failed {
public:
  explicit Failed(const model::Run& run) {
    all_.reserve(run.failures.size());
    for (const model::Failure& failure : run.failures) all_.push_back(&failure);
    std::ranges::stable_sort(all_, {}, &model::Failure::name);
    // clang 14 cannot compile std::ranges::unique of GCC's library.
    const auto same_name = [](const model::Failure* a, const model::Failure* b) { return a->name == b->name; };
    all_.erase(std::unique(all_.begin(), all_.end(), same_name), all_.end());
    settled_.resize(all_.size());
  }

  /// Null if it did not fail.
  const model::Failure* find(const std::string& name) const {
    const auto found = std::ranges::lower_bound(all_, name, {}, &model::Failure::name);
    return found == all_.end() || (*found)->name != name ? nullptr : *found;
  }
  /// Notes that the benchmark, which failed, has its row.
  void settle(const std::string& name) {
    const auto found = std::ranges::lower_bound(all_, name, {}, &model::Failure::name);
    settled_[static_cast<std::size_t>(found - all_.begin())] = true;
  }

  /// Those that have none.
  std::vector<const model::Failure*> unsettled() const {
    std::vector<const model::Failure*> left;
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (!settled_[i]) left.push_back(all_[i]);
    return left;
  }

private:
  std::vector<const model::Failure*> all_;
  std::vector<bool> settled_;
};

/// How many rounds the benchmark with the most of them has.
std::size_t rounds_of(const model::Run& run) {
  std::size_t rounds = 0;
  for (const model::Row& row : run.rows)
    if (row.round) rounds = std::max(rounds, static_cast<std::size_t>(*row.round) + 1);
  return rounds;
}

/// The first few of `names`, and how many more there are.
template <typename Names>
std::string listed(const Names& names) {
  constexpr std::size_t most = 10;
  std::vector<std::string> first;
  for (const auto& name : names) {
    if (first.size() == most) break;
    first.push_back(name);
  }
  const std::string more = names.size() > most ? fmt::format(" and {} more", names.size() - most) : "";
  return fmt::format("{}{}", fmt::join(first, ", "), more);
}

class Sorter {
public:
  Sorter(const model::Run& head, const Policy& policy, const std::string& mismatch)
      : policy_(policy),
        mismatch_(mismatch),
        has_required_(
            std::ranges::any_of(policy.rules, [](const Rule& rule) { return rule.required.value_or(false); })),
        failed_(head),
        most_rounds_(rounds_of(head)) {}

  /// All pairs of one benchmark.
  void sort(std::span<Pair> pairs) {
    const std::string name = pairs.front().benchmark;
    const bool in_base = std::ranges::any_of(pairs, [](const Pair& pair) { return !pair.base.empty(); });
    const bool in_head = std::ranges::any_of(pairs, [](const Pair& pair) { return !pair.head.empty(); });
    const model::Failure* const failed = failed_.find(name);
    if (has_required_ && (in_head || failed != nullptr)) there_.insert(name);
    const std::size_t judged_before = out_.to_judge.size();
    std::vector<const Pair*> once;  // in one round of many
    for (Pair& pair : pairs) {
      if (is_ignored(policy_, name, pair.metric.name)) continue;
      if (failed != nullptr) {
        failed_.settle(name);
        return settle(pair, Verdict::failed, reason_of(*failed));
      }
      if (!in_head) return settle(pair, Verdict::missing, why_missing(name));
      if (!in_base) return settle(pair, Verdict::added, "not in the baseline yet");
      if (!mismatch_.empty()) return settle(pair, Verdict::incomparable, mismatch_);
      if (pair.base.empty() || pair.head.empty())
        ++one_sided_[pair.metric.name];
      else if (pair.metric.kind == model::Kind::sampled && pair.head.size() == 1 && most_rounds_ > 1)
        once.push_back(&pair);
      else
        out_.to_judge.push_back(std::move(pair));
    }
    if (out_.to_judge.size() == judged_before)
      for (const Pair* pair : once) leave_open(*pair);
    else if (!once.empty())
      note_seen_once(name, once);
  }

  Triage finish(const std::string& first_metric) {
    const model::Metric metric = model::metric_named(first_metric);
    for (const model::Failure* failure : failed_.unsettled()) {
      if (is_ignored(policy_, failure->name, first_metric)) continue;
      settle({failure->name, metric, {}, {}}, Verdict::failed, reason_of(*failure));
    }
    add_required(first_metric);
    warn();
    return std::move(out_);
  }

private:
  void settle(const Pair& pair, Verdict verdict, std::string reason) {
    if (has_required_) there_.insert(pair.benchmark);
    out_.settled.push_back(undecided(pair, verdict, std::move(reason)));
  }

  /// Where a benchmark has nothing else to judge, what one round says of it is shown, and says nothing.
  void leave_open(const Pair& pair) {
    ComparedRow row =
        undecided(pair, Verdict::inconclusive,
                  fmt::format("measured in one round only, of {}: nothing is proven by it", most_rounds_));
    row.can_fire = false;
    out_.settled.push_back(std::move(row));
  }

  void note_seen_once(const std::string& name, const std::vector<const Pair*>& pairs) {
    seen_once_.insert(name);
    for (const Pair* pair : pairs) metrics_seen_once_.insert(pair->metric.name);
  }

  std::string why_missing(const std::string& name) const {
    if (is_required(policy_, name)) return "in the baseline and required by a rule, but not in the current run";
    return may_be_missing(policy_, name) ? "in the baseline, not in the current run; a rule allows that"
                                         : "in the baseline, but not in the current run";
  }

  /// A row for each rule whose benchmarks neither side has.
  void add_required(const std::string& first_metric) {
    std::set<std::string> patterns;
    for (const Rule& rule : policy_.rules) {
      if (!rule.required.value_or(false) || !patterns.insert(rule.match).second) continue;
      const auto is_meant = [&](const std::string& name) { return matches(rule.match, name); };
      if (std::ranges::any_of(there_, is_meant) || std::ranges::any_of(policy_.not_asked, is_meant)) continue;
      settle({rule.match, model::metric_named(first_metric), {}, {}}, Verdict::missing,
             "required by a rule, but in neither run");
    }
  }

  void warn() {
    constexpr std::size_t few = 3;
    if (one_sided_.size() > few) {
      std::vector<std::string> names;
      for (const auto& [metric, times] : one_sided_) names.push_back(metric);
      out_.warnings.push_back(
          fmt::format("{} metrics are known on one side only and were not compared ({})", names.size(), listed(names)));
    } else {
      for (const auto& [metric, times] : one_sided_)
        out_.warnings.push_back(fmt::format("{} is known on one side only and was not compared ({})", metric,
                                            format_count(times, "benchmark")));
    }
    if (!seen_once_.empty())
      out_.warnings.push_back(
          fmt::format("{} measured in one of {} rounds ({}): what varies from round to round was not judged there ({})",
                      seen_once_.size() == 1 ? "1 benchmark was" : fmt::format("{} benchmarks were", seen_once_.size()),
                      most_rounds_, listed(seen_once_), listed(metrics_seen_once_)));
  }

  const Policy& policy_;
  const std::string& mismatch_;
  bool has_required_ = false;
  Failed failed_;
  std::size_t most_rounds_ = 0;
  Triage out_;
  std::unordered_set<std::string> there_;  ///< benchmarks that the head has or that have their row, if any is required
  std::map<std::string, std::size_t> one_sided_;
  std::set<std::string> seen_once_;
  std::set<std::string> metrics_seen_once_;
};

}  // namespace

Triage triage(std::vector<Pair> pairs, const model::Run& head, const Policy& policy, const std::string& mismatch,
              const std::string& first_metric) {
  Sorter sorter(head, policy, mismatch);
  for (std::span<Pair> rest = pairs; !rest.empty();) {
    std::size_t size = 1;
    while (size < rest.size() && rest[size].benchmark == rest.front().benchmark) ++size;
    sorter.sort(rest.first(size));
    rest = rest.subspan(size);
  }
  return sorter.finish(first_metric);
}

}  // namespace trackmeet::compare
