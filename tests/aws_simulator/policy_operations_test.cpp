#include "aws_simulator/policy_operations.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/secret_world.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;
using test::SecretWorld;

constexpr const char* kPublic =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*",)"
    R"("Action":"secretsmanager:GetSecretValue","Resource":"*"}})";
constexpr const char* kDeny =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",)"
    R"("Action":"secretsmanager:*","Resource":"*"}]})";

TEST(PolicyOperations, KeepAPolicyUntilItIsDeleted) {
  SecretWorld world;
  world.create("a");
  const json id{{"SecretId", "a"}};
  EXPECT_FALSE(world.run("GetResourcePolicy", id).contains("ResourcePolicy"));
  EXPECT_EQ(world.run("PutResourcePolicy", {{"SecretId", "a"}, {"ResourcePolicy", kDeny}})["Name"],
            "a");
  EXPECT_EQ(world.run("GetResourcePolicy", id)["ResourcePolicy"], kDeny);
  EXPECT_EQ(world.run("DeleteResourcePolicy", id)["Name"], "a");
  EXPECT_FALSE(world.run("GetResourcePolicy", id).contains("ResourcePolicy"));
}

TEST(PolicyOperations, BlockAPublicPolicyWhenAsked) {
  SecretWorld world;
  world.create("a");
  json input{{"SecretId", "a"}, {"ResourcePolicy", kPublic}, {"BlockPublicPolicy", true}};
  EXPECT_EQ(world.run("PutResourcePolicy", input), "PublicPolicyException");
  EXPECT_FALSE(world.run("GetResourcePolicy", {{"SecretId", "a"}}).contains("ResourcePolicy"));
  input["BlockPublicPolicy"] = false;
  EXPECT_TRUE(world.run("PutResourcePolicy", input).is_object());
}

TEST(PolicyOperations, RefuseWhatIsNoPolicy) {
  SecretWorld world;
  world.create("a");
  EXPECT_EQ(world.run("PutResourcePolicy", {{"SecretId", "a"}, {"ResourcePolicy", "{"}}),
            "MalformedPolicyDocumentException");
  EXPECT_EQ(world.run("PutResourcePolicy", {{"SecretId", "a"}}), "InvalidParameterException");
}

TEST(PolicyOperations, ValidateWithoutKeeping) {
  SecretWorld world;
  world.create("a");
  const auto validate = [&](const char* policy) {
    return world.run("ValidateResourcePolicy", {{"SecretId", "a"}, {"ResourcePolicy", policy}});
  };
  EXPECT_EQ(validate(kDeny)["PolicyValidationPassed"], true);
  EXPECT_EQ(world.asked.back().resource_policy, kDeny);
  EXPECT_EQ(world.asked.back().action, "secretsmanager:PutResourcePolicy");
  world.denied = "secretsmanager:PutResourcePolicy";
  const auto answer = validate(kPublic);
  EXPECT_EQ(answer["PolicyValidationPassed"], false);
  EXPECT_EQ(answer["ValidationErrors"].size(), 2U);  // public, and the caller is locked out
  EXPECT_FALSE(world.run("GetResourcePolicy", {{"SecretId", "a"}}).contains("ResourcePolicy"));
}

}  // namespace
}  // namespace atb::aws_simulator
