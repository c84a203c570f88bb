// SPDX-License-Identifier: Apache-2.0
#include "report/html.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <limits>
#include <nlohmann/json.hpp>

#include "report/html_assets.hpp"
#include "report/html_text.hpp"
#include "report/sample_pages.hpp"

namespace trackmeet::report {
namespace {

using nlohmann::json;
using sample::part_of;

std::string rendered(const compare::Comparison& comparison) {
  const HtmlPart parts[] = {part_of(comparison)};
  return render_html(parts);
}

std::size_t occurrences(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

std::string_view between(std::string_view text, std::string_view from, std::string_view to) {
  const std::size_t begin = text.find(from) + from.size();
  return text.substr(begin, text.find(to, begin) - begin);
}

json data_of(std::string_view page) {
  return json::parse(between(page, "<script id=\"data\" type=\"application/json\">", "</script>"));
}

/// The page without what is ours and the same in each.
std::string without_assets(std::string page) {
  for (const std::string_view asset : {html_assets::charts, html_assets::script, html_assets::style}) {
    const std::size_t at = page.find(asset);
    EXPECT_NE(at, std::string::npos);
    page.erase(at, asset.size());
  }
  return page;
}

TEST(Html, what_is_embedded_cannot_end_its_element) {
  for (const std::string_view script : {html_assets::charts, html_assets::script}) {
    std::string lower(script);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    EXPECT_EQ(lower.find("</script"), std::string::npos);
    EXPECT_EQ(lower.find("<script"), std::string::npos);
    EXPECT_EQ(lower.find("<!--"), std::string::npos);
    EXPECT_EQ(lower.find('\r'), std::string::npos);  // browsers would hash another text
  }
  EXPECT_EQ(html_assets::style.find('<'), std::string_view::npos);
  EXPECT_EQ(html_assets::licence.find_first_of("<&"), std::string_view::npos);
}

TEST(Html, the_library_and_its_licence_are_in_the_page) {
  const std::string page = rendered(sample::mixed());
  EXPECT_NE(html_assets::charts.find("Chart.js v"), std::string_view::npos);
  EXPECT_NE(page.find(html_assets::charts), std::string::npos);
  EXPECT_NE(page.find("Copyright (c) 2014-2022 Chart.js Contributors"), std::string::npos);
  EXPECT_NE(page.find("Permission is hereby granted, free of charge"), std::string::npos);
}

TEST(Html, nothing_is_fetched_and_only_our_scripts_run) {
  const std::string page = rendered(sample::mixed());
  const std::string_view policy = between(page, "Content-Security-Policy\" content=\"", "\"");
  EXPECT_TRUE(policy.starts_with("default-src 'none'; script-src 'sha256-")) << policy;
  EXPECT_EQ(policy.find("unsafe"), std::string_view::npos);
  EXPECT_NE(policy.find(policy_hash(html_assets::script)), std::string_view::npos);
  EXPECT_NE(policy.find(policy_hash(html_assets::charts)), std::string_view::npos);
  EXPECT_NE(policy.find(policy_hash(html_assets::style)), std::string_view::npos);
  const std::string rest = without_assets(page);
  EXPECT_EQ(rest.find("src=\""), std::string::npos);
  EXPECT_EQ(occurrences(rest, "href=\""), 2U);  // to the table, and the empty icon
  EXPECT_EQ(rest.find("style=\""), std::string::npos);
  EXPECT_EQ(rest.find("{{"), std::string::npos);
}

TEST(Html, every_row_is_in_the_data_with_its_words_and_values) {
  const json data = data_of(rendered(sample::mixed()));
  const json& rows = data["rows"];
  for (const auto& [name, column] : rows.items()) EXPECT_EQ(column.size(), 8U) << name;
  EXPECT_EQ(rows["name"][0], "matmul_large");
  EXPECT_EQ(rows["baseText"][0], "12.34 ms");
  EXPECT_EQ(rows["changeText"][0], "+53.2 %");
  EXPECT_EQ(rows["intervalText"][0], "[+50.1, +56.6] %");
  EXPECT_EQ(rows["p"][0], "2e-06");
  EXPECT_EQ(rows["adjusted"][0], "3e-06");
  EXPECT_EQ(rows["restsOn"][0], "10 rounds on each side");
  EXPECT_EQ(data["verdicts"][rows["verdict"][0].get<std::size_t>()],
            json({{"text", "regression severe"}, {"verdict", "regression"}, {"severity", "severe"}}));
  EXPECT_EQ(data["metrics"], json({"time", "allocations", "peak memory"}));
  EXPECT_EQ(rows["relative"][1], 0);
  EXPECT_EQ(rows["change"][2], nullptr);
  EXPECT_EQ(rows["p"][2], "");
}

TEST(Html, values_are_drawn_in_the_unit_that_is_written) {
  const json rows = data_of(rendered(sample::mixed()))["rows"];
  EXPECT_EQ(rows["unit"][0], "ms");
  EXPECT_EQ(rows["factor"][0], 1000);
  EXPECT_EQ(rows["baseValues"][0].size(), 10U);
  EXPECT_NEAR(rows["baseValues"][0][0].get<double>(), 12.34, 0.4);
  EXPECT_EQ(rows["unit"][3], "MiB");
  EXPECT_NEAR(rows["headValues"][3][0].get<double>(), 1.03, 0.04);
  EXPECT_EQ(rows["unit"][1], "");
  EXPECT_EQ(rows["baseValues"][1], json(std::vector<int>(10, 2)));
  EXPECT_EQ(rows["baseValues"][2], json::array());
}

TEST(Html, of_very_many_values_some_are_drawn_evenly) {
  const compare::Comparison comparison = sample::mixed();
  HtmlPart parts[] = {part_of(comparison)};
  std::vector<double>& values = parts[0].base.values[{"matmul_large", "real_time"}];
  for (std::size_t i = 0; i < 100'000; ++i) values.push_back(0.012);
  values.front() = std::numeric_limits<double>::infinity();
  const json rows = data_of(render_html(parts))["rows"];
  EXPECT_EQ(rows["baseValues"][0].size(), 200U);
  EXPECT_EQ(rows["baseValues"][0][0], nullptr);
  EXPECT_EQ(rows["baseCount"][0], values.size());
  EXPECT_EQ(rows["headCount"][0], rows["headValues"][0].size());
}

TEST(Html, several_suites_share_a_table_worst_first) {
  const compare::Comparison one = sample::mixed();
  compare::Comparison other = sample::mixed();
  other.suite = "data_loading";
  const HtmlPart parts[] = {part_of(one), part_of(other)};
  const std::string page = render_html(parts);
  EXPECT_NE(page.find("<h1>2 suites</h1>"), std::string::npos);
  EXPECT_EQ(occurrences(page, "<article class=\"card fail\">"), 2U);
  const json data = data_of(page);
  EXPECT_EQ(data["suites"], json({"tensor_ops", "data_loading"}));
  EXPECT_EQ(data["rows"]["suite"], json({0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1}));
  const json& names = data["rows"]["name"];
  EXPECT_EQ(names[0], "matmul_large");
  EXPECT_EQ(names[1], "matmul_large");
}

TEST(Html, lists_a_few_hundred_rows_without_javascript_and_says_so) {
  const compare::Comparison comparison = sample::large(1'000);
  const std::string page = rendered(comparison);
  EXPECT_EQ(occurrences(page, "<tr class=\"row "), 300U);
  EXPECT_NE(page.find("The worst 300 of 1000 rows"), std::string::npos);
  EXPECT_EQ(data_of(page)["rows"]["name"].size(), 1'000U);
  EXPECT_EQ(occurrences(rendered(sample::mixed()), "<tr class=\"row "), 8U);
}

TEST(Html, what_repeats_the_time_comes_last_and_only_where_it_is_asked_for) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows[0].repeats_time = true;
  const std::string page = rendered(comparison);
  EXPECT_EQ(occurrences(page, "<tr class=\"row "), 7U);
  EXPECT_NE(page.find("7 rows, worst first"), std::string::npos);
  const json rows = data_of(page)["rows"];
  EXPECT_EQ(rows["name"][7], "matmul_large");
  EXPECT_EQ(rows["repeats"], json({0, 0, 0, 0, 0, 0, 0, 1}));
}

TEST(Html, the_card_has_the_geometric_means) {
  compare::Comparison comparison = sample::mixed();
  comparison.means = {{comparison.suite, sample::time_metric, 22, 0.0123, -0.005, 0.03}};
  EXPECT_NE(rendered(comparison).find("<p class=\"mean\">Geometric mean of time: +1.23 %"), std::string::npos);
}

TEST(Html, a_large_page_is_small) { EXPECT_LT(rendered(sample::large(5'000)).size(), 5'000'000U); }

TEST(Html, hostile_words_break_out_of_nothing) {
  const compare::Comparison comparison = sample::hostile();
  const std::string page = without_assets(rendered(comparison));
  const std::string plain = without_assets(rendered(sample::mixed()));
  for (const std::string_view tag :
       {"<script", "</script", "<!--", "<title", "</title", "<style", "</style", "<img", "<a "}) {
    EXPECT_EQ(occurrences(page, tag), occurrences(plain, tag)) << tag;
  }
  EXPECT_EQ(page.find("onload=\""), std::string::npos);
  for (const char c : page) EXPECT_TRUE(static_cast<unsigned char>(c) >= ' ' || c == '\n');
  EXPECT_NE(page.find("{{data}}"), std::string::npos) << "a name is not filled in";
  EXPECT_EQ(occurrences(page, "\"baseText\""), 1U);
  const json data = data_of(page);
  EXPECT_EQ(data["rows"]["name"][8], std::string(sample::hostile_names[8]));
}

TEST(Html, a_comparison_of_nothing_is_a_page_too) {
  const compare::Comparison nothing;
  const HtmlPart parts[] = {{&nothing, {}, {}}};
  const std::string page = render_html(parts);
  EXPECT_NE(page.find("unnamed suite"), std::string::npos);
  EXPECT_EQ(data_of(page)["rows"]["name"], json::array());
  EXPECT_EQ(data_of(render_html({}))["suites"], json::array());
}

TEST(Html, both_environments_stand_side_by_side) {
  const std::string page = rendered(sample::mixed());
  EXPECT_NE(page.find("<tr><th scope=\"row\">processor</th><td>AMD EPYC 7B13</td><td>AMD EPYC 7B13</td></tr>"),
            std::string::npos);
  EXPECT_NE(
      page.find("<tr class=\"differs\"><th scope=\"row\">compiler</th><td>GNU 12.2.0</td><td>GNU 13.1.0</td></tr>"),
      std::string::npos);
  EXPECT_NE(page.find("<td>L1 Data 32.00 KiB, L2 512.0 KiB</td>"), std::string::npos);
  EXPECT_EQ(page.find("governor"), std::string::npos);
}

}  // namespace
}  // namespace trackmeet::report
