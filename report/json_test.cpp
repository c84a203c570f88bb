// SPDX-License-Identifier: Apache-2.0
#include "report/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/file.hpp"
#include "report/sample_comparison.hpp"
#include "report/schema_check_fixture.hpp"

namespace trackmeet::report {
namespace {

using nlohmann::json;

const std::string schema_path = TRACKMEET_SOURCE_DIR "/docs/comparison.schema.json";

json rendered(const compare::Comparison& comparison) { return json::parse(render_json(comparison)); }

TEST(Json, carries_the_whole_comparison) {
  const json out = rendered(sample::mixed());
  EXPECT_EQ(out["schema"], "trackmeet.comparison/1");
  EXPECT_EQ(out["exit_status"], 1);
  EXPECT_EQ(out["gate"], "minor");
  EXPECT_EQ(out["conclusion"], "matmul_large is 53.2 % slower (severe)");
  EXPECT_EQ(out["counts"]["regression"], 2);
  EXPECT_EQ(out["counts"]["new"], 1);
  EXPECT_EQ(out["counts"]["failed"], 0);
  EXPECT_EQ(out["sides"]["base"]["sessions"], 3);
  EXPECT_EQ(out["sides"]["head"]["dirty"], true);
  EXPECT_EQ(out["session_spread"]["tau"], 0.02);
  EXPECT_EQ(out["differences"][0]["head"], "GNU 13.1.0");
  EXPECT_EQ(out["warnings"].size(), 1U);
  ASSERT_EQ(out["rows"].size(), 8U);
  const json& row = out["rows"][0];
  EXPECT_EQ(row["name"], "matmul_large");
  EXPECT_EQ(row["metric"], "real_time");
  EXPECT_EQ(row["base"], 0.01234);
  EXPECT_EQ(row["interval"], (json{0.501, 0.566}));
  EXPECT_EQ(row["p_adjusted"], 3e-6);
  EXPECT_EQ(row["proven"], "worse");
  EXPECT_EQ(row["severity"], "severe");
  EXPECT_EQ(out["rows"][1]["by_difference"], true);
}

TEST(Json, carries_the_means_and_what_repeats_the_time) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows[0].repeats_time = true;
  comparison.means = {
      {"tensor_ops", model::metric_named("loss"), 4, 0.02, -0.01, std::numeric_limits<double>::infinity()}};
  const json out = rendered(comparison);
  EXPECT_EQ(out["counts"]["regression"], 1);
  EXPECT_EQ(out["rows"][0]["repeats_time"], true);
  EXPECT_EQ(out["rows"][0]["direction_guessed"], false);
  ASSERT_EQ(out["means"].size(), 1U);
  const json& mean = out["means"][0];
  EXPECT_EQ(mean["metric"], "loss");
  EXPECT_EQ(mean["direction_guessed"], true);
  EXPECT_EQ(mean["benchmarks"], 4);
  EXPECT_EQ(mean["change"], 0.02);
  EXPECT_TRUE(mean["interval"][1].is_null());
}

TEST(Json, what_is_not_a_finite_number_is_null) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows[0].interval_high = std::numeric_limits<double>::infinity();
  const json out = rendered(comparison);
  EXPECT_TRUE(out["rows"][0]["interval"][1].is_null());
  EXPECT_TRUE(out["rows"][2]["base"].is_null());
  EXPECT_TRUE(out["rows"][2]["change"].is_null());
}

TEST(Json, is_ascii_and_survives_any_bytes) {
  compare::Comparison comparison = sample::mixed();
  comparison.rows[0].name = "\xff\x1b[31m\"\n\u202e::error::";
  comparison.suite = "\xc3";
  const std::string text = render_json(comparison);
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7f); }));
  EXPECT_EQ(json::parse(text)["rows"][0]["name"], "\ufffd\x1b[31m\"\n\u202e::error::");
  EXPECT_EQ(json::parse(text)["suite"], "\ufffd");
}

TEST(Json, is_the_same_for_the_same_comparison) {
  EXPECT_EQ(render_json(sample::mixed()), render_json(sample::mixed()));
  EXPECT_TRUE(render_json(compare::Comparison{}).ends_with("}\n"));
}

/// The keys that `schema` demands of an object and those that it knows.
void expect_keys(const json& object, const json& schema) {
  for (const json& key : schema["required"]) EXPECT_TRUE(object.contains(key.get<std::string>())) << key;
  for (const auto& [key, value] : object.items()) EXPECT_TRUE(schema["properties"].contains(key)) << key;
}

TEST(Json, has_the_keys_that_the_schema_names) {
  const auto text = read_file(schema_path);
  ASSERT_TRUE(text) << to_text(text.error());
  const json schema = json::parse(*text);
  const json out = rendered(sample::mixed());
  expect_keys(out, schema);
  expect_keys(out["counts"], schema["properties"]["counts"]);
  expect_keys(out["sides"]["base"], schema["$defs"]["side"]);
  expect_keys(out["session_spread"], schema["properties"]["session_spread"]);
  for (const json& row : out["rows"]) expect_keys(row, schema["$defs"]["row"]);
}

TEST(Json, several_suites_are_one_document) {
  std::vector<compare::Comparison> suites = {sample::mixed(), {}, sample::mixed()};
  suites[0].exit_status = 0;
  const json out = json::parse(render_json(suites));
  EXPECT_EQ(out["schema"], "trackmeet.comparisons/1");
  EXPECT_EQ(out["exit_status"], 1);
  ASSERT_EQ(out["comparisons"].size(), 3U);
  EXPECT_EQ(out["comparisons"][0], rendered(suites[0]));
  EXPECT_EQ(out["comparisons"][1], rendered(suites[1]));
  EXPECT_EQ(render_json(std::span(suites).first(1)), render_json(suites[0])) << "one suite is a document of its own";
  EXPECT_EQ(json::parse(render_json(std::span<const compare::Comparison>()))["comparisons"], json::array());
}

TEST(Json, is_laid_out_as_the_library_would_do_it) {
  const std::vector<compare::Comparison> suites = {sample::mixed(), {}};
  for (const std::string& text : {render_json(suites), render_json(suites[0]), render_json(suites[1])})
    EXPECT_EQ(nlohmann::ordered_json::parse(text).dump(2) + "\n", text);
}

using JsonSchema = SchemaCheck;

TEST_F(JsonSchema, is_kept_of_one_suite_and_of_several) {
  const std::vector<compare::Comparison> suites = {sample::mixed(), {}};
  expect_valid(render_json(suites[0]), "comparison.schema.json");
  expect_valid(render_json(suites[1]), "comparison.schema.json");
  expect_valid(render_json(suites), "comparisons.schema.json", {"comparison.schema.json"});
  expect_valid(render_json(std::span(suites).first(0)), "comparisons.schema.json", {"comparison.schema.json"});
}

}  // namespace
}  // namespace trackmeet::report
