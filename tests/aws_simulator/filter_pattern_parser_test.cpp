#include "aws_simulator/filter_pattern_parser.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::aws_simulator {
namespace {

TEST(FilterPatternParser, RefusesWhatIsMalformed) {
  for (const auto* const text : {"{",
                                 "{}",
                                 "{ a = 1 }",
                                 "{ $ = 1 }",
                                 "{ $.a }",
                                 "{ $.a = }",
                                 "{ $.a = \"x }",
                                 "{ ($.a = 1 }",
                                 "{ $.a = 1 ) }",
                                 "{ $.a = 1 && }",
                                 "{ $.a < \"x\" }",
                                 "{ $.a IS MAYBE }",
                                 "{ $.a NOT THERE }",
                                 "{ $.a[x] = 1 }",
                                 "{ $.a = %x% }",
                                 "{ $.a = 1 } x",
                                 "[ip, user]",
                                 "%regex%",
                                 "\"open",
                                 "?",
                                 "{ $.a. = 1 }"}) {
    const auto pattern = parse_filter_pattern(text);
    ASSERT_FALSE(pattern) << text;
    EXPECT_EQ(pattern.error().code, "InvalidParameterException") << text;
  }
}

TEST(FilterPatternParser, RefusesParenthesesWithoutEnd) {
  const std::string deep(200, '(');
  EXPECT_FALSE(parse_filter_pattern("{ " + deep + "$.a = 1" + std::string(200, ')') + " }"));
  EXPECT_TRUE(parse_filter_pattern("{ ((($.a = 1))) }"));
}

RC_GTEST_PROP(FilterPatternParser, NeverFailsOtherwiseThanByAnError, (const std::string& text)) {
  const auto pattern = parse_filter_pattern("{" + text + "}");
  if (pattern) static_cast<void>(pattern->matches("{}"));
  if (!pattern) RC_ASSERT(pattern.error().code == "InvalidParameterException");
}

TEST(FilterPatternParser, ReadsPathsAlone) {
  const auto path = parse_filter_path("$.a.b[3].c");
  ASSERT_TRUE(path);
  EXPECT_EQ(to_text(*path), "$.a.b[3].c");
  EXPECT_FALSE(parse_filter_path("a.b"));
  EXPECT_FALSE(parse_filter_path("$.a b"));
}

}  // namespace
}  // namespace atb::aws_simulator
