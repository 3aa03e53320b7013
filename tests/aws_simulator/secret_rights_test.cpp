#include "aws_simulator/secret_rights.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/secret_world.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;
using test::SecretWorld;

constexpr std::string_view kArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:bot-AbCdEf";

struct World : SecretWorld {
  [[nodiscard]] std::vector<Right> rights(const std::string& operation, json input) const {
    return rights_of(call(operation, std::move(input)), store, kms);
  }
  [[nodiscard]] ServiceCall call(const std::string& operation, json input) const {
    ServiceCall made;
    made.operation = operation;
    made.region = "us-east-1";
    made.now = now;
    made.input = std::move(input);
    return made;
  }
};

TEST(SecretRights, NameTheSecretByItsArnWhateverTheCallerTyped) {
  World world;
  world.create("bot");
  const auto rights =
      world.rights("GetSecretValue", {{"SecretId", "bot"}, {"VersionStage", "AWSCURRENT"}});
  ASSERT_EQ(rights.size(), 1U);
  EXPECT_EQ(rights[0].action, "secretsmanager:GetSecretValue");
  EXPECT_EQ(rights[0].resource, kArn);
  EXPECT_EQ(rights[0].context.at("secretsmanager:SecretId").front(), "bot");
  EXPECT_EQ(rights[0].context.at("secretsmanager:VersionStage").front(), "AWSCURRENT");
}

TEST(SecretRights, GiveAMissingSecretAnArnWithoutASuffix) {
  World world;
  EXPECT_EQ(world.rights("DescribeSecret", {{"SecretId", "bot"}})[0].resource,
            kArn.substr(0, kArn.size() - 7));
  EXPECT_EQ(world.rights("ListSecrets", json::object())[0].resource, "*");
  EXPECT_EQ(world.rights("CreateSecret", {{"Name", "bot"}})[0].resource.size(), kArn.size());
}

TEST(SecretRights, CarryTagsAndThePolicyOfTheSecret) {
  World world;
  world.create("bot");
  world.run("TagResource", {{"SecretId", "bot"}, {"Tags", {{{"Key", "env"}, {"Value", "s"}}}}});
  (*world.store.find_usable("us-east-1", "bot", world.now))->resource_policy = "{}";
  const auto right =
      world.rights("DeleteSecret", {{"SecretId", "bot"}, {"ForceDeleteWithoutRecovery", true}})[0];
  EXPECT_EQ(right.context.at("secretsmanager:ResourceTag/env").front(), "s");
  EXPECT_EQ(right.context.at("secretsmanager:ForceDeleteWithoutRecovery").front(), "true");
  EXPECT_EQ(right.resource_policy, "{}");
}

TEST(SecretRights, AskForTheCustomerKeyByWayOfTheService) {
  World world;
  world.kms.set(KmsKey{"k-1", "alias/mine"});
  const json create{{"Name", "bot"},
                    {"ClientRequestToken", SecretWorld::token('1')},
                    {"SecretString", "one"},
                    {"KmsKeyId", "alias/mine"}};
  const auto writing = world.rights("CreateSecret", create);
  ASSERT_EQ(writing.size(), 3U);
  EXPECT_EQ(writing[1].action, "kms:GenerateDataKey");
  EXPECT_EQ(writing[2].action, "kms:Decrypt");
  world.run("CreateSecret", create);
  const auto reading = world.rights("GetSecretValue", {{"SecretId", "bot"}});
  ASSERT_EQ(reading.size(), 2U);
  EXPECT_EQ(reading[1].action, "kms:Decrypt");
  EXPECT_EQ(reading[1].resource, "arn:aws:kms:us-east-1:123456789012:key/k-1");
  EXPECT_EQ(reading[1].context.at("kms:ViaService").front(),
            "secretsmanager.us-east-1.amazonaws.com");
  EXPECT_EQ(reading[1].context.at("kms:EncryptionContext:SecretARN").front(), kArn);
  EXPECT_EQ(reading[1].denial, "Access to KMS is not allowed");
  EXPECT_EQ(world.rights("UpdateSecret", {{"SecretId", "bot"}, {"KmsKeyId", "k-1"}}).size(), 4U);
  EXPECT_EQ(world.rights("UpdateSecret", {{"SecretId", "bot"}, {"Description", "d"}}).size(), 1U);
}

TEST(SecretRights, TraceEverythingButTheValue) {
  World world;
  world.create("bot");
  const auto trace = trace_of(world.call("PutSecretValue", {{"SecretId", "bot"},
                                                            {"SecretString", "hidden"},
                                                            {"SecretBinary", "hidden"},
                                                            {"RotationToken", "hidden"},
                                                            {"VersionStages", {"A"}}}),
                              world.store);
  EXPECT_FALSE(trace.read_only);
  EXPECT_EQ(trace.request_parameters.dump(), R"({"secretId":"bot","versionStages":["A"]})");
  EXPECT_EQ(trace.resources, std::vector<std::string>{std::string{kArn}});
  EXPECT_TRUE(trace_of(world.call("ListSecrets", json::object()), world.store).read_only);
}

}  // namespace
}  // namespace atb::aws_simulator
