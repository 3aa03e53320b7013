#include "aws_simulator/value_operations.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/secret_world.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;
using test::SecretWorld;

TEST(ValueOperations, WantAValueForANewVersion) {
  SecretWorld world;
  world.create("a");
  EXPECT_EQ(world.run("PutSecretValue",
                      {{"SecretId", "a"}, {"ClientRequestToken", SecretWorld::token('2')}}),
            "InvalidRequestException");
}

TEST(ValueOperations, UpdateChangesTheDescriptionAloneWithoutANewVersion) {
  SecretWorld world;
  world.create("a");
  const auto answer = world.run(
      "UpdateSecret",
      {{"SecretId", "a"}, {"ClientRequestToken", SecretWorld::token('1')}, {"Description", "new"}});
  EXPECT_FALSE(answer.contains("VersionId"));
  EXPECT_EQ(world.run("DescribeSecret", {{"SecretId", "a"}})["Description"], "new");
  EXPECT_EQ(world.value("a"), "one");
}

TEST(ValueOperations, UpdateRefusesATokenThatWasUsedWhateverTheValue) {
  SecretWorld world;
  world.create("a");
  const auto update = [&](const char* value, char fill) {
    return world.run("UpdateSecret", {{"SecretId", "a"},
                                      {"ClientRequestToken", SecretWorld::token(fill)},
                                      {"SecretString", value}});
  };
  EXPECT_EQ(update("one", '1'), "ResourceExistsException");
  EXPECT_EQ(update("two", '1'), "ResourceExistsException");
  EXPECT_EQ(update("two", '2')["VersionId"], SecretWorld::token('2'));
  EXPECT_EQ(world.value("a"), "two");
}

TEST(ValueOperations, ABatchGivesWhatItMayAndNamesWhatItMayNot) {
  SecretWorld world;
  world.create("a");
  const auto arn = world.create("b")["ARN"].get<std::string>();
  world.denied = arn;
  const auto answer = world.run("BatchGetSecretValue", {{"SecretIdList", {"a", "b", "missing"}}});
  ASSERT_EQ(answer["SecretValues"].size(), 1U);
  EXPECT_EQ(answer["SecretValues"][0]["SecretString"], "one");
  ASSERT_EQ(answer["Errors"].size(), 2U);
  EXPECT_EQ(answer["Errors"][0]["SecretId"], "b");
  EXPECT_EQ(answer["Errors"][0]["ErrorCode"], "AccessDeniedException");
  EXPECT_EQ(answer["Errors"][1]["ErrorCode"], "ResourceNotFoundException");
}

TEST(ValueOperations, ABatchByFilterComesInPages) {
  SecretWorld world;
  for (const auto* name : {"x/1", "x/2", "y"}) world.create(name);
  const json filters = {{{"Key", "name"}, {"Values", {"x/"}}}};
  const auto first = world.run("BatchGetSecretValue", {{"Filters", filters}, {"MaxResults", 1}});
  ASSERT_EQ(first["SecretValues"].size(), 1U);
  const auto last =
      world.run("BatchGetSecretValue",
                {{"Filters", filters}, {"MaxResults", 1}, {"NextToken", first["NextToken"]}});
  EXPECT_EQ(last["SecretValues"][0]["Name"], "x/2");
  EXPECT_FALSE(last.contains("NextToken"));
}

TEST(ValueOperations, ABatchTakesIdsOrFiltersButNotBothNorTooMany) {
  SecretWorld world;
  const json filters = {{{"Key", "name"}, {"Values", {"x/"}}}};
  EXPECT_EQ(world.run("BatchGetSecretValue", json::object()), "InvalidParameterException");
  EXPECT_EQ(world.run("BatchGetSecretValue", {{"SecretIdList", {"a"}}, {"Filters", filters}}),
            "InvalidParameterException");
  EXPECT_EQ(world.run("BatchGetSecretValue", {{"SecretIdList", {"a"}}, {"MaxResults", 1}}),
            "InvalidParameterException");
  EXPECT_EQ(world.run("BatchGetSecretValue", {{"SecretIdList", std::vector<std::string>(21, "a")}}),
            "InvalidParameterException");
}

TEST(ValueOperations, NeedAKeyThatWorks) {
  SecretWorld world;
  const auto create = [&] {
    return world.run("CreateSecret", {{"Name", "k"},
                                      {"ClientRequestToken", SecretWorld::token('1')},
                                      {"SecretString", "one"},
                                      {"KmsKeyId", "alias/mine"}});
  };
  EXPECT_EQ(create(), "EncryptionFailure");
  world.kms.set(KmsKey{"key-1", "alias/mine"});
  ASSERT_TRUE(create().is_object());
  EXPECT_EQ(world.value("k"), "one");
  world.kms.set(KmsKey{"key-1", "alias/mine", KmsKeyState::disabled});
  EXPECT_EQ(world.value("k"), "DecryptionFailure");
  EXPECT_EQ(world.put("k", '2'), "EncryptionFailure");
  EXPECT_EQ(world.run("UpdateSecret", {{"SecretId", "k"}, {"KmsKeyId", ""}})["Name"], "k");
  EXPECT_EQ(world.value("k"), "one");  // encrypted again under AWS's own key
}

TEST(ValueOperations, RefuseToReplicate) {
  SecretWorld world;
  EXPECT_EQ(world.run("CreateSecret", {{"Name", "a"},
                                       {"ClientRequestToken", SecretWorld::token('1')},
                                       {"AddReplicaRegions", {{{"Region", "eu-west-1"}}}}}),
            "InvalidParameterException");
}

}  // namespace
}  // namespace atb::aws_simulator
