#include "aws_simulator/secrets/secret_rules.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

const std::string kToken(32, 't');

NewSecret named(std::string name) {
  return {std::move(name), "", "", kToken, std::nullopt};
}

TEST(SecretRules, AcceptsTheNamesOfTheGuide) {
  for (const auto* name : {"ai-trading-bot/staging", "a", "A_b+c=d.e@f-g!", "prod-server"})
    EXPECT_FALSE(check_new_secret(named(name))) << name;
}

TEST(SecretRules, RefusesOtherCharactersAndLengths) {
  for (const auto& name : {std::string{}, std::string{"a b"}, std::string{"ü"}, std::string{"a:b"},
                           std::string(513, 'a')}) {
    const auto fault = check_new_secret(named(name));
    ASSERT_TRUE(fault) << name;
    EXPECT_EQ(fault->code, "ValidationException");
  }
}

TEST(SecretRules, WantsATokenOfTheRightLength) {
  for (const auto& token : {std::string{}, std::string(31, 't'), std::string(65, 't')})
    EXPECT_TRUE(check_new_version({token, {"v", false}, {}})) << token;
  EXPECT_FALSE(check_new_version({std::string(64, 't'), {"v", false}, {}}));
}

TEST(SecretRules, BoundsTheValueAndTheLabels) {
  EXPECT_TRUE(check_new_version({kToken, {"", false}, {}}));
  EXPECT_FALSE(check_new_version({kToken, {std::string(65'536, 'v'), false}, {}}));
  EXPECT_TRUE(check_new_version({kToken, {std::string(65'537, 'v'), false}, {}}));
  EXPECT_TRUE(check_new_version({kToken, {"v", false}, std::vector<std::string>(21, "L")}));
  EXPECT_TRUE(check_new_version({kToken, {"v", false}, {""}}));
}

TEST(SecretRules, MovesAnAttachedLabelOnlyFromTheVersionThatIsNamed) {
  Versions versions{{"a", "", false, {"AWSCURRENT"}, {}}, {"b", "", false, {}, {}}};
  EXPECT_TRUE(check_stage_move(versions, {"AWSCURRENT", "", "b"}));
  EXPECT_TRUE(check_stage_move(versions, {"AWSCURRENT", "b", "b"}));
  EXPECT_FALSE(check_stage_move(versions, {"AWSCURRENT", "a", "b"}));
  EXPECT_FALSE(check_stage_move(versions, {"LASTGOOD", "", "b"})) << "a label nobody holds";
  EXPECT_TRUE(check_stage_move(versions, {"AWSCURRENT", "a", ""})) << "cannot be taken off";
  EXPECT_TRUE(check_stage_move(versions, {"AWSCURRENT", "", ""}));
  EXPECT_EQ(check_stage_move(versions, {"X", "", "zz"})->code, "ResourceNotFoundException");
}

}  // namespace
}  // namespace atb::aws_simulator
