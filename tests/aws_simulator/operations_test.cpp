#include "aws_simulator/operations.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

struct World {
  json run(std::string_view operation, const json& input) {
    OperationContext context{store, "us-east-1", "AbCdEf",
                             *core::parse_timestamp("2025-01-02T03:04:05Z")};
    auto result = run_operation(operation, input, context);
    return result ? *result : json(result.error().code);
  }
  json create(const std::string& name) {
    return run(
        "CreateSecret",
        {{"Name", name}, {"ClientRequestToken", std::string(32, '1')}, {"SecretString", "one"}});
  }
  SecretStore store{"123456789012"};
};

TEST(Operations, RefusesAnUnknownOperationAndInputThatIsNoObject) {
  World world;
  EXPECT_EQ(world.run("RotateSecret", json::object()), "UnknownOperationException");
  EXPECT_EQ(world.run("GetSecretValue", json::array()), "SerializationException");
  EXPECT_EQ(world.run("GetSecretValue", json(json::value_t::discarded)), "SerializationException");
}

TEST(Operations, WantsAValueForANewVersion) {
  World world;
  world.create("a");
  EXPECT_EQ(world.run("PutSecretValue",
                      {{"SecretId", "a"}, {"ClientRequestToken", std::string(32, '2')}}),
            "InvalidRequestException");
}

TEST(Operations, HidesVersionsWithoutLabelsUnlessAsked) {
  World world;
  world.create("a");
  for (const char token : {'2', '3'})
    world.run("PutSecretValue", {{"SecretId", "a"},
                                 {"ClientRequestToken", std::string(32, token)},
                                 {"SecretString", std::string(1, token)}});
  EXPECT_EQ(world.run("ListSecretVersionIds", {{"SecretId", "a"}})["Versions"].size(), 2U);
  EXPECT_EQ(
      world
          .run("ListSecretVersionIds", {{"SecretId", "a"}, {"IncludeDeprecated", true}})["Versions"]
          .size(),
      3U);
}

TEST(Operations, ListsInPages) {
  World world;
  for (const auto* name : {"c", "a", "b"}) world.create(name);
  const auto first = world.run("ListSecrets", {{"MaxResults", 2}});
  ASSERT_EQ(first["SecretList"].size(), 2U);
  EXPECT_EQ(first["SecretList"][0]["Name"], "a");
  const auto last =
      world.run("ListSecrets", {{"MaxResults", 2}, {"NextToken", first["NextToken"]}});
  EXPECT_EQ(last["SecretList"][0]["Name"], "c");
  EXPECT_FALSE(last.contains("NextToken"));
  EXPECT_EQ(world.run("ListSecrets", {{"NextToken", "99"}}), "InvalidNextTokenException");
  EXPECT_EQ(world.run("ListSecrets", {{"MaxResults", 101}}), "InvalidParameterException");
}

TEST(Operations, DeletesEitherWayButNotBoth) {
  World world;
  world.create("a");
  EXPECT_EQ(world.run("DeleteSecret", {{"SecretId", "a"},
                                       {"ForceDeleteWithoutRecovery", true},
                                       {"RecoveryWindowInDays", 7}}),
            "InvalidParameterException");
  const auto scheduled = world.run("DeleteSecret", {{"SecretId", "a"}});
  EXPECT_EQ(scheduled["DeletionDate"], 1'735'787'045 + 30 * 86'400);
  EXPECT_EQ(world.run("RestoreSecret", {{"SecretId", "a"}})["Name"], "a");
  world.run("DeleteSecret", {{"SecretId", "a"}, {"ForceDeleteWithoutRecovery", true}});
  EXPECT_EQ(world.run("DescribeSecret", {{"SecretId", "a"}}), "ResourceNotFoundException");
}

TEST(Operations, KnowsWhichOnesWrite) {
  EXPECT_TRUE(is_writing("CreateSecret"));
  EXPECT_TRUE(is_writing("UpdateSecretVersionStage"));
  EXPECT_FALSE(is_writing("GetSecretValue"));
  EXPECT_FALSE(is_writing("Nothing"));
}

}  // namespace
}  // namespace atb::aws_simulator
