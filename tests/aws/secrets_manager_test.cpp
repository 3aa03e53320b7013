#include "aws/secrets_manager.h"

#include <gtest/gtest.h>

#include "aws/support/fake_service.h"

namespace atb::aws {
namespace {

using test::FakeService;

constexpr std::string_view kArn =
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:ai-trading-bot/staging-AbCdEf";

std::string named(std::string_view more) {
  return R"({"ARN":")" + std::string{kArn} + R"(","Name":"ai-trading-bot/staging")" +
         std::string{more} + "}";
}

TEST(SecretsManager, GetsAValueWithItsVersion) {
  FakeService service;
  service.answer(200, named(R"(,"VersionId":"v1","SecretString":"{\"A\":\"\\u00fc\"}",
      "VersionStages":["AWSCURRENT"],"CreatedDate":1.735787045123E9)"));
  SecretsManager secrets{service.client()};

  const auto value = secrets.get_secret_value("ai-trading-bot/staging", {});

  ASSERT_TRUE(value) << value.error().message;
  EXPECT_EQ(value->arn, kArn);
  EXPECT_EQ(value->version_id, "v1");
  EXPECT_EQ(value->value.reveal(), R"({"A":"\u00fc"})");
  EXPECT_EQ(value->stages, std::vector<std::string>{"AWSCURRENT"});
  EXPECT_EQ(core::to_text(value->created), "2025-01-02T03:04:05.123Z");
  EXPECT_EQ(service.sent[0].body,
            R"({"SecretId":"ai-trading-bot/staging","VersionStage":"AWSCURRENT"})");
}

TEST(SecretsManager, AsksForExactlyTheVersionThatIsNamed) {
  FakeService service;
  for (int i = 0; i < 2; ++i) service.answer(200, named(R"(,"SecretString":"x")"));
  SecretsManager secrets{service.client()};

  ASSERT_TRUE(secrets.get_secret_value("s", {.version_id = "v1"}));
  ASSERT_TRUE(secrets.get_secret_value("s", {.version_id = "v1", .version_stage = "AWSPENDING"}));

  EXPECT_EQ(service.sent[0].body, R"({"SecretId":"s","VersionId":"v1"})");
  EXPECT_EQ(service.sent[1].body,
            R"({"SecretId":"s","VersionId":"v1","VersionStage":"AWSPENDING"})");
}

TEST(SecretsManager, CreatesASecretWithTheCallersToken) {
  FakeService service;
  service.answer(500, "");
  service.answer(200, named(R"(,"VersionId":"t-1")"));
  SecretsManager secrets{service.client()};

  const auto created =
      secrets.create_secret("ai-trading-bot/staging", "", net::to_body(R"({"A":"b"})"), "t-1");

  ASSERT_TRUE(created) << created.error().message;
  EXPECT_EQ(created->version_id, "t-1");
  ASSERT_EQ(service.sent.size(), 2U);
  EXPECT_EQ(service.sent[0].body, service.sent[1].body) << "a retry must not make a new token";
  EXPECT_EQ(
      service.sent[0].body,
      R"({"Name":"ai-trading-bot/staging","ClientRequestToken":"t-1","SecretString":"{\"A\":\"b\"}"})");
}

TEST(SecretsManager, DescribesASecret) {
  FakeService service;
  service.answer(200, named(R"(,"Description":"d","DeletedDate":1735787045,
      "VersionIdsToStages":{"v1":["AWSPREVIOUS"],"v2":["AWSCURRENT","X"]})"));
  SecretsManager secrets{service.client()};

  const auto found = secrets.describe_secret(kArn);

  ASSERT_TRUE(found);
  EXPECT_EQ(found->description, "d");
  EXPECT_EQ(found->stages_by_version.at("v2"), (std::vector<std::string>{"AWSCURRENT", "X"}));
  EXPECT_TRUE(found->deleted);
  EXPECT_FALSE(found->last_changed);
}

TEST(SecretsManager, NeverAsksAnotherRegionForAnArn) {
  FakeService service;
  SecretsManager secrets{service.client()};
  const auto found =
      secrets.describe_secret("arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "aws.other_region");
  EXPECT_EQ(found.error().advice, "Add --region eu-west-1");
  EXPECT_TRUE(service.sent.empty());
}

TEST(SecretsManager, RefusesBytesAndForeignAnswersWithoutShowingThem) {
  FakeService service;
  service.answer(200, named(R"(,"SecretBinary":"aHVudGVyMg==")"));
  service.answer(200, R"({"hello":"hunter2"})");
  service.answer(200, "hunter2");
  SecretsManager secrets{service.client()};
  EXPECT_EQ(secrets.get_secret_value("s", {}).error().code, "aws.binary_secret");
  for (int i = 0; i < 2; ++i) {
    const auto value = secrets.get_secret_value("s", {});
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().code, "aws.answer_malformed");
    EXPECT_EQ(core::render(value.error()).find("hunter2"), std::string::npos);
  }
}

TEST(SecretsManager, RefusesAValueThatTheServiceWouldNotTake) {
  FakeService service;
  SecretsManager secrets{service.client()};
  const auto created =
      secrets.create_secret("s", "", net::to_body(std::string(65'537, 'x')), "t-1");
  EXPECT_EQ(created.error().code, "aws.secret_too_large");
  EXPECT_TRUE(service.sent.empty());
}

}  // namespace
}  // namespace atb::aws
