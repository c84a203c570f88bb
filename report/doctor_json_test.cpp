// SPDX-License-Identifier: Apache-2.0
#include "report/doctor_json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/file.hpp"
#include "report/sample_diagnosis.hpp"
#include "report/schema_check_fixture.hpp"

namespace trackmeet::report {
namespace {

using nlohmann::json;

const std::string schema_path = TRACKMEET_SOURCE_DIR "/docs/doctor.schema.json";

TEST(DoctorJson, carries_the_whole_diagnosis) {
  const json out = json::parse(render_doctor_json(sample::diagnosis()));
  EXPECT_EQ(out["schema"], "trackmeet.diagnosis/1");
  EXPECT_EQ(out["exit_status"], 1);
  EXPECT_EQ(out["conclusion"], "the gate works, but this spoils measurements here: load");
  EXPECT_EQ(out["machine_class"], "x86_64-amd-epyc-7763-2c-debian-12");
  EXPECT_EQ(out["cores"], 2);
  ASSERT_EQ(out["findings"].size(), 5U);
  EXPECT_EQ(out["findings"][3]["check"], "load");
  EXPECT_EQ(out["findings"][3]["state"], "bad");
  EXPECT_EQ(out["findings"][3]["command"], "top -b -n 1 -o %CPU | head -n 12");
  EXPECT_EQ(out["self_measurements"][0]["smallest_change"], 0.0021);
  EXPECT_TRUE(out["self_measurements"][1]["smallest_change"].is_null());
  EXPECT_EQ(out["canaries"][0]["proven"], true);
  EXPECT_EQ(out["canaries"][0]["interval"], (json{0.008, 0.0125}));
}

TEST(DoctorJson, is_ascii_and_survives_any_bytes) {
  machine::Diagnosis diagnosis = sample::diagnosis();
  diagnosis.machine.cpu = "\xff\x1b[31m\"\n\u202e";
  const std::string text = render_doctor_json(diagnosis);
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7f); }));
  EXPECT_EQ(json::parse(text)["cpu"], "\ufffd\x1b[31m\"\n\u202e");
}

using DoctorJsonSchema = SchemaCheck;

TEST_F(DoctorJsonSchema, is_kept) {
  expect_valid(render_doctor_json(sample::diagnosis()), "doctor.schema.json");
  expect_valid(render_doctor_json({}), "doctor.schema.json");
}

TEST(DoctorJson, schema_knows_every_check) {
  const auto text = read_file(schema_path);
  ASSERT_TRUE(text) << to_text(text.error());
  const auto list =
      json::parse(*text)["$defs"]["finding"]["properties"]["check"]["enum"].get<std::vector<std::string>>();
  const std::set<std::string_view> names(list.begin(), list.end());
  const int last = static_cast<int>(machine::Check::perf_counters);
  EXPECT_EQ(names.size(), static_cast<std::size_t>(last) + 1);
  for (int check = 0; check <= last; ++check)
    EXPECT_TRUE(names.contains(to_string(static_cast<machine::Check>(check)))) << check;
}

}  // namespace
}  // namespace trackmeet::report
