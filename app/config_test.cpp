// SPDX-License-Identifier: Apache-2.0
#include "app/config.hpp"

#include <gtest/gtest.h>

#include "app/config_template.hpp"

namespace trackmeet::app {
namespace {

Result<Config> parse(std::string_view text) { return parse_config(text, "/project/trackmeet.toml"); }

TEST(Config, ReadsEverything) {
  const Config config = parse(R"(
    [build]
    command = "make"
    output = "out"
    [[suite]]
    executable = "out/bench"
    [[suite]]
    name = "other"
    executable = "/abs/bench"
    [compare]
    gate = "severe"
    threshold = 0.5
    minor = 5
    session_spread = 3
    metrics = ["cpu_time"]
    alpha = 2
    minimum_rounds = 7
    rename = {"old" = "new", "a b" = "a/b"}
    [[rule]]
    match = "a*"
    moderate = 30
    allow_missing = true
    [[rule]]
    metric = "rows"
    better = "higher"
    unit = "rows"
    [[rule]]
    match = "start*"
    suite = "other"
    required = true
  )")
                            .value();
  EXPECT_EQ(config.build_command, "make");
  ASSERT_EQ(config.suites.size(), 2U);
  EXPECT_EQ(config.suites[0].name, "bench");
  EXPECT_EQ(config.suites[0].executable, "/project/out/bench");
  EXPECT_EQ(config.suites[1].executable, "/abs/bench");
  EXPECT_EQ(config.policy.gate, compare::Gate::severe);
  EXPECT_DOUBLE_EQ(config.policy.bands.slight, 0.005);
  EXPECT_DOUBLE_EQ(config.policy.bands.minor, 0.05);
  EXPECT_DOUBLE_EQ(config.policy.assumed_session_spread, 0.03);
  EXPECT_EQ(config.policy.metrics, std::vector<std::string>{"cpu_time"});
  EXPECT_DOUBLE_EQ(config.policy.alpha, 0.02);
  EXPECT_EQ(config.policy.minimum_rounds, 7U);
  EXPECT_EQ(config.policy.renames, (std::map<std::string, std::string>{{"old", "new"}, {"a b", "a/b"}}));
  ASSERT_EQ(config.policy.rules.size(), 3U);
  EXPECT_EQ(config.policy.rules[1].better, model::Better::higher);
  EXPECT_EQ(config.policy.rules[1].unit, "rows");
  EXPECT_EQ(config.policy.rules[2].required, true);
  EXPECT_EQ(config.policy.rules[2].suite, "other");
  EXPECT_FALSE(config.policy.rules[0].better || config.policy.rules[0].unit || config.policy.rules[0].required);
  EXPECT_EQ(config.policy.rules[0].allow_missing, true);
  EXPECT_DOUBLE_EQ(*config.policy.rules[0].edges.moderate, 0.3);
}

TEST(Config, TheTemplateOfInitSaysTheDefaults) {
  const Config config = parse(config_template).value();
  const compare::Policy policy;
  EXPECT_EQ(config.policy.gate, policy.gate);
  EXPECT_EQ(config.policy.bands, policy.bands);
  EXPECT_EQ(config.policy.metrics, policy.metrics);
  EXPECT_DOUBLE_EQ(config.policy.false_discovery_rate, policy.false_discovery_rate);
  EXPECT_DOUBLE_EQ(config.policy.assumed_session_spread, policy.assumed_session_spread);
  EXPECT_DOUBLE_EQ(config.policy.alpha, policy.alpha);
  EXPECT_EQ(config.policy.minimum_rounds, policy.minimum_rounds);
  EXPECT_TRUE(config.policy.rules.empty());
  EXPECT_TRUE(config.suites.empty());
}

TEST(Config, MistakesAreNamedWithTheirPlaceAndAWayOut) {
  const struct {
    const char* text;
    std::uint32_t line;
    const char* message;
    const char* hint;
  } cases[] = {
      {"[compare]\nminr = 5\n", 2, "unknown key 'minr' in [compare]", "did you mean 'minor'?"},
      {"\n[compar]\n", 2, "unknown key 'compar' in the file", "did you mean 'compare'?"},
      {"[compare]\ngate = \"sever\"\n", 2, "unknown gate 'sever'", "did you mean 'severe'?"},
      {"[compare]\nminor = \"5\"\n", 2, "expected a percentage above 0", "10 stands for ten per cent"},
      {"[compare]\nminor = -5\n", 2, "expected a percentage above 0", "10 stands for ten per cent"},
      {"[compare]\nminor = nan\n", 2, "expected a percentage above 0", "10 stands for ten per cent"},
      {"# x\n[compare]\nminor = 30\nmoderate = 20\n", 4, "the bands do not rise: minor 30 and moderate 20",
       "at least as large"},
      {"[[rule]]\nminor = 5\n[[rule]]\nsevere = 5\nthreshold = 6\n", 4,
       "the bands do not rise: threshold 6 and severe 5", "at least as large"},
      {"[compare]\ngate = 5\n", 2, "expected the name of a severity in quotes", "\"minor\""},
      {"[compare]\nmetrics = []\n", 2, "expected a list of texts", "real_time"},
      {"[[suite]]\nname = \"x\"\n", 1, "a [[suite]] needs an executable", "add executable"},
      {"suite = 3\n", 1, "suite must be a list of tables", "[[suite]]"},
      {"[[rule]]\nignore = 1\n", 2, "expected true or false", ""},
      {"[[rule]]\nmetric = \"m\"\nbetter = \"hihger\"\n", 3, "better 'hihger'", "did you mean 'higher'?"},
      {"[[rule]]\nmetric = \"m\"\nbetter = 1\n", 3, "better ''", "\"lower\" or \"higher\""},
      {"[[rule]]\nbetter = \"higher\"\n", 2, "'better' is said of one metric", "add metric"},
      {"[[rule]]\nmetric = \"real_time\"\nunit = \"ms\"\n", 3, "real_time is in seconds", "take 'unit' out"},
      {"[[rule]]\nrequird = true\n", 2, "unknown key 'requird' in [[rule]]", "did you mean 'required'?"},
      {"[[rule]]\nrequired = true\nallow_missing = true\n", 3, "contradict each other", "keep one"},
      {"[[rule]]\nrequired = true\nignore = true\n", 3, "contradict each other", "keep one"},
      {"[[rule]]\nrequired = true\nmetric = \"m\"\n", 2, "required as a whole", "take 'metric' out"},
      {"[compare]\nminimum_rounds = 2.5\n", 2, "expected a whole number from 1", ""},
      {"[compare]\nminimum_rounds = 0\n", 2, "expected a whole number from 1", ""},
      {"[compare]\nminimum_round = 2\n", 2, "unknown key 'minimum_round'", "did you mean 'minimum_rounds'?"},
      {"[compare]\nalpha = 60\n", 2, "expected a percentage above 0 and up to 50", ""},
      {"[compare]\nrename = \"a\"\n", 2, "rename must be a table", "rename = {"},
      {"[compare]\nrename = {\"a\" = 1}\n", 2, "the new name of 'a'", ""},
      {"[compare]\nrename = {\"a\" = \"a\"}\n", 2, "renamed to itself", "take it out"},
      {"[compare]\n[compare.rename]\na = \"c\"\nb = \"c\"\n", 4, "both 'a' and 'b' are renamed to 'c'", "of its own"},
      {"a = \n", 1, "", "TOML"},
      {"a = 1\na = 2\n", 2, "", "TOML"},
  };
  for (const auto& c : cases) {
    const Result<Config> config = parse(c.text);
    ASSERT_FALSE(config) << c.text;
    const Error& error = config.error();
    EXPECT_NE(error.message.find(c.message), std::string::npos) << c.text << " gave " << error.message;
    EXPECT_NE(error.hint.find(c.hint), std::string::npos) << c.text << " gave " << error.hint;
    ASSERT_TRUE(error.where) << c.text;
    EXPECT_EQ(error.where->path, "/project/trackmeet.toml");
    EXPECT_EQ(error.where->line, c.line) << c.text;
  }
}

TEST(Config, HostileTextIsAnErrorNotACrash) {
  EXPECT_FALSE(parse(std::string(100'000, '[')));
  EXPECT_FALSE(parse("a = \"\xff\xfe\""));
  EXPECT_FALSE(parse(std::string("\0\0\0", 3)));
  EXPECT_TRUE(parse(""));
}

TEST(Config, AnAbsentFileIsAnErrorIfItWasNamed) { EXPECT_FALSE(load_config("/no/such/trackmeet.toml")); }

}  // namespace
}  // namespace trackmeet::app
