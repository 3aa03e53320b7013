#include "aws_simulator/wildcard.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

TEST(Wildcard, StarStandsForAnyTextAndQuestionMarkForOneCharacter) {
  EXPECT_TRUE(matches_wildcard("a*c", "ac"));
  EXPECT_TRUE(matches_wildcard("a*c", "abbc"));
  EXPECT_FALSE(matches_wildcard("a*c", "abbd"));
  EXPECT_TRUE(matches_wildcard("a?c", "abc"));
  EXPECT_FALSE(matches_wildcard("a?c", "ac"));
  EXPECT_TRUE(matches_wildcard("*a*b", "xaab"));
  EXPECT_TRUE(matches_wildcard("", ""));
  EXPECT_FALSE(matches_wildcard("", "a"));
}

TEST(Wildcard, CaseMattersUnlessItIsToBeIgnored) {
  EXPECT_FALSE(matches_wildcard("S3:Get*", "s3:GetObject"));
  EXPECT_TRUE(matches_wildcard_ignoring_case("S3:get*", "s3:GetObject"));
}

TEST(Wildcard, QuestionMarkIsAnOrdinaryCharacterInFilterPatterns) {
  EXPECT_TRUE(matches_star("a?*", "a?b"));
  EXPECT_FALSE(matches_star("a?*", "abb"));
}

TEST(Wildcard, StarStaysWithinOnePartOfAnArn) {
  EXPECT_TRUE(matches_arn("arn:aws:s3:::*", "arn:aws:s3:::bucket/a:b"));
  EXPECT_TRUE(matches_arn("arn:aws:iam::*:role/x", "arn:aws:iam::123456789012:role/x"));
  EXPECT_FALSE(matches_arn("arn:aws:*:role/x", "arn:aws:iam::123456789012:role/x"));
  EXPECT_FALSE(matches_arn("arn:aws:iam::1:role/x-??????", "arn:aws:iam::1:role/x-old-AbCdEf"));
}

}  // namespace
}  // namespace atb::aws_simulator
