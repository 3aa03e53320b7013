#include "aws_simulator/filter_pattern.h"

#include <gtest/gtest.h>

#include "aws_simulator/filter_pattern_parser.h"

namespace atb::aws_simulator {
namespace {

constexpr std::string_view kEvent = R"({
  "eventName": "GetSecretValue", "errorCode": "AccessDenied", "count": 3, "ok": true, "bad": false,
  "none": null, "userIdentity": {"arn": "arn:aws:iam::1:user/u"}, "list": [{"n": 1}, {"n": 2}]})";

bool matches(std::string_view pattern, std::string_view message = kEvent) {
  const auto parsed = parse_filter_pattern(pattern);
  EXPECT_TRUE(parsed) << pattern << ": " << parsed.error().message;
  return parsed && parsed->matches(message);
}

TEST(FilterPattern, ComparesTextsWithStars) {
  EXPECT_TRUE(matches("{ $.eventName = \"*SecretValue*\" }"));
  EXPECT_TRUE(matches("{ $.eventName = GetSecretValue }"));
  EXPECT_FALSE(matches("{ $.eventName = \"getsecretvalue\" }"));
  EXPECT_TRUE(matches("{ $.eventName != \"Put*\" }"));
  EXPECT_TRUE(matches("{$.userIdentity.arn=\"arn:aws:iam::1:user/u\"}"));
}

TEST(FilterPattern, ComparesNumbers) {
  EXPECT_TRUE(matches("{ $.count = 3 }"));
  EXPECT_TRUE(matches("{ $.count > 2.5 }"));
  EXPECT_FALSE(matches("{ $.count < 3 }"));
  EXPECT_TRUE(matches("{ $.count <= 3 && $.count >= 3 }"));
  EXPECT_FALSE(matches("{ $.count != 3 }"));
  EXPECT_FALSE(matches("{ $.eventName > 1 }"));
}

TEST(FilterPattern, AsksForExistenceAndLiterals) {
  EXPECT_TRUE(matches("{ $.none EXISTS }"));
  EXPECT_TRUE(matches("{ $.nothing NOT EXISTS }"));
  EXPECT_FALSE(matches("{ $.errorCode NOT EXISTS }"));
  EXPECT_TRUE(matches("{ $.ok IS TRUE && $.bad IS FALSE && $.none IS NULL }"));
  EXPECT_FALSE(matches("{ $.count IS TRUE }"));
}

TEST(FilterPattern, ReachesIntoLists) {
  EXPECT_TRUE(matches("{ $.list[1].n = 2 }"));
  EXPECT_FALSE(matches("{ $.list[2].n EXISTS }"));
}

TEST(FilterPattern, AndBindsBeforeOr) {
  EXPECT_TRUE(matches("{ $.count = 3 || $.count = 4 && $.count = 5 }"));
  EXPECT_FALSE(matches("{ ($.count = 3 || $.count = 4) && $.count = 5 }"));
}

TEST(FilterPattern, AMissingMemberIsNeitherEqualNorUnequal) {
  EXPECT_FALSE(matches("{ $.nothing = \"x\" }"));
  EXPECT_FALSE(matches("{ $.nothing != \"x\" }"));
}

TEST(FilterPattern, JsonPatternsMatchObjectsOnly) {
  EXPECT_FALSE(matches("{ $.a NOT EXISTS }", "plain words"));
  EXPECT_FALSE(matches("{ $.a NOT EXISTS }", "[]"));
}

TEST(FilterPattern, WordsAreSoughtAsTheyStand) {
  EXPECT_TRUE(matches("", "anything"));
  EXPECT_TRUE(matches("ERROR \"disk full\"", "ERROR: disk full"));
  EXPECT_FALSE(matches("ERROR", "error"));
  EXPECT_FALSE(matches("ERROR -full", "ERROR: disk full"));
  EXPECT_TRUE(matches("?WARN ?ERROR", "ERROR"));
  EXPECT_FALSE(matches("?WARN ?ERROR", "INFO"));
}

TEST(FilterPattern, ShowsTheValuesThatItLookedAt) {
  const auto pattern = parse_filter_pattern("{ $.count = 3 && $.nothing NOT EXISTS }");
  const std::map<std::string, std::string> expected{{"$.count", "3"}};
  EXPECT_EQ(pattern->values_in(kEvent), expected);
}

}  // namespace
}  // namespace atb::aws_simulator
