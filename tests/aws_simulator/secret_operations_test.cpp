#include "aws_simulator/secret_operations.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/secret_world.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;
using test::SecretWorld;

TEST(SecretOperations, ListInPages) {
  SecretWorld world;
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

TEST(SecretOperations, HideWhatIsToBeDeletedUnlessAsked) {
  SecretWorld world;
  world.create("a");
  world.run("DeleteSecret", {{"SecretId", "a"}});
  EXPECT_TRUE(world.run("ListSecrets", json::object())["SecretList"].empty());
  const auto all = world.run("ListSecrets", {{"IncludePlannedDeletion", true}})["SecretList"];
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(all[0].contains("DeletedDate"));
  EXPECT_TRUE(all[0].contains("SecretVersionsToStages"));
}

TEST(SecretOperations, DeleteEitherWayButNotBoth) {
  SecretWorld world;
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
  EXPECT_TRUE(world.run("DeleteSecret", {{"SecretId", "a"}, {"ForceDeleteWithoutRecovery", true}})
                  .is_object());
}

TEST(SecretOperations, TagAndUntagWithoutABody) {
  SecretWorld world;
  world.create("a");
  const auto tag = [&](const char* key, const char* value) {
    return world.run("TagResource",
                     {{"SecretId", "a"}, {"Tags", {{{"Key", key}, {"Value", value}}}}});
  };
  EXPECT_TRUE(tag("env", "staging").is_null());
  EXPECT_TRUE(tag("env", "production").is_null());
  EXPECT_EQ(tag("aws:x", "y"), "InvalidParameterException");
  const auto tags = [&] { return world.run("DescribeSecret", {{"SecretId", "a"}})["Tags"]; };
  EXPECT_EQ(tags().dump(), R"([{"Key":"env","Value":"production"}])");
  EXPECT_TRUE(
      world.run("UntagResource", {{"SecretId", "a"}, {"TagKeys", {"env", "no"}}}).is_null());
  EXPECT_TRUE(tags().is_null());
}

TEST(SecretOperations, GiveAPassword) {
  SecretWorld world;
  const auto answer = world.run("GetRandomPassword", {{"PasswordLength", 12}});
  EXPECT_EQ(answer["RandomPassword"].get<std::string>().size(), 12U);
}

TEST(SecretOperations, RememberTheDayOfTheLastRead) {
  SecretWorld world;
  world.create("a");
  EXPECT_FALSE(world.run("DescribeSecret", {{"SecretId", "a"}}).contains("LastAccessedDate"));
  world.value("a");
  EXPECT_EQ(world.run("DescribeSecret", {{"SecretId", "a"}})["LastAccessedDate"], 1'735'776'000);
}

}  // namespace
}  // namespace atb::aws_simulator
