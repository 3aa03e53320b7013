#include "aws_simulator/secrets_service.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

struct World {
  Outcome<Answer> run(const std::string& operation, json input) {
    ServiceCall call;
    call.operation = operation;
    call.region = "us-east-1";
    call.input = std::move(input);
    call.authorise = [](const Right&) -> Outcome<void> { return {}; };
    return service.run(call);
  }
  Outcome<Answer> create() {
    return run(
        "CreateSecret",
        {{"Name", "a"}, {"ClientRequestToken", std::string(32, '1')}, {"SecretString", "hidden"}});
  }
  KmsKeys kms{"123456789012"};
  SecretsService service{"123456789012", kms, [](std::size_t) { return std::size_t{0}; },
                         [](std::size_t length) { return std::string(length, 'x'); }};
};

TEST(SecretsService, AnswersInJsonOrWithoutABody) {
  World world;
  EXPECT_EQ(json::parse(world.create()->body)["ARN"],
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-xxxxxx");
  EXPECT_EQ(world.run("UntagResource", {{"SecretId", "a"}, {"TagKeys", {"k"}}})->body, "");
  EXPECT_EQ(world.run("GetSecretValue", {{"SecretId", "b"}}).error().code,
            "ResourceNotFoundException");
}

TEST(SecretsService, ComesBackWithItsSecretsAndKeys) {
  World world;
  ASSERT_TRUE(world.create());
  world.kms.set(KmsKey{"k-1", "alias/mine"});
  World back;
  back.service.load(world.service.save());
  EXPECT_EQ(back.service.save(), world.service.save());
  EXPECT_EQ(back.kms.save(), world.kms.save());
  EXPECT_THROW(back.service.load(json::object()), json::exception);
}

TEST(SecretsService, SumsUpWithoutValues) {
  World world;
  ASSERT_TRUE(world.create());
  const auto summary = world.service.summary();
  EXPECT_EQ(summary["secrets"][0]["name"], "a");
  EXPECT_EQ(summary["secrets"][0]["versions"], 1);
  EXPECT_EQ(summary.dump().find("hidden"), std::string::npos);
}

}  // namespace
}  // namespace atb::aws_simulator
