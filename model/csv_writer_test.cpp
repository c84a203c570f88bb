// SPDX-License-Identifier: Apache-2.0
#include "model/csv_writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/converted_run.hpp"
#include "model/test_data.hpp"

namespace trackmeet::model {
namespace {

constexpr std::string_view header =
    "suite,commit,benchmark,metric,unit,better,round,repetition,iterations,summary,value\r\n";

TEST(CsvWriter, writes_every_value_on_a_line) {
  const model::Run run = run_to_convert();
  const auto text = format_csv(run);
  ASSERT_TRUE(text) << error_text(text);
  ASSERT_TRUE(text->starts_with(header));
  EXPECT_EQ(std::ranges::count(*text, '\n'), 1 + 3 * 4);
  const std::string origin = "suite,3f786850e387550fdab836ed7e6dc881de23001b,";
  EXPECT_NE(text->find("\r\n" + origin + "sort/8,cpu_time,s,lower,1,0,100,,1e-6\r\n"), std::string::npos) << *text;
  EXPECT_NE(text->find("\r\n" + origin + "sort/8,items_per_second,1/s,higher,2,0,100,,75\r\n"), std::string::npos);
}

TEST(CsvWriter, defuses_names) {
  const struct {
    const char *name, *field;
  } cases[] = {
      {"plain", "plain"},
      {"a,b", "\"a,b\""},
      {"say \"x\"", "\"say \"\"x\"\"\""},
      {"=1+1", "'=1+1"},
      {"+cmd", "'+cmd"},
      {"-1", "'-1"},
      {"@sum", "'@sum"},
      {"  =1", "'  =1"},
      {"＝1", "'＝1"},
      {"'=1", "''=1"},
      {"\t=1", "\\t=1"},
      {"two\r\nlines", "two\\x0d\\nlines"},
      {"\x1b[31m", "\\x1b[31m"},
      {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
  };
  for (const auto& c : cases) {
    model::Run run;
    Row row;
    row.name = c.name;
    row.values = {{metric_index(run, "real_time"), 0.5}};
    run.rows.push_back(row);
    EXPECT_EQ(format_csv(run).value(), std::string(header) + ",," + c.field + ",real_time,s,lower,,0,,,0.5\r\n");
  }
}

TEST(CsvWriter, names_summaries) {
  model::Run run;
  Row row;
  row.name = "a";
  row.aggregate = "median";
  row.values = {{metric_index(run, "peak_rss"), -0.0}};
  run.rows.push_back(row);
  EXPECT_EQ(format_csv(run).value(), std::string(header) + ",,a,peak_rss,B,lower,,,,median,-0.0\r\n");
}

}  // namespace
}  // namespace trackmeet::model
