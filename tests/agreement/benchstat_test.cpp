// SPDX-License-Identifier: Apache-2.0
// The tables that benchstat prints for its own inputs, from what we read of these: names, units, medians with their
// intervals, changes of the medians, p-values and sample counts.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "model/go_bench_reader.hpp"
#include "stats/mann_whitney.hpp"
#include "stats/summary.hpp"
#include "tests/agreement/shared_data_fixture.hpp"

namespace trackmeet::agreement {
namespace {

class Benchstat : public SharedData {
protected:
  model::Run run_of(const std::string& file) const {
    auto run = model::read_go_bench(text_of("ab/go-perf/benchstat/" + file), file);
    if (!run) ADD_FAILURE() << to_text(run.error());
    return run ? std::move(*run) : model::Run{};
  }
};

std::string one_of(const std::string& poly, const std::string& size) {
  return fmt::format("CRC32/poly={}/size={}/align=0-8 (hash/crc32)", poly, size);
}

/// `2.001Gi` as a number.
double number_in(const std::string& printed) {
  double value = 0;
  const auto [end, error] = std::from_chars(printed.data(), printed.data() + printed.size(), value);
  const std::string prefix(end, printed.data() + printed.size());
  constexpr std::array<std::pair<const char*, double>, 7> prefixes = {
      {{"", 1}, {"n", 1e-9}, {"µ", 1e-6}, {"m", 1e-3}, {"Ki", 0x1p10}, {"Mi", 0x1p20}, {"Gi", 0x1p30}}};
  for (const auto& [name, factor] : prefixes)
    if (prefix == name) return value * factor;
  ADD_FAILURE() << printed;
  return 0;
}

/// Whether `value` is what `printed` was rounded from: within half of its last digit.
bool is_printed_as(double value, const std::string& printed) {
  const std::size_t digits = std::min(printed.find_first_not_of("0123456789."), printed.size());
  const std::size_t point = std::min(printed.find('.'), digits);
  const int decimals = point == digits ? 0 : static_cast<int>(digits - point) - 1;
  const double unit = number_in("1" + printed.substr(digits)) * std::pow(10, -decimals);
  return std::abs(value - number_in(printed)) <= unit / 2 * (1 + 1e-9);
}

/// benchstat's `± 9%`: how far the ends of the 95 % interval of the median lie from it; those of ten values are the
/// second and the ninth.
std::string spread_of(std::vector<double> values) {
  std::ranges::sort(values);
  const double centre = stats::median(values);
  const double most = std::max(values[8] / centre - 1, 1 - values[1] / centre);
  return fmt::format("{:.0f}%", most * 100);
}

/// `-4.62%`, or `~` where p is above 0.05.
std::string change_of(const std::vector<double>& base, const std::vector<double>& head, double p) {
  if (p > 0.05) return "~";
  return fmt::format("{:+.2f}%", (stats::median(head) / stats::median(base) - 1) * 100);
}

/// `46.55n ± 9%`, which is taken from `words`; false at the end of the line.
bool expect_cell(std::istringstream& words, const std::vector<double>& values, const std::string& name) {
  std::string median, sign, spread;
  if (!(words >> median >> sign >> spread)) return false;
  EXPECT_EQ(values.size(), 10U) << name;
  if (values.size() != 10) return false;
  EXPECT_TRUE(is_printed_as(stats::median(values), median)) << name << " " << median << " " << stats::median(values);
  EXPECT_EQ(spread_of(values), spread) << name;
  return true;
}

// Every row of tables of both files side by side (crcIgnore.stdout) and one by one (crcOldNew.stdout).
TEST_F(Benchstat, EveryRowOfItsTables) {
  const std::pair<const char*, std::size_t> tables[] = {{"crcIgnore.stdout", 72}, {"crcOldNew.stdout", 0}};
  const std::vector<std::pair<std::string, model::Run>> files = {{"crc-old.txt", run_of("crc-old.txt")},
                                                                 {"crc-new.txt", run_of("crc-new.txt")}};
  EXPECT_EQ(files[0].second.environment.os, "darwin");
  for (const auto& [file, pairs_in_it] : tables) {
    std::istringstream table(text_of(std::string("ab/go-perf/benchstat/") + file));
    std::vector<const model::Run*> columns;
    std::string metric;
    std::size_t cells = 0;
    std::size_t pairs = 0;
    for (std::string line; std::getline(table, line);) {
      if (line.find("│ crc-") != std::string::npos) {
        columns.clear();
        for (const auto& [name, run] : files)
          if (line.find(name) != std::string::npos) columns.push_back(&run);
      }
      if (line.find("sec/op") != std::string::npos) metric = "real_time";
      if (line.find("B/s") != std::string::npos) metric = "bytes_per_second";
      if (!line.starts_with("CRC32/") || columns.empty()) continue;
      std::istringstream words(line);
      std::string name, change, p_value, count;
      words >> name;
      name += " (hash/crc32)";  // which benchstat prints above the table
      const std::vector<double> first = model::per_round(*columns[0], name, metric);
      cells += expect_cell(words, first, name) ? 1 : 0;
      if (columns.size() < 2) continue;
      const std::vector<double> second = model::per_round(*columns[1], name, metric);
      cells += expect_cell(words, second, name) ? 1 : 0;
      words >> change >> p_value >> count;
      const double p = stats::mann_whitney(first, second).p;
      EXPECT_EQ(fmt::format("(p={:.3f} n=10)", p), p_value + " " + count) << name;
      EXPECT_EQ(change_of(first, second, p), change) << name;
      ++pairs;
    }
    EXPECT_EQ(cells, 144U) << file << ": 36 benchmarks of two files, in time and in throughput";
    EXPECT_EQ(pairs, pairs_in_it) << file;
  }
}

// crcSizeVsPoly.stdout: polynomials against IEEE, in seconds, as printed.
TEST_F(Benchstat, ChangesAndPValuesBetweenBenchmarksOfOneFile) {
  const model::Run run = run_of("crc-new.txt");
  const std::string table = text_of("ab/go-perf/benchstat/crcSizeVsPoly.stdout");
  const struct {
    const char *size, *castagnoli, *koopman;
  } cases[] = {
      {"15", "-63.29%", "-19.82%"},    {"40", "-58.89%", "+106.24%"},   {"512", "-29.78%", "+1790.75%"},
      {"1kB", "-30.14%", "+2372.60%"}, {"4kB", "-47.32%", "+2908.05%"}, {"32kB", "-43.23%", "+3313.64%"},
  };
  for (const auto& c : cases) {
    const std::vector<double> base = model::per_round(run, one_of("IEEE", c.size), "real_time");
    for (const auto& [poly, printed] : {std::pair("Castagnoli", c.castagnoli), std::pair("Koopman", c.koopman)}) {
      const std::vector<double> head = model::per_round(run, one_of(poly, c.size), "real_time");
      ASSERT_EQ(base.size(), 10U);
      ASSERT_EQ(head.size(), 10U);
      const double p = stats::mann_whitney(base, head).p;
      const std::string change = change_of(base, head, p);
      EXPECT_EQ(change, printed) << poly << " " << c.size;
      const std::string row = fmt::format("{} (p={:.3f} n={})", change, p, head.size());
      EXPECT_NE(table.find(row), std::string::npos) << row;
    }
  }
}

// smallSample.stdout: 'need >= 4 samples to detect a difference at alpha level 0.05'.
TEST_F(Benchstat, HowManySamplesItTakes) {
  const std::vector<double> both = model::per_round(run_of("smallSample.txt"), "X", "real_time");
  ASSERT_EQ(both, (std::vector<double>{100e-9, 101e-9}));
  EXPECT_EQ(stats::mann_whitney(std::vector{both[0]}, std::vector{both[1]}).p, 1);
  EXPECT_NE(text_of("ab/go-perf/benchstat/smallSample.stdout")
                .find(fmt::format("need >= {} samples to detect", stats::rounds_to_reach(0.05))),
            std::string::npos);
}

// Names and values of every line of Go's output that another tool's tests keep.
TEST_F(Benchstat, LinesOfRealProjects) {
  const auto read = [&](const std::string& file) {
    auto run = model::read_go_bench(text_of("formats/github-action-benchmark/extract/" + file), file);
    EXPECT_TRUE(run) << file;
    return run ? std::move(*run) : model::Run{};
  };
  const struct {
    const char *file, *name, *metric;
    double value;
  } cases[] = {
      {"go_output.txt", "Fib10-8", "real_time", 325e-9},
      {"go_output.txt", "Fib20", "real_time", 40537.123e-9},
      {"go_output.txt", "Fib/my_tabled_benchmark_-_10-8", "real_time", 325e-9},
      {"go_output.txt", "Fib/my_tabled_benchmark_-_20", "real_time", 40537.123e-9},
      {"go_output.txt", "Fib/my/tabled/benchmark_-_20", "real_time", 40537.456e-9},
      {"go_output.txt", "Fib/my/tabled/benchmark_-_20,var1=13,var2=14", "real_time", 40537.456e-9},
      {"go_output.txt", "Fib11-16", "real_time", 262.7e-9},
      {"go_output.txt", "Fib11-16", "auxMetricUnits", 3},
      {"go_output.txt", "Fib22-16", "real_time", 31915e-9},
      {"go_output.txt", "Fib22-16", "auxMetricUnits", 4},
      {"go_single_package_output.txt", "Fib10-8 (github.com/example/mypackage)", "real_time", 325e-9},
      {"go_single_package_output.txt", "Fib20-8 (github.com/example/mypackage)", "real_time", 40537e-9},
      {"go_fiber_output.txt", "_Ctx_Accepts/run-[]string{\".xml\"}-4", "real_time", 247.6e-9},
      {"go_fiber_output.txt", "_Ctx_Accepts/run-[]string{\"json\",_\"xml\"}-4", "real_time", 307.1e-9},
      {"go_fiber_output.txt", "_Ctx_Accepts/run-[]string{\"application/json\",_\"application/xml\"}-4", "real_time",
       316.1e-9},
      {"go_fiber_output.txt", "_Utils_GetOffer/mime_extension#01-4", "alloc_bytes_per_iter", 48},
      {"go_fiber_output.txt", "_Utils_GetOffer/mime_extension#02-4", "allocs_per_iter", 2},
      {"go_fiber_output.txt", "_Utils_GetOffer/mime_extension#03-4", "real_time", 286.3e-9},
      {"go_fiber_duplicate_names_output.txt", "AppendMsgitem-4 (github.com/gofiber/fiber/v3/middleware/cache)",
       "bytes_per_second", 2833.37e6},
      {"go_fiber_duplicate_names_output.txt", "AppendMsgitem-4 (github.com/gofiber/fiber/v3/middleware/csrf)",
       "real_time", 0.3733e-9},
      {"go_fiber_duplicate_names_output.txt", "Unmarshalitem-4 (github.com/gofiber/fiber/v3/middleware/cache)",
       "real_time", 174e-9},
      {"go_fiber_duplicate_names_output.txt", "Unmarshalitem-4 (github.com/gofiber/fiber/v3/middleware/csrf)",
       "bytes_per_second", 229.35e6},
  };
  for (const auto& c : cases)
    EXPECT_EQ(model::per_round(read(c.file), c.name, c.metric), std::vector<double>{c.value}) << c.name;
  const std::pair<const char*, std::size_t> sizes[] = {{"go_output.txt", 8},
                                                       {"go_single_package_output.txt", 2},
                                                       {"go_fiber_output.txt", 6},
                                                       {"go_fiber_duplicate_names_output.txt", 4}};
  for (const auto& [file, size] : sizes) EXPECT_EQ(model::benchmark_names(read(file)).size(), size) << file;
}

}  // namespace
}  // namespace trackmeet::agreement
