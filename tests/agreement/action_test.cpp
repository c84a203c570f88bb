// SPDX-License-Identifier: Apache-2.0
// The outputs of other tools that github-action-benchmark is tested with: every benchmark with the value and unit that
// it extracts from them, and the histories that it keeps.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "model/data_js_reader.hpp"
#include "model/read_results.hpp"
#include "tests/agreement/shared_data_fixture.hpp"

namespace trackmeet::agreement {
namespace {

using Action = SharedData;

/// A row as github-action-benchmark extracts it, but for what is said below.
struct Extracted {
  std::string name;
  double value;
  std::string unit;
};
struct File {
  std::string name;
  std::vector<Extracted> rows;
};

const std::string jmh_benchmark = "org.openjdk.jmh.samples.JMHSample_01_HelloWorld.wellHelloThere";
const std::string fiber = "github.com/gofiber/fiber/v3/middleware/";

// What differs by intent: parameters of JMH are named as JMH prints them, where the action puts their JSON. The rows
// that the action adds for each value of a Go benchmark (`name - B/op`) are metrics of the one benchmark.
const std::vector<File>& files() {
  static const std::vector<File> all = {
      {"benchmarkdotnet.json",
       {{"Sample.Benchmarks.Fib10", 24.4202085009643, "ns"}, {"Sample.Benchmarks.Fib20", 51.52008151549559, "ns"}}},
      {"benchmarkluau_output.txt", {{"base64", 15.041, "ms"}, {"chess", 69.56, "ms"}, {"life", 85.089, "ms"}}},
      {"benchmarkjs_output.txt",
       {{"fib(10)", 1431759, "ops/sec"},
        {"fib(20)", 12146, "ops/sec"},
        {"createObjectBuffer with 200 comments", 81.61, "ops/sec"}}},
      {"cargo_output.txt", {{"bench_fib_10", 135, "ns/iter"}, {"bench_fib_20", 18149, "ns/iter"}}},
      {"cargo_output2.txt",
       {{"bench_engine_new", 211834, "ns/iter"},
        {"bench_engine_new_raw", 197, "ns/iter"},
        {"bench_engine_new_raw_core", 196, "ns/iter"},
        {"bench_engine_register_fn", 493, "ns/iter"}}},
      {"cargo_output3.txt", {{"bench_fib_10", 148.7, "ns/iter"}, {"bench_fib_20", 18794.12, "ns/iter"}}},
      {"cargo_output_units.txt",
       {{"cmov", 2835, "cycles/iter"},
        {"cmov2", 2845, "cycles/iter"},
        {"mov", 1508, "cycles/iter"},
        {"upload", 1911, "MS/s"},
        {"download", 9001, "MS/s"}}},
      {"catch2_output_v2.txt",
       {{"Fibonacci 10", 344, "ns"},
        {"Fibonacci 20", 41.731, "us"},
        {"Fibonacci~ 5!", 36, "ns"},
        {"Fibonacci-15_bench", 3.789, "us"}}},
      {"catch2_output_v3.txt",
       {{"Fibonacci 10", 344, "ns"},
        {"Fibonacci 20", 41.731, "us"},
        {"Fibonacci~ 5!", 36, "ns"},
        {"Fibonacci-15_bench", 3.789, "us"}}},
      {"issue16_output.txt", {{"Fibonacci 10", 0, "ns"}, {"Fibonacci 20", 1, "ns"}}},
      {"criterion_output.txt",
       {{"Create Realm", 329, "ns/iter"},
        {"Symbols (Execution)", 3268, "ns/iter"},
        {"For loop (Execution)", 12314, "ns/iter"},
        {"Fibonacci (Execution)", 1672496, "ns/iter"}}},
      {"customBiggerIsBetter_output.json",
       {{"My Custom Bigger Is Better Benchmark - Throughput", 70, "req/s"},
        {"My Custom Bigger Is Better Benchmark - Free Memory", 150, "Megabytes"}}},
      {"customSmallerIsBetter_output.json",
       {{"My Custom Smaller Is Better Benchmark - CPU Load", 50, "Percent"},
        {"My Custom Smaller Is Better Benchmark - Memory Used", 100, "Megabytes"}}},
      {"customSmallerIsBetter_output2.json",
       {{"No instrumentation", 90.9439, "ns"},
        {"Deactivated probe", 445.661, "ns"},
        {"No logging", 1847.38, "ns"},
        {"Binary file", 3886.75, "ns"}}},
      {"go_output.txt",
       {{"BenchmarkFib10", 325, "ns/op"},
        {"BenchmarkFib20", 40537.123, "ns/op"},
        {"BenchmarkFib/my_tabled_benchmark_-_10", 325, "ns/op"},
        {"BenchmarkFib/my_tabled_benchmark_-_20", 40537.123, "ns/op"},
        {"BenchmarkFib/my/tabled/benchmark_-_20", 40537.456, "ns/op"},
        {"BenchmarkFib/my/tabled/benchmark_-_20,var1=13,var2=14", 40537.456, "ns/op"},
        {"BenchmarkFib11", 262.7, "ns/op"},
        {"BenchmarkFib11", 3, "auxMetricUnits"},
        {"BenchmarkFib22", 31915, "ns/op"},
        {"BenchmarkFib22", 4, "auxMetricUnits"}}},
      {"go_single_package_output.txt", {{"BenchmarkFib10", 325, "ns/op"}, {"BenchmarkFib20", 40537, "ns/op"}}},
      {"go_fiber_output.txt",
       {{R"(Benchmark_Ctx_Accepts/run-[]string{".xml"})", 247.6, "ns/op"},
        {R"(Benchmark_Ctx_Accepts/run-[]string{".xml"})", 0, "B/op"},
        {R"(Benchmark_Ctx_Accepts/run-[]string{".xml"})", 0, "allocs/op"},
        {R"(Benchmark_Ctx_Accepts/run-[]string{"json",_"xml"})", 307.1, "ns/op"},
        {R"(Benchmark_Ctx_Accepts/run-[]string{"application/json",_"application/xml"})", 316.1, "ns/op"},
        {"Benchmark_Utils_GetOffer/mime_extension#01", 390.7, "ns/op"},
        {"Benchmark_Utils_GetOffer/mime_extension#01", 48, "B/op"},
        {"Benchmark_Utils_GetOffer/mime_extension#01", 2, "allocs/op"},
        {"Benchmark_Utils_GetOffer/mime_extension#02", 602.1, "ns/op"},
        {"Benchmark_Utils_GetOffer/mime_extension#02", 48, "B/op"},
        {"Benchmark_Utils_GetOffer/mime_extension#03", 286.3, "ns/op"}}},
      {"go_fiber_duplicate_names_output.txt",
       {{"BenchmarkAppendMsgitem (" + fiber + "cache)", 55.76, "ns/op"},
        {"BenchmarkAppendMsgitem (" + fiber + "cache)", 2833.37, "MB/s"},
        {"BenchmarkUnmarshalitem (" + fiber + "cache)", 174, "ns/op"},
        {"BenchmarkAppendMsgitem (" + fiber + "csrf)", 0.3733, "ns/op"},
        {"BenchmarkAppendMsgitem (" + fiber + "csrf)", 2678.46, "MB/s"},
        {"BenchmarkUnmarshalitem (" + fiber + "csrf)", 4.36, "ns/op"}}},
      {"googlecpp_output.json", {{"fib_10", 214.98980114547953, "ns/iter"}, {"fib_20", 27455.600415007055, "ns/iter"}}},
      {"jmh_output.json", {{jmh_benchmark, 3376238873.1228185, "ops/s"}}},
      {"jmh_output_2.json", {{jmh_benchmark + " (paramA = 17, paramB = 33)", 3376238873.1228185, "ops/s"}}},
      {"julia_output.json", {{"fib/10", 246.03846153846155, "ns"}, {"fib/20", 31028, "ns"}}},
      {"pytest_output.json",
       {{"bench.py::test_fib_10", 41513.272817492856, "iter/sec"},
        {"bench.py::test_fib_20", 335.0049328331567, "iter/sec"}}},
      {"pytest_several_units.json",
       {{"bench.py::test_fib_1", 6668618.238403659, "iter/sec"},
        {"bench.py::test_fib_10", 34652.98828915334, "iter/sec"},
        {"bench.py::test_fib_20", 276.8613383807958, "iter/sec"},
        {"bench.py::test_sleep_2", 0.49904108083570886, "iter/sec"}}},
  };
  return all;
}

/// A value of a file in our metric and unit.
struct Expected {
  std::string metric;
  double value;
};
Expected in_our_units(const Extracted& row) {
  static const std::map<std::string, std::pair<std::string, double>> known = {
      {"ns", {"real_time", 1e-9}},         {"ns/iter", {"real_time", 1e-9}},      {"ns/op", {"real_time", 1e-9}},
      {"us", {"real_time", 1e-6}},         {"ms", {"real_time", 1e-3}},           {"ops/s", {"throughput", 1}},
      {"ops/sec", {"throughput", 1}},      {"B/op", {"alloc_bytes_per_iter", 1}}, {"allocs/op", {"allocs_per_iter", 1}},
      {"MB/s", {"bytes_per_second", 1e6}}, {"cycles/iter", {"cycles", 1}},
  };
  // Of a time that is measured, the action shows the inverse.
  if (row.unit == "iter/sec") return {"real_time", 1 / row.value};
  const auto found = known.find(row.unit);
  if (found == known.end()) return {row.unit, row.value};
  return {found->second.first, row.value * found->second.second};
}

/// `Fib20-8` as the action calls it: `BenchmarkFib20`. It names the package only where there are several.
std::string go_name(const std::string& name) {
  constexpr std::string_view only_package = " (github.com/example/mypackage)";
  const std::size_t package = std::min(name.find(" ("), name.size());
  std::string own = name.substr(0, package);
  const std::size_t dash = own.rfind('-');
  if (dash != std::string::npos && own.find_first_not_of("0123456789", dash + 1) == std::string::npos) own.resize(dash);
  return "Benchmark" + own + (name.ends_with(only_package) ? "" : name.substr(package));
}

/// The mean of a benchmark: of its raw values, or the summary that stands for them.
double mean_of(const model::Run& run, const std::string& name, std::uint32_t metric) {
  std::map<std::string, std::pair<double, double>> sums;  // by aggregate: sum and number
  for (const model::Row& row : run.rows) {
    if (row.name != name) continue;
    for (const model::Value& value : row.values) {
      if (value.metric != metric) continue;
      sums[row.aggregate].first += value.value;
      sums[row.aggregate].second += 1;
    }
  }
  for (const char* kind : {"", "mean", "median"}) {
    if (const auto found = sums.find(kind); found != sums.end()) return found->second.first / found->second.second;
  }
  return std::nan("");
}

TEST_F(Action, extracts_the_same_names_and_values) {
  constexpr double close = 1e-9;  // relative
  for (const File& file : files()) {
    const std::string path = "formats/github-action-benchmark/extract/" + file.name;
    const Result<model::Run> run = model::parse_results(text_of(path), path);
    ASSERT_TRUE(run) << file.name << ": " << to_text(run.error());
    EXPECT_TRUE(run->failures.empty()) << file.name;
    const bool is_go = file.name.starts_with("go_");
    std::map<std::string, std::string> ours;  // by the action's names
    for (const std::string& name : model::benchmark_names(*run)) ours[is_go ? go_name(name) : name] = name;
    std::set<std::string> theirs;
    for (const Extracted& row : file.rows) {
      theirs.insert(row.name);
      const Expected expected = in_our_units(row);
      const auto metric = model::find_metric(*run, expected.metric);
      ASSERT_TRUE(metric) << file.name << ": " << expected.metric;
      EXPECT_NEAR(mean_of(*run, ours[row.name], *metric), expected.value, close * expected.value)
          << file.name << ": " << row.name;
    }
    EXPECT_EQ(ours.size(), theirs.size()) << file.name << ": nothing else is in it";
  }
}

TEST_F(Action, knows_unlike_them_that_more_throughput_is_better) {
  const Result<model::Run> run =
      model::parse_results(text_of("formats/github-action-benchmark/extract/jmh_output.json"), "jmh.json");
  ASSERT_TRUE(run) << to_text(run.error());
  EXPECT_EQ(run->metrics.at(0).better, model::Better::higher);
}

TEST_F(Action, keeps_histories_that_are_read_entry_by_entry) {
  struct History {
    std::string file;
    std::size_t entries, values, suites;
    std::string last_commit;
    Extracted last;  ///< of the benchmarks in the last entries
  };
  // Counted in the files by another program. Of 4181 benches of the first, 32 give a time of Go a second time.
  const History histories[] = {
      {"benchmark-action+github-action-benchmark",
       1832,
       4149,
       11,
       "c38cce98215cf75e178ecd5a0c1a1ab215e93006",
       {"Go Benchmark/BenchmarkFib20", 39994, "ns/op"}},
      {"cocotb+cocotb-benchmark-results",
       338,
       648,
       1,
       "1ff21da1192933123a59502de8baca2a2c983c6c",
       {"::test_matrix_multiplier_nvc", 0.18052171287123803, "ops/sec"}},
      {"open-telemetry+opentelemetry-cpp",
       875,
       14815,
       3,
       "368ee792107961c6ad7c140864af276955f5dc58",
       {"OpenTelemetry-cpp exporters Benchmark/BM_otlp_grpc_with_collector", 2190912.7469922677, "ns/iter"}},
      {"risinglightdb+risinglight",
       16,
       700,
       1,
       "930e0b8c1f5e50c94247b350217f85b49304f75b",
       {"run-q22", 184945448, "ns/iter"}},
  };
  for (const History& history : histories) {
    const std::string text = text_of("histories/" + history.file + ".data.js");
    const auto document = model::parse_data_js(text, history.file);
    ASSERT_TRUE(document) << history.file;
    const auto entries = model::action_entries(document->root, history.file);
    ASSERT_TRUE(entries) << history.file;
    EXPECT_EQ(entries->size(), history.entries) << history.file;
    std::size_t values = 0;
    std::set<std::string_view> suites;
    for (const model::ActionEntry& entry : *entries) {
      suites.insert(entry.suite);
      const auto run = model::read_action_entry(entry, history.file);
      ASSERT_TRUE(run) << history.file;
      EXPECT_TRUE(run->failures.empty());
      EXPECT_TRUE(model::is_commit(run->git.commit));
      for (const model::Row& row : run->rows) values += row.values.size();
    }
    EXPECT_EQ(values, history.values) << history.file;
    EXPECT_EQ(suites.size(), history.suites) << history.file;
    const auto last = model::parse_results(text, history.file);
    ASSERT_TRUE(last) << history.file;
    EXPECT_EQ(last->git.commit, history.last_commit);
    const Expected expected = in_our_units(history.last);
    const std::vector<double> values_of_last = model::per_round(*last, history.last.name, expected.metric);
    ASSERT_EQ(values_of_last.size(), 1U) << history.last.name;
    EXPECT_DOUBLE_EQ(values_of_last[0], expected.value);
  }
}

/// Exporters of BenchmarkDotNet stand one after the other in its golden file, each between two lines of hashes.
TEST_F(Action, reads_every_json_that_benchmarkdotnet_exports) {
  const std::string golden = text_of("formats/benchmarkdotnet/Exporters_Invariant.verified.txt");
  for (const std::string exporter : {"brief", "brief-compressed", "full", "full-compressed"}) {
    const std::string heading = "JsonExporter-" + exporter + "\n";
    const std::size_t begin = golden.find('{', golden.find(heading));
    ASSERT_NE(begin, std::string::npos) << exporter;
    const std::string text = golden.substr(begin, golden.find("\n####", begin) - begin);
    const Result<model::Run> run = model::parse_results(text, exporter + ".json");
    ASSERT_TRUE(run) << exporter << ": " << to_text(run.error());
    const std::string prefix = "BenchmarkDotNet.Tests.Mocks.MockFactory+MockBenchmarkClass.";
    EXPECT_EQ(model::benchmark_names(*run), (std::vector<std::string>{prefix + "Foo", prefix + "Bar"}));
    for (const std::string benchmark : {"Foo", "Bar"})
      EXPECT_EQ(model::per_round(*run, prefix + benchmark, "real_time"), std::vector<double>(6, 1e-9)) << exporter;
    EXPECT_EQ(run->environment.cpu, "MockIntel Core i7-6700HQ CPU 2.60GHz");
  }
}

}  // namespace
}  // namespace trackmeet::agreement
