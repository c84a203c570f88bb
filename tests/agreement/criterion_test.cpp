// SPDX-License-Identifier: Apache-2.0
// What criterion itself says of its files: the estimates of each run, and of the change from one run to the next. In
// tests/data/agreement/criterion, `old` was saved and `new` compared with it, so that both sides of `change` are there.
// In the files of criterion's own tests `base` is a copy of `new`, as it leaves them; what `change` was seen from is
// gone.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "compare/comparison.hpp"
#include "core/file.hpp"
#include "model/criterion_reader.hpp"
#include "model/json_tree.hpp"
#include "stats/summary.hpp"
#include "tests/agreement/shared_data_fixture.hpp"

namespace trackmeet::agreement {
namespace {

namespace fs = std::filesystem;

/// One of criterion's estimates.
struct Estimate {
  double point = 0, low = 0, high = 0;
};

double number_at(const model::Json* object, std::string_view member) {
  const model::Json* number = object == nullptr ? nullptr : object->find(member);
  if (number == nullptr || !number->is_number()) {
    ADD_FAILURE() << "no number: " << member;
    return 0;
  }
  return number->real;
}

/// Of an `estimates.json`, by its name in newer files or in older ones (`median`, `Median`).
Estimate estimate_of(const fs::path& file, std::string_view name, std::string_view older) {
  const Result<std::string> text = read_file(file);
  if (!text) {
    ADD_FAILURE() << file;
    return {};
  }
  const auto document = model::parse_json(*text, file.string());
  const model::Json* estimate = document->root.find(name);
  if (estimate == nullptr) estimate = document->root.find(older);
  if (estimate == nullptr) {
    ADD_FAILURE() << file << " has no " << name;
    return {};
  }
  const model::Json* interval = estimate->find("confidence_interval");
  return {number_at(estimate, "point_estimate"), number_at(interval, "lower_bound"),
          number_at(interval, "upper_bound")};
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// Means and medians of what we read are the ones that criterion wrote beside it, in nanoseconds.
void expect_its_estimates(const fs::path& root, const std::string& baseline, std::size_t benchmarks) {
  const auto run = model::read_criterion(root, baseline);
  ASSERT_TRUE(run) << to_text(run.error());
  EXPECT_TRUE(run->failures.empty());
  const std::vector<std::string> names = model::benchmark_names(*run);
  EXPECT_EQ(names.size(), benchmarks);
  for (const std::string& name : names) {
    const std::vector<double> seconds = model::per_round(*run, name, "real_time");
    const fs::path file = root / name / baseline / "estimates.json";
    const double median = estimate_of(file, "median", "Median").point;
    const double average = estimate_of(file, "mean", "Mean").point;
    EXPECT_NEAR(stats::median(seconds) * 1e9, median, 1e-12 * median) << name;
    EXPECT_NEAR(mean(seconds) * 1e9, average, 1e-12 * average) << name;
  }
}

model::Baseline baseline_of(model::Run run) {
  model::Baseline baseline;
  baseline.suite = run.suite;
  baseline.source = run.source;
  baseline.sessions.push_back({std::move(run), {}, {}, {}, {}});
  return baseline;
}

/// The rows of `real_time`.
std::vector<compare::ComparedRow> times_of(const compare::Comparison& comparison) {
  std::vector<compare::ComparedRow> rows;
  for (const compare::ComparedRow& row : comparison.rows)
    if (row.metric.name == "real_time") rows.push_back(row);
  return rows;
}

const fs::path own_files = fs::path(TRACKMEET_SOURCE_DIR) / "tests/data/agreement/criterion";

TEST(CriterionsEstimates, MeansAndMediansOfItsRuns) {
  expect_its_estimates(own_files, "old", 4);
  expect_its_estimates(own_files, "new", 4);
}

TEST(CriterionsEstimates, ChangesBetweenTwoRuns) {
  const auto comparison = compare::compare_runs(baseline_of(model::read_criterion(own_files, "old").value()),
                                                model::read_criterion(own_files, "new").value(), {});
  ASSERT_TRUE(comparison) << to_text(comparison.error());
  const std::vector<compare::ComparedRow> rows = times_of(*comparison);
  ASSERT_EQ(rows.size(), 4U);
  for (const compare::ComparedRow& row : rows) {
    const fs::path file = own_files / row.name / "change/estimates.json";
    const Estimate median = estimate_of(file, "median", "Median");
    const Estimate average = estimate_of(file, "mean", "Mean");
    EXPECT_NEAR(row.head / row.base - 1, median.point, 1e-12) << row.name;
    for (const Estimate& theirs : {median, average}) {
      EXPECT_GE(row.change, theirs.low) << row.name;
      EXPECT_LE(row.change, theirs.high) << row.name;
      EXPECT_LE(std::max(row.interval_low, theirs.low), std::min(row.interval_high, theirs.high)) << row.name;
    }
    EXPECT_GE(median.point, row.interval_low) << row.name;
    EXPECT_LE(median.point, row.interval_high) << row.name;
  }
}

// Where criterion's interval of the mean change excludes zero by a minor band or more, we find a regression, too.
TEST(CriterionsEstimates, VerdictsWhereTheChangeIsLarge) {
  const auto comparison = compare::compare_runs(baseline_of(model::read_criterion(own_files, "old").value()),
                                                model::read_criterion(own_files, "new").value(), {});
  ASSERT_TRUE(comparison) << to_text(comparison.error());
  for (const compare::ComparedRow& row : times_of(*comparison)) {
    const bool theirs = estimate_of(own_files / row.name / "change/estimates.json", "mean", "Mean").low > 0.1;
    EXPECT_EQ(row.verdict == compare::Verdict::regression, theirs) << row.name << ": " << row.reason;
  }
}

using CriterionsOwnFiles = SharedData;

TEST_F(CriterionsOwnFiles, MeansAndMediansOfItsRuns) {
  expect_its_estimates(root_ / "formats/criterion", "base", 6);
  expect_its_estimates(root_ / "formats/criterion", "new", 6);
}

TEST_F(CriterionsOwnFiles, NoChangeBetweenARunAndItsCopy) {
  const fs::path folder = root_ / "formats/criterion";
  const auto comparison = compare::compare_runs(baseline_of(model::read_criterion(folder, "base").value()),
                                                model::read_criterion(folder, "new").value(), {});
  ASSERT_TRUE(comparison) << to_text(comparison.error());
  const std::vector<compare::ComparedRow> rows = times_of(*comparison);
  EXPECT_EQ(rows.size(), 6U);
  for (const compare::ComparedRow& row : rows) {
    EXPECT_NEAR(row.change, 0, 1e-12) << row.name;
    EXPECT_EQ(row.verdict, compare::Verdict::unchanged) << row.name;
    const Estimate theirs = estimate_of(folder / row.name / "change/estimates.json", "median", "Median");
    // Their change was against an earlier run of the same function, on the same machine.
    EXPECT_LE(std::max(row.interval_low, theirs.low), std::min(row.interval_high, theirs.high)) << row.name;
  }
}

}  // namespace
}  // namespace trackmeet::agreement
