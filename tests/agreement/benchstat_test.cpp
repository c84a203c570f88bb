// SPDX-License-Identifier: Apache-2.0
// The tables that benchstat prints for its own inputs: medians, changes of the medians, p-values and sample counts.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "stats/mann_whitney.hpp"
#include "stats/summary.hpp"
#include "tests/agreement/shared_data_fixture.hpp"

namespace trackmeet::agreement {
namespace {

using Benchstat = SharedData;

/// `BenchmarkName-8  1000  12.5 ns/op …`: the first value of each line, by name without its `Benchmark`.
std::map<std::string, std::vector<double>> go_benchmarks(const std::string& text) {
  std::map<std::string, std::vector<double>> values;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string name;
    double iterations = 0;
    double value = 0;
    if (words >> name >> iterations >> value && name.starts_with("Benchmark")) values[name.substr(9)].push_back(value);
  }
  return values;
}

std::string one_of(const std::string& poly, const std::string& size) {
  return fmt::format("CRC32/poly={}/size={}/align=0-8", poly, size);
}

// crcSizeVsPoly.stdout: polynomials against IEEE, in nanoseconds, as printed.
TEST_F(Benchstat, ChangesAndPValuesOfItsTables) {
  const auto values = go_benchmarks(text_of("ab/go-perf/benchstat/crc-new.txt"));
  const std::string table = text_of("ab/go-perf/benchstat/crcSizeVsPoly.stdout");
  const struct {
    const char *size, *castagnoli, *koopman;
  } cases[] = {
      {"15", "-63.29%", "-19.82%"},    {"40", "-58.89%", "+106.24%"},   {"512", "-29.78%", "+1790.75%"},
      {"1kB", "-30.14%", "+2372.60%"}, {"4kB", "-47.32%", "+2908.05%"}, {"32kB", "-43.23%", "+3313.64%"},
  };
  for (const auto& c : cases) {
    const std::vector<double>& base = values.at(one_of("IEEE", c.size));
    for (const auto& [poly, printed] : {std::pair("Castagnoli", c.castagnoli), std::pair("Koopman", c.koopman)}) {
      const std::vector<double>& head = values.at(one_of(poly, c.size));
      EXPECT_EQ(base.size(), 10U);
      const std::string change = fmt::format("{:+.2f}%", (stats::median(head) / stats::median(base) - 1) * 100);
      EXPECT_EQ(change, printed) << poly << " " << c.size;
      const std::string p = fmt::format("(p={:.3f} n={})", stats::mann_whitney(base, head).p, head.size());
      EXPECT_NE(table.find(change + " " + p), std::string::npos) << change << " " << p;
    }
  }
}

// crcOldNew.stdout: medians of both files.
TEST_F(Benchstat, MediansOfItsTables) {
  const std::string table = text_of("ab/go-perf/benchstat/crcOldNew.stdout");
  std::size_t checked = 0;
  for (const char* file : {"ab/go-perf/benchstat/crc-old.txt", "ab/go-perf/benchstat/crc-new.txt"}) {
    for (const auto& [name, values] : go_benchmarks(text_of(file))) {
      const double median = stats::median(values);
      if (median >= 1000) continue;  // those are printed in microseconds
      const std::string printed = median < 100 ? fmt::format("{:.2f}n", median) : fmt::format("{:.1f}n", median);
      const std::size_t row = table.find(name + " ");
      ASSERT_NE(row, std::string::npos) << name;
      bool found = false;
      for (std::size_t at = row; at != std::string::npos; at = table.find(name + " ", at + 1))
        found = found || table.substr(at, table.find('\n', at) - at).find(" " + printed + " ") != std::string::npos;
      EXPECT_TRUE(found) << name << " " << printed;
      ++checked;
    }
  }
  EXPECT_GT(checked, 40U);
}

// smallSample.stdout: 'need >= 4 samples to detect a difference at alpha level 0.05'.
TEST_F(Benchstat, HowManySamplesItTakes) {
  const auto values = go_benchmarks(text_of("ab/go-perf/benchstat/smallSample.txt"));
  const std::vector<double>& both = values.at("X");
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(stats::mann_whitney(std::vector{both[0]}, std::vector{both[1]}).p, 1);
  EXPECT_NE(text_of("ab/go-perf/benchstat/smallSample.stdout")
                .find(fmt::format("need >= {} samples to detect", stats::rounds_to_reach(0.05))),
            std::string::npos);
}

}  // namespace
}  // namespace trackmeet::agreement
