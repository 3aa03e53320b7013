#include "aws_simulator/version_operations.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/secret_world.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;
using test::SecretWorld;

TEST(VersionOperations, HideVersionsWithoutLabelsUnlessAsked) {
  SecretWorld world;
  world.create("a");
  for (const char fill : {'2', '3'}) world.put("a", fill);
  const auto list = [&](bool all) {
    return world.run("ListSecretVersionIds", {{"SecretId", "a"}, {"IncludeDeprecated", all}});
  };
  EXPECT_EQ(list(false)["Versions"].size(), 2U);
  EXPECT_EQ(list(true)["Versions"].size(), 3U);
  EXPECT_EQ(list(true)["Versions"][0]["KmsKeyIds"], json::array({"DefaultEncryptionKey"}));
}

TEST(VersionOperations, ListVersionsInPages) {
  SecretWorld world;
  world.create("a");
  world.put("a", '2');
  const auto first = world.run("ListSecretVersionIds", {{"SecretId", "a"}, {"MaxResults", 1}});
  ASSERT_EQ(first["Versions"].size(), 1U);
  const auto last =
      world.run("ListSecretVersionIds",
                {{"SecretId", "a"}, {"MaxResults", 1}, {"NextToken", first["NextToken"]}});
  EXPECT_EQ(last["Versions"][0]["VersionId"], SecretWorld::token('2'));
  EXPECT_FALSE(last.contains("NextToken"));
}

TEST(VersionOperations, MoveALabelOnlyFromTheVersionThatIsNamed) {
  SecretWorld world;
  world.create("a");
  world.put("a", '2', {"AWSPENDING"});
  const auto move = [&](char from) {
    return world.run("UpdateSecretVersionStage", {{"SecretId", "a"},
                                                  {"VersionStage", "AWSCURRENT"},
                                                  {"RemoveFromVersionId", SecretWorld::token(from)},
                                                  {"MoveToVersionId", SecretWorld::token('2')}});
  };
  EXPECT_EQ(move('2'), "InvalidParameterException");
  EXPECT_EQ(world.value("a"), "one");
  EXPECT_EQ(move('1')["Name"], "a");
  EXPECT_EQ(world.value("a"), "2");
}

TEST(VersionOperations, CannotRotateWithoutAFunction) {
  SecretWorld world;
  world.create("a");
  EXPECT_EQ(world.run("RotateSecret", {{"SecretId", "a"}}), "InvalidRequestException");
  EXPECT_NE(world.message.find("Lambda function ARN"), std::string::npos);
  EXPECT_EQ(world.run("RotateSecret", {{"SecretId", "a"}, {"RotationLambdaARN", "arn:x"}}),
            "AccessDeniedException");
  EXPECT_EQ(world.run("RotateSecret",
                      {{"SecretId", "a"}, {"RotationRules", {{"AutomaticallyAfterDays", 1'001}}}}),
            "InvalidParameterException");
  EXPECT_EQ(world.run("RotateSecret", {{"SecretId", "b"}}), "ResourceNotFoundException");
  EXPECT_EQ(world.run("CancelRotateSecret", {{"SecretId", "a"}}), "InvalidRequestException");
}

TEST(VersionOperations, SayThatALeftPendingVersionIsInTheWay) {
  SecretWorld world;
  world.create("a");
  world.put("a", '2', {"AWSPENDING"});
  EXPECT_EQ(world.run("RotateSecret", {{"SecretId", "a"}}), "InvalidRequestException");
  EXPECT_NE(world.message.find("previous rotation isn't complete"), std::string::npos);
}

}  // namespace
}  // namespace atb::aws_simulator
