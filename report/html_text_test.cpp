// SPDX-License-Identifier: Apache-2.0
#include "report/html_text.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "report/plain_text.hpp"

namespace trackmeet::report {
namespace {

TEST(HtmlText, what_means_something_to_html_becomes_entities) {
  EXPECT_EQ(html_text("a<b>&\"c\"'d'"), "a&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;");
  EXPECT_EQ(html_text("\x1b[31m"), "\\x1b[31m");
  EXPECT_EQ(html_name("</bdi>"), "<bdi class=\"name\">&lt;/bdi&gt;</bdi>");
  EXPECT_LT(html_text(std::string(100'000, '<')).size(), 2'000U);
}

TEST(HtmlText, json_stands_safely_in_a_script_and_says_the_same) {
  for (const std::string& name : sample::hostile_names) {
    const std::string json = json_text(name);
    EXPECT_EQ(json.find_first_of("<>&"), std::string::npos) << json;
    for (const char c : json) EXPECT_TRUE(c >= ' ' && c <= '~') << json;
    const bool is_utf8 = name.find('\xff') == std::string::npos;
    if (is_utf8) {
      EXPECT_EQ(nlohmann::json::parse(json).get<std::string>(), name);
    }
  }
  EXPECT_EQ(json_text("</script>"), R"("\u003c/script\u003e")");
  EXPECT_EQ(json_text("plain_name/8"), R"("plain_name/8")");
}

TEST(HtmlText, numbers_have_six_digits_and_are_always_json) {
  EXPECT_EQ(json_number(1.0 / 3), "0.333333");
  EXPECT_EQ(json_number(-12345678), "-1.23457e+07");
  EXPECT_EQ(json_number(0), "0");
  EXPECT_EQ(json_number(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(json_number(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(HtmlText, what_is_filled_in_is_not_filled_in_again) {
  EXPECT_EQ(filled_in("a {{x}} {{y}} {{z}} {{", {{"x", "{{y}}"}, {"y", "2"}}), "a {{y}} 2 {{z}} {{");
  EXPECT_EQ(filled_in("", {}), "");
  EXPECT_EQ(filled_in("}}{{x}}", {{"x", "1"}}), "}}1");
}

TEST(HtmlText, a_policy_names_a_script_as_browsers_do) {
  // echo -n "alert(1)" | openssl dgst -sha256 -binary | base64
  EXPECT_EQ(policy_hash("alert(1)"), "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
}

}  // namespace
}  // namespace trackmeet::report
