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
  service.answer(200, named(R"(,"Description":"d","DeletedDate":1735787045,"OwningService":"o",
      "RotationEnabled":true,"Tags":[{"Key":"ENVIRONMENT","Value":"staging"},{"Value":"x"}],
      "VersionIdsToStages":{"v1":["AWSPREVIOUS"],"v2":["AWSCURRENT","X"]})"));
  SecretsManager secrets{service.client()};

  const auto found = secrets.describe_secret(kArn);

  ASSERT_TRUE(found);
  EXPECT_EQ(found->description, "d");
  EXPECT_EQ(found->owning_service, "o");
  EXPECT_TRUE(found->rotation_enabled);
  EXPECT_EQ(found->tags, (std::map<std::string, std::string>{{"ENVIRONMENT", "staging"}}));
  EXPECT_EQ(found->stages_by_version.at("v2"), (std::vector<std::string>{"AWSCURRENT", "X"}));
  EXPECT_TRUE(found->deleted);
  EXPECT_FALSE(found->last_changed);
}

TEST(SecretsManager, PutsAVersionUnderTheLabelsThatAreNamed) {
  FakeService service;
  service.answer(200, named(R"(,"VersionId":"t-2","VersionStages":["AWSPENDING"])"));
  SecretsManager secrets{service.client()};

  const auto stored = secrets.put_secret_value("s", net::to_body("{}"), "t-2", {"AWSPENDING"});

  ASSERT_TRUE(stored) << stored.error().message;
  EXPECT_EQ(stored->version_id, "t-2");
  EXPECT_EQ(service.sent[0].target, "secretsmanager.PutSecretValue");
  EXPECT_EQ(
      service.sent[0].body,
      R"({"SecretId":"s","ClientRequestToken":"t-2","SecretString":"{}","VersionStages":["AWSPENDING"]})");
}

TEST(SecretsManager, NeverMakesANewValueCurrentByOmission) {
  FakeService service;
  SecretsManager secrets{service.client()};
  EXPECT_EQ(secrets.put_secret_value("s", net::to_body("{}"), "t", {}).error().code,
            "aws.no_stage");
  EXPECT_EQ(secrets.put_secret_value("s", net::to_body(std::string(65'537, 'x')), "t", {"A"})
                .error()
                .code,
            "aws.secret_too_large");
  EXPECT_TRUE(service.sent.empty());
}

TEST(SecretsManager, MovesALabelFromTheVersionThatMustHoldIt) {
  FakeService service;
  for (int i = 0; i < 2; ++i) service.answer(200, named(""));
  SecretsManager secrets{service.client()};

  ASSERT_TRUE(secrets.update_secret_version_stage(
      "s", {.stage = "AWSCURRENT", .remove_from = "v1", .move_to = "v2"}));
  ASSERT_TRUE(
      secrets.update_secret_version_stage("s", {.stage = "AWSPENDING", .remove_from = "v2"}));

  EXPECT_EQ(
      service.sent[0].body,
      R"({"SecretId":"s","VersionStage":"AWSCURRENT","RemoveFromVersionId":"v1","MoveToVersionId":"v2"})");
  EXPECT_EQ(service.sent[1].body,
            R"({"SecretId":"s","VersionStage":"AWSPENDING","RemoveFromVersionId":"v2"})");
}

TEST(SecretsManager, SaysThatALabelWasMovedBySomebodyElse) {
  FakeService service;
  service.answer(400, R"({"__type":"InvalidParameterException","Message":"attached to v9"})");
  SecretsManager secrets{service.client()};
  const auto moved = secrets.update_secret_version_stage("s", {"AWSCURRENT", "v1", "v2"});
  ASSERT_FALSE(moved);
  EXPECT_EQ(moved.error().kind, core::ErrorKind::refused);
  EXPECT_EQ(moved.error().code, "InvalidParameterException");
  EXPECT_NE(moved.error().advice.find("ai-trading-bot-secrets versions"), std::string::npos);
}

TEST(SecretsManager, ListsTheVersionsOfAllPages) {
  FakeService service;
  service.answer(200, R"({"Versions":[{"VersionId":"v1","VersionStages":["AWSCURRENT"],
      "CreatedDate":1735787045,"LastAccessedDate":1735776000}],"NextToken":"more"})");
  service.answer(200, R"({"Versions":[{"VersionId":"v0"}]})");
  SecretsManager secrets{service.client()};

  const auto versions = secrets.list_secret_version_ids("s", true);

  ASSERT_TRUE(versions) << versions.error().message;
  ASSERT_EQ(versions->size(), 2U);
  EXPECT_EQ(versions->at(0).stages, std::vector<std::string>{"AWSCURRENT"});
  EXPECT_EQ(core::to_text(*versions->at(0).created), "2025-01-02T03:04:05Z");
  EXPECT_TRUE(versions->at(1).stages.empty());
  EXPECT_FALSE(versions->at(1).created);
  EXPECT_EQ(service.sent[0].body, R"({"SecretId":"s","IncludeDeprecated":true})");
  EXPECT_EQ(service.sent[1].body,
            R"({"SecretId":"s","IncludeDeprecated":true,"NextToken":"more"})");
}

TEST(SecretsManager, ListsOnlySecretsWhoseNameStartsSo) {
  FakeService service;
  service.answer(200, R"({"SecretList":[
      {"ARN":"a1","Name":"bot/x","SecretVersionsToStages":{"v":["AWSCURRENT"]}},
      {"ARN":"a2","Name":"old bot/y"}]})");
  SecretsManager secrets{service.client()};

  const auto found = secrets.list_secrets("bot/", false);

  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->at(0).name, "bot/x");
  EXPECT_EQ(found->at(0).stages_by_version.at("v"), std::vector<std::string>{"AWSCURRENT"});
  EXPECT_EQ(service.sent[0].body,
            R"({"IncludePlannedDeletion":false,"Filters":[{"Key":"name","Values":["bot/"]}]})");
}

TEST(SecretsManager, RestoresASecretAndSetsItsPolicy) {
  FakeService service;
  service.answer(200, named(""));
  service.answer(200, R"({"PolicyValidationPassed":false,
      "ValidationErrors":[{"CheckName":"Public","ErrorMessage":"too wide"}]})");
  service.answer(200, named(""));
  SecretsManager secrets{service.client()};

  ASSERT_TRUE(secrets.restore_secret("s"));
  const auto validation = secrets.validate_resource_policy("s", "{}");
  ASSERT_TRUE(validation);
  EXPECT_FALSE(validation->passed);
  EXPECT_EQ(validation->faults, std::vector<std::string>{"Public: too wide"});
  ASSERT_TRUE(secrets.put_resource_policy("s", "{}"));

  EXPECT_EQ(service.sent[0].target, "secretsmanager.RestoreSecret");
  EXPECT_EQ(service.sent[1].body, R"({"SecretId":"s","ResourcePolicy":"{}"})");
  EXPECT_EQ(service.sent[2].body,
            R"({"SecretId":"s","ResourcePolicy":"{}","BlockPublicPolicy":true})");
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
