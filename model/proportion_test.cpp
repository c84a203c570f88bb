// SPDX-License-Identifier: Apache-2.0
// However a file is made, reading it costs in proportion to its length: what is eight times as long may take eight
// times as long, not sixty-four times.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "model/read_results.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

/// Processor seconds that it takes to read `text`: waiting for the processor does not count. The least of three.
double seconds_to_read(const std::string& text, const std::string& format) {
  double least = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t begin = std::clock();
    const auto run = parse_results(text, "x", format);
    least = std::min(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    EXPECT_TRUE(run) << error_text(run);
  }
  return least;
}

std::string repeated(std::size_t times, std::string_view before, const auto& each, std::string_view after) {
  std::string text(before);
  for (std::size_t i = 0; i < times; ++i) text += each(i);
  return text + std::string(after);
}

struct Shape {
  std::string name;
  std::string format;
  std::string (*text)(std::size_t size);
};

const Shape shapes[] = {
    {"Catch2's rows that all fail", "catch2",
     [](std::size_t size) {
       return repeated(
           size,
           "benchmark name                       samples       iterations    estimated\n" + std::string(79, '-') + "\n",
           [](std::size_t i) { return fmt::format("bench {:<24} Benchmark failed (it threw)\n", i); }, "");
     }},
    {"Catch2's lines that are no row", "catch2",
     [](std::size_t size) {
       return repeated(
           size,
           "benchmark name                       samples       iterations    estimated\n" + std::string(79, '-') + "\n",
           [](std::size_t i) { return fmt::format("bench {} 100 1 nan ms\n", i); },
           "last                                     100             1     1.0 ms\n");
     }},
    {"a name of JMH's that gets longer, with many values", "jmh",
     [](std::size_t size) {
       const std::string values = repeated(
           100, "[[1", [](std::size_t) { return ",1"; }, "]]");
       return fmt::format(
           R"([{{"benchmark":"{}","mode":"avgt","primaryMetric":{{"scoreUnit":"ns/op","rawData":{}}}}}])",
           std::string(20 * size, 'n'), values);
     }},
    {"Go's lines with a unit each", "go",
     [](std::size_t size) {
       return repeated(
           size, "", [](std::size_t i) { return fmt::format("BenchmarkA 1 {} ns/op {} u{}\n", i + 1, i, i % 900); },
           "");
     }},
    {"Go's benchmarks that all fail", "go",
     [](std::size_t size) {
       return repeated(
           size, "", [](std::size_t i) { return fmt::format("BenchmarkA{} 1 x ns/op\n", i); }, "");
     }},
    {"BMF with many benchmarks", "bmf",
     [](std::size_t size) {
       return repeated(
           size, R"({"b":{"latency":{"value":1}})",
           [](std::size_t i) { return fmt::format(R"(,"b{}":{{"latency":{{"value":{}}}}})", i, i); }, "}");
     }},
    {"custom lists with a unit each", "action-list",
     [](std::size_t size) {
       return repeated(
           size, R"([{"name":"a","unit":"ns","value":1})",
           [](std::size_t i) { return fmt::format(R"(,{{"name":"a","unit":"u{}","value":{}}})", i % 9000, i); }, "]");
     }},
    {"one event of go test -json for each word", "go-json",
     [](std::size_t size) {
       return repeated(
           size, "",
           [](std::size_t i) {
             return fmt::format("{{\"Action\":\"output\",\"Package\":\"p{}\",\"Output\":\"BenchmarkA{} 1 1 ns/op\"}}\n",
                                i, i);
           },
           "");
     }},
    {"pyperf's runs below many metadata", "pyperf",
     [](std::size_t size) {
       const std::string metadata = repeated(
           size, R"({"name":"a")", [](std::size_t i) { return fmt::format(R"(,"key{}":1)", i); }, "}");
       return repeated(
           size, R"({"metadata":)" + metadata + R"(,"benchmarks":[{"runs":[{"values":[1]})",
           [](std::size_t) { return R"(,{"values":[1]})"; }, "]}]}");
     }},
    {"a long command of hyperfine's with many parameters", "hyperfine",
     [](std::size_t size) {
       return repeated(
           size,
           fmt::format(R"({{"results":[{{"command":"{}","mean":1,"parameters":{{"n":"1")", std::string(size, 'a')),
           [](std::size_t i) { return fmt::format(R"(,"n{}":"b{}")", i, i); }, "}}]}");
     }},
    {"Luau's lines with a driver each", "luau",
     [](std::size_t size) {
       return repeated(
           size, "", [](std::size_t i) { return fmt::format("SUCCESS: a : 1ms +/- 1% on luau{}\n", i); }, "");
     }},
};

TEST(Proportion, reading_costs_as_much_more_as_there_is_more_to_read) {
  constexpr std::size_t size = 4000, times = 8;
  constexpr double room = 3, granularity = 0.06;  // caches that no longer hold it; seconds
  for (const Shape& shape : shapes) {
    const double small = seconds_to_read(shape.text(size), shape.format);
    const double large = seconds_to_read(shape.text(times * size), shape.format);
    EXPECT_LT(large, room * static_cast<double>(times) * (small + granularity / times)) << shape.name << ": " << small;
  }
}

}  // namespace
}  // namespace trackmeet::model
