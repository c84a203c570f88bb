// SPDX-License-Identifier: Apache-2.0
// Files that are damaged, wrong or meant to hurt: every one must yield an error that helps, and none may crash.
#include <gtest/gtest.h>

#include <filesystem>

#include "model/baseline.hpp"
#include "model/json_tree.hpp"
#include "model/read_results.hpp"
#include "model/results_file.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

struct Damage {
  std::string name;
  std::string from;
  std::string to;
  std::string error;
};

TEST(HostileFile, what_is_wrong_in_one_of_ours_is_named_with_its_line) {
  const std::string sound = test_data("results.json");
  const std::vector<Damage> cases = {
      {"newer format", "trackmeet.results/1", "trackmeet.results/2",
       "r.json:2: error: its format is trackmeet.results/2, which this Trackmeet does not know\n"
       "  hint: a newer Trackmeet can read it; this one reads trackmeet.results/1"},
      {"misspelt schema", "trackmeet.results/1", "trackmeet.result/1",
       "r.json:2: error: unknown schema 'trackmeet.result/1'\n"
       "  hint: did you mean 'trackmeet.results/1'? (trackmeet.results/1, trackmeet.baseline/1)"},
      {"unknown unit", "\"time_unit\": \"ns\"", "\"time_unit\": \"nz\"",
       "r.json:41: error: unknown time unit 'nz'\n  hint: did you mean 'ns'? (ns, us, ms, s)"},
      {"no unit", "\"time_unit\": \"ns\", ", "", "r.json:41: error: a row of 'benchmarks' has no 'time_unit'"},
      {"negative time", "412345.678901", "-1", "r.json:41: error: 'real_time' is negative: -1"},
      {"NaN", "412345.678901", "NaN",
       "r.json:41: error: NaN is no number that JSON knows\n  hint: only finite numbers may stand in a Trackmeet file"},
      {"too large a number", "412345.678901", "1e999",
       "r.json:41: error: 1e999 is no number that JSON knows\n  hint: only finite numbers may stand in a Trackmeet "
       "file"},
      {"repeated key", "\"cpu_time\": 411000.5", "\"cpu_time\": 411000.5, \"cpu_time\": 1",
       "r.json:41: error: the key 'cpu_time' occurs twice in one object"},
      {"repeated key far from any row", "\"note\": \"elements\"", "\"note\": \"elements\", \"note\": 2",
       "r.json:35: error: the key 'note' occurs twice in one object"},
      {"counter as text", "\"items_per_second\": 2425.1", "\"items_per_second\": \"2425.1\"",
       "r.json:41: error: 'items_per_second' must be a number, not a string"},
      {"short commit", "3f786850e387550fdab836ed7e6dc881de23001b", "3f78685",
       "r.json:8: error: '3f78685' is no commit\n"
       "  hint: a commit is its 40 hexadecimal digits in lower case, or empty where it is not known"},
      {"local time", "2026-11-21T09:15:11Z", "2026-11-21 10:15",
       "r.json:5: error: 'timestamp' is no time: '2026-11-21 10:15'\n  hint: write it in UTC, such as "
       "2026-11-21T09:15:11Z"},
      {"unknown direction", "\"better\": \"lower\"", "\"better\": \"lowest\"",
       "r.json:33: error: unknown better 'lowest'\n  hint: did you mean 'lower'? (lower, higher)"},
      {"unknown kind", "\"kind\": \"exact\"", "\"kind\": \"precise\"",
       "r.json:36: error: unknown kind 'precise'\n  hint: one of: sampled, exact"},
      {"unknown reason", "\"reason\": \"timeout\"", "\"reason\": \"timeuot\"",
       "r.json:10: error: unknown reason 'timeuot'\n  hint: did you mean 'timeout'? (crash, timeout, memory, error)"},
      {"unknown side", "\"side\": \"head\"", "\"side\": \"hade\"",
       "r.json:9: error: unknown side 'hade'\n  hint: one of: base, head"},
      {"unknown run_type", "\"run_type\": \"iteration\"", "\"run_type\": \"once\"",
       "r.json:41: error: unknown run_type 'once'\n  hint: one of: iteration, aggregate"},
      {"unit of a time", "\"real_time\": {", "\"real_time\": {\"unit\": \"ms\", ",
       "r.json:33: error: 'real_time' has a unit of its own\n"
       "  hint: leave it away: times are in the 'time_unit' of their row"},
      {"metric called like a key", "\"allocs_per_iter\": {", "\"round\": {",
       "r.json:36: error: a metric cannot be called 'round': rows use that key"},
      {"round too large", "\"round\": 0", "\"round\": 4294967296",
       "r.json:41: error: 'round' must be a whole number from 0 to 4294967295"},
      {"seed too large", "18446744073709551615", "18446744073709551616",
       "r.json:11: error: 'seed' must be a whole number from 0 to 18446744073709551615"},
      {"control character", "rows of 4096", "rows\x1b[2J",
       "r.json:42: error: a string contains the control character '\\x1b'"},
      {"not UTF-8", "rows of 4096", "rows\xff",
       "r.json:42:358: error: not valid JSON: invalid string: ill-formed UTF-8 byte; last read: '\"rows\\xff'"},
      {"a failed row", "\"warm\": true", "\"error_occurred\": true",
       "r.json:42: error: a row that reports an error is no measurement\n  hint: list it in 'failures' of 'run'"},
      {"empty name", "\"name\": \"matmul/128\"", "\"name\": \"\"", "r.json:41: error: 'name' is empty"},
      {"warning that is no text", "[\"the load was 1.9 when it began\"]", "[1]",
       "r.json:29: error: 'warnings' must be a list of strings; it contains a number"},
  };
  for (const Damage& c : cases) {
    EXPECT_EQ(error_text(parse_run(replaced(sound, c.from, c.to), "r.json")), c.error) << c.name;
  }
}

struct Sniffed {
  std::string name;
  std::string text;
  std::string error;
};

TEST(HostileFile, what_is_no_results_file_is_told_by_what_it_is) {
  const std::string how =
      "\n  hint: write one with 'trackmeet run', or with --benchmark_out=FILE --benchmark_out_format=json; what other "
      "tools wrote is told by --from (see trackmeet compare --help)";
  const std::vector<Sniffed> cases = {
      {"empty", "", "f: error: it is empty\n  hint: the program that should have written it did not get so far"},
      {"blank", " \n\t\r\n",
       "f: error: it is empty\n  hint: the program that should have written it did not get so far"},
      {"only a byte order mark", "\xef\xbb\xbf",
       "f: error: it is empty\n  hint: the program that should have written it did not get so far"},
      {"a program",
       "\x7f"
       "ELF\x02\x01",
       "f: error: it is an executable program, not a results file\n  hint: measure it with 'trackmeet run'"},
      {"gzip", "\x1f\x8b\x08", "f: error: it is compressed (gzip), not a results file\n  hint: unpack it with gunzip"},
      {"UTF-16", std::string("\xff\xfe{\0", 4),
       "f: error: it is UTF-16 text, not a results file\n  hint: save it as UTF-8"},
      {"binary", std::string("{\0\x03\x04", 4), "f: error: it is binary, not JSON" + how},
      {"text", "\n\nRunning ./bench\nRun on (2 X 2596 MHz CPU s)\n",
       "f:3: error: it is not JSON: it begins with 'Running ./bench'" + how},
      {"a list", "[1, 2]", "f:1: error: it is JSON, but a list and no results" + how},
      {"an empty object", "{}", "f:1: error: it is JSON, but an empty object" + how},
      {"something else", R"({"machine": 1, "stats": 2})",
       "f:1: error: it is JSON, but no results: its keys are machine, stats" + how},
      {"many keys", R"({"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8})",
       "f:1: error: it is JSON, but no results: its keys are a, b, c, d, e, f and 2 more" + how},
      {"pytest-benchmark", R"({"machine_info": {}, "benchmarks": []})",
       "f:1: error: it is a file of pytest-benchmark, which only compare and convert can read"},
      {"no benchmarks", "{\"context\": {},\n\"benchmarks\": []}",
       "f:2: error: there is no benchmark in it\n  hint: run the program again: did --benchmark_filter match nothing?"},
      {"benchmarks are no list", R"({"benchmarks": {}})", "f:1: error: 'benchmarks' must be a list"},
      {"cut off", "{\"context\": {\n\"date\": \"2026",
       "f:2:13: error: the file ends in the middle, after 27 bytes\n"
       "  hint: the program that wrote it was stopped, or the disk was full: write it again"},
      {"schema of no text", R"({"schema": 1})", "f:1: error: it is JSON, but no results: its keys are schema" + how},
  };
  for (const Sniffed& c : cases) {
    EXPECT_EQ(error_text(parse_run(c.text, "f")), c.error) << c.name;
    EXPECT_FALSE(parse_baseline(c.text, "f")) << c.name;
  }
}

TEST(HostileFile, a_byte_order_mark_is_no_obstacle) {
  EXPECT_TRUE(parse_run("\xef\xbb\xbf" + test_data("results.json"), "r"));
  EXPECT_TRUE(parse_run("\xef\xbb\xbf" + test_data("gbench_1_7.json"), "r"));
}

TEST(HostileFile, no_benchmark_and_no_failure_is_an_error) {
  model::Run run;
  EXPECT_EQ(error_text(parse_run(format_run(run).value(), "r")),
            "r:13: error: there is no benchmark in it\n  hint: measure again: did a filter leave nothing?");
}

/// small.json as the only session of a baseline.
std::string small_baseline() {
  Baseline baseline;
  baseline.suite = "s";
  baseline.sessions.resize(1);
  baseline.sessions[0].run = parse_run(test_data("small.json"), "small.json").value();
  return format_baseline(baseline).value();
}

TEST(HostileFile, cut_off_at_any_byte_it_is_an_error) {
  for (const std::string& whole : {test_data("small.json"), small_baseline()}) {
    const std::size_t last = whole.rfind('}');
    for (std::size_t length = 0; length <= last; ++length) {
      const std::string cut = whole.substr(0, length);
      const auto run = parse_run(cut, "r");
      ASSERT_FALSE(run) << cut;
      ASSERT_FALSE(run.error().message.empty());
      ASSERT_FALSE(parse_baseline(cut, "r")) << cut;
    }
  }
}

/// Puts `value` in place of every value of a file in turn.
void replace_everywhere(const Json& node, const std::string& text, const std::string& value,
                        std::vector<std::string>& out) {
  for (const Json& item : node.items) {
    if (item.type == Json::Type::text || item.type == Json::Type::real) {
      const auto at = static_cast<std::size_t>(item.text.data() - text.data());
      if (at > text.size()) continue;  // an escaped string, which lies elsewhere
      const std::size_t quote = item.type == Json::Type::text ? 1 : 0;
      out.push_back(text.substr(0, at - quote) + value + text.substr(at + item.text.size() + quote));
    }
    replace_everywhere(item, text, value, out);
  }
}

TEST(HostileFile, values_of_wrong_types_anywhere_never_crash_and_never_pass_for_right_ones) {
  for (const std::string& text : {test_data("small.json"), small_baseline(), test_data("gbench_1_2.json")}) {
    const auto document = parse_json(text, "x");
    ASSERT_TRUE(document);
    for (const std::string value :
         {"null", "[]", "{}", "true", "-1", "1e300", "\"\"", "\"x\"", "[[1]]", "18446744073709551616"}) {
      std::vector<std::string> damaged;
      replace_everywhere(document->root, text, value, damaged);
      ASSERT_GT(damaged.size(), 15U);
      for (const std::string& file : damaged) {
        const auto run = parse_run(file, "r");
        const auto baseline = parse_baseline(file, "r");
        if (run) {
          ASSERT_TRUE(parse_run(format_run(*run).value(), "again")) << file;
        }
        if (baseline) {
          ASSERT_TRUE(parse_baseline(format_baseline(*baseline).value(), "again")) << file;
        }
        if (!run && !baseline) {
          ASSERT_FALSE(run.error().message.empty());
        }
      }
    }
  }
}

TEST(HostileFile, one_flipped_byte_never_crashes) {
  for (const std::string name : {"small.json", "gbench_1_2.json"}) {
    const std::string whole = test_data(name);
    for (std::size_t i = 0; i < whole.size(); ++i) {
      for (const char c : {'\0', '"', '}', 'N'}) {
        std::string flipped = whole;
        flipped[i] = c;
        const auto run = parse_run(flipped, "r");
        if (run) {
          ASSERT_TRUE(parse_run(format_run(*run).value(), "again")) << name << " byte " << i;
        }
      }
    }
  }
}

TEST(HostileFile, deep_nesting_costs_no_stack) {
  const std::string deep(100'000, '[');
  EXPECT_FALSE(parse_run("{\"benchmarks\": " + deep, "r"));
  EXPECT_FALSE(
      parse_run("{\"schema\": \"trackmeet.results/1\", \"x\": " + deep + std::string(100'000, ']') + "}", "r"));
}

TEST(HostileFile, what_the_schema_refuses_the_reader_refuses_too) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(TRACKMEET_SOURCE_DIR) + "/tests/data/model/refused")) {
    EXPECT_FALSE(read_base({entry.path(), {}, Keep::everything})) << entry.path();
    ++files;
  }
  EXPECT_GE(files, 5U);
}

TEST(HostileFile, what_once_made_trouble_stays_harmless) {
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(TRACKMEET_SOURCE_DIR) + "/tests/data/model/fuzz")) {
    const auto text = read_file(entry.path());
    ASSERT_TRUE(text);
    const auto run = parse_run(*text, "r");
    if (run) {
      const auto written = format_run(*run);
      ASSERT_TRUE(written) << entry.path() << error_text(written);
      const auto again = parse_run(*written, "again");
      ASSERT_TRUE(again) << entry.path() << error_text(again);
      EXPECT_EQ(format_run(*again).value(), *written) << entry.path();
    }
    const auto baseline = parse_baseline(*text, "r");
    if (baseline) {
      EXPECT_TRUE(format_baseline(*baseline)) << entry.path();
    }
  }
}

}  // namespace
}  // namespace trackmeet::model
