// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/file.hpp"
#include "core/process.hpp"

namespace trackmeet::report {

/// Holds what was rendered against the schemas in docs/, with a validator that others wrote.
class SchemaCheck : public testing::Test {
protected:
  void SetUp() override {
    Command probe;
    probe.argv = {"python3", "-c", "from jsonschema import Draft202012Validator"};
    const auto have = run_process(probe);
    if (!have || have->exit_status != 0) GTEST_SKIP() << "python3 with jsonschema 4 is not installed";
  }

  /// `schema` is a file of docs/; it may refer to `others`.
  static void expect_valid(const std::string& text, const std::string& schema,
                           const std::vector<std::string>& others = {}) {
    const std::string docs = TRACKMEET_SOURCE_DIR "/docs/";
    const std::string path =
        testing::TempDir() + "trackmeet_" + testing::UnitTest::GetInstance()->current_test_info()->name() + ".json";
    ASSERT_TRUE(write_file_atomically(path, text));
    Command validate;
    validate.argv = {"python3",
                     "-W",
                     "ignore",
                     "-c",
                     "import json, sys\n"
                     "from jsonschema import Draft202012Validator as V, RefResolver\n"
                     "value, schema, *others = (json.load(open(p)) for p in sys.argv[1:])\n"
                     "V.check_schema(schema)\n"
                     "store = {other['$id']: other for other in others}\n"
                     "V(schema, resolver=RefResolver.from_schema(schema, store=store)).validate(value)",
                     path,
                     docs + schema};
    for (const std::string& other : others) validate.argv.push_back(docs + other);
    const auto outcome = run_process(validate);
    ASSERT_TRUE(outcome) << to_text(outcome.error());
    EXPECT_EQ(outcome->exit_status, 0) << outcome->err;
  }
};

}  // namespace trackmeet::report
