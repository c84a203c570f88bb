// SPDX-License-Identifier: Apache-2.0
#include "suites/support/options.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace trackmeet::suites {
namespace {

using Words = std::vector<std::string>;

struct Case {
  const char* name;
  Words arguments;
  std::function<bool(const Options&)> holds;
};

TEST(Options, are_read_in_every_form) {
  const Case cases[] = {
      {"nothing asked for is everything, as it stands",
       {},
       [](const Options& o) {
         return o.filter == "." && o.list == Options::List::nothing && o.profile == Profile::quick && o.data.empty() &&
                !o.help && !o.iterations && o.passed_on.empty();
       }},
      {"--help", {"--help"}, [](const Options& o) { return o.help; }},
      {"-h", {"-h"}, [](const Options& o) { return o.help; }},
      {"--list", {"--list"}, [](const Options& o) { return o.list == Options::List::names; }},
      {"--list=long", {"--list=long"}, [](const Options& o) { return o.list == Options::List::details; }},
      {"--profile", {"--profile", "full"}, [](const Options& o) { return o.profile == Profile::all; }},
      {"--data", {"--data=mnist"}, [](const Options& o) { return o.data == "mnist"; }},
      {"--filter=", {"--filter=^a=b$"}, [](const Options& o) { return o.filter == "^a=b$"; }},
      {"--filter and a word", {"--filter", "-small"}, [](const Options& o) { return o.filter == "-small"; }},
      {"--out", {"--out", "results"}, [](const Options& o) { return o.out_folder == "results"; }},
      {"--iterations", {"--iterations=123"}, [](const Options& o) { return o.iterations == 123U; }},
      {"--repetitions",
       {"--repetitions", "3"},
       [](const Options& o) { return o.passed_on == Words{"--benchmark_repetitions=3"}; }},
      {"--min-time",
       {"--min-time=0.05"},
       [](const Options& o) { return o.passed_on == Words{"--benchmark_min_time=0.05"}; }},
      {"no --warm-up",
       {"--iterations=1"},
       [](const Options& o) { return o.warm_up == std::chrono::milliseconds(5) && o.passed_on.empty(); }},
      {"--check=yes", {"--check=yes"}, [](const Options& o) { return o.check; }},
      {"--check=no", {"--check=no"}, [](const Options& o) { return !o.check; }},
      {"--warm-up",
       {"--warm-up=0"},
       [](const Options& o) { return o.warm_up == std::chrono::milliseconds(0) && o.passed_on.empty(); }},
      {"Google Benchmark's list",
       {"--benchmark_list_tests=true"},
       [](const Options& o) { return o.list == Options::List::names; }},
      {"its list, short", {"--benchmark_list_tests"}, [](const Options& o) { return o.list == Options::List::names; }},
      {"its list, declined",
       {"--benchmark_list_tests=false"},
       [](const Options& o) { return o.list == Options::List::nothing; }},
      {"its filter",
       {"--benchmark_filter=^x$"},
       [](const Options& o) { return o.filter == "^x$" && o.passed_on.empty(); }},
      {"its words for all", {"--benchmark_filter=all"}, [](const Options& o) { return o.filter == "."; }},
      {"its file",
       {"--benchmark_out=/tmp/x.json", "--benchmark_out_format=csv"},
       [](const Options& o) {
         return o.report_file == "/tmp/x.json" && o.report_format == "csv" && o.passed_on.size() == 2;
       }},
      {"its other flags, as they are",
       {"--benchmark_min_time=0.1", "--v=2"},
       [](const Options& o) {
         return o.passed_on == Words{"--benchmark_min_time=0.1", "--v=2"};
       }},
      {"the last of two counts",
       {"--iterations=1", "--iterations", "2"},
       [](const Options& o) { return o.iterations == 2U; }},
  };
  for (const Case& c : cases) {
    const Result<Options> options = parse_options(c.arguments);
    ASSERT_TRUE(options.has_value()) << c.name << ": " << options.error().message;
    EXPECT_TRUE(c.holds(*options)) << c.name;
  }
}

struct WrongCase {
  const char* name;
  Words arguments;
  std::string message;
  std::string hint;  ///< part of it
};

TEST(Options, that_are_wrong_are_refused_with_a_way_out) {
  const WrongCase cases[] = {
      {"a slip of the finger", {"--fliter=x"}, "unknown flag '--fliter'", "did you mean '--filter'?"},
      {"one in Google Benchmark's",
       {"--benchmark_fliter=x"},
       "unknown flag '--benchmark_fliter'",
       "did you mean '--benchmark_filter'?"},
      {"a word that is no flag", {"matmul"}, "unexpected argument 'matmul'", "--filter=REGEX"},
      {"nothing after a flag that needs a value", {"--out"}, "--out needs a value", "--out=VALUE"},
      {"another flag after it", {"--out", "--list"}, "--out needs a value", "--out=VALUE"},
      {"an empty value", {"--filter="}, "--filter needs a value", "--filter=VALUE"},
      {"a value where none belongs", {"--help=yes"}, "--help takes no value", ""},
      {"a list of an unknown kind", {"--list=lng"}, "--list is 'lng'", "did you mean 'long'?"},
      {"an unknown profile", {"--profile=ful"}, "--profile is 'ful'", "did you mean 'full'?"},
      {"no iterations", {"--iterations=0"}, "--iterations is '0'", "whole number from 1"},
      {"negative ones", {"--iterations=-5"}, "--iterations is '-5'", "whole number from 1"},
      {"a fraction of one", {"--iterations=1.5"}, "--iterations is '1.5'", "whole number from 1"},
      {"more than fit",
       {"--iterations=99999999999999999999"},
       "--iterations is '99999999999999999999'",
       "whole number"},
      {"no number of repetitions", {"--repetitions", "x"}, "--repetitions is 'x'", "whole number"},
      {"a warm-up that never ends", {"--warm-up=60001"}, "--warm-up is '60001'", "milliseconds from 0 to 60000"},
      {"a warm-up with a unit", {"--warm-up=5ms"}, "--warm-up is '5ms'", "milliseconds from 0 to 60000"},
      {"a warm-up before the beginning", {"--warm-up=-1"}, "--warm-up is '-1'", "milliseconds from 0 to 60000"},
      {"half a check", {"--check=maybe"}, "--check is 'maybe'", ""},
      {"time that stands still", {"--min-time=0"}, "--min-time is '0'", "seconds, such as 0.5"},
      {"time with a unit", {"--min-time=5ms"}, "--min-time is '5ms'", "seconds, such as 0.5"},
      {"not a time", {"--min-time=nan"}, "--min-time is 'nan'", "seconds, such as 0.5"},
      {"Google Benchmark's flag and a word",
       {"--benchmark_out", "x"},
       "--benchmark_out needs a value",
       "--benchmark_out=VALUE"},
      {"a format that it would end the program for",
       {"--benchmark_format=jsn"},
       "--benchmark_format is 'jsn'",
       "did you mean 'json'?"},
  };
  for (const WrongCase& c : cases) {
    const Result<Options> options = parse_options(c.arguments);
    ASSERT_FALSE(options.has_value()) << c.name;
    EXPECT_EQ(options.error().code, ErrorCode::usage) << c.name;
    EXPECT_EQ(options.error().message, c.message) << c.name;
    EXPECT_NE(options.error().hint.find(c.hint), std::string::npos) << c.name << ": " << options.error().hint;
  }
}

TEST(Usage, tells_a_runner_how_to_speak_to_the_suite) {
  const std::string text = usage("tensor_ops");
  EXPECT_NE(text.substr(0, text.find('\n')).find("Trackmeet suite"), std::string::npos);
  for (const char* part : {"--iterations=N", "--list", "--filter=REGEX", "--out=DIR", "Examples:", "Exit status:"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
}

}  // namespace
}  // namespace trackmeet::suites
