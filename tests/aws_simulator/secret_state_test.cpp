#include "aws_simulator/secret_state.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

StoredSecret secret() {
  const auto now = *core::parse_timestamp("2025-01-02T03:04:05.123456Z");
  StoredSecret made;
  made.region = "us-east-1";
  made.name = "n";
  made.arn = "arn:n-AbCdEf";
  made.description = "d";
  made.kms_key_id = "k";
  made.created = made.changed = now;
  made.deletion_date = made.accessed = now;
  made.tags = {{"a", "b"}};
  made.resource_policy = "{}";
  made.versions = {{"v1", "ü\"\n", false, {"AWSCURRENT", "X"}, now, "k", now},
                   {"v2", "YQ==", true, {}, now}};
  return made;
}

TEST(SecretState, BringsBackEverythingThatWasKept) {
  const auto back = secrets_from_json(secrets_to_json({secret()}));
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(secrets_to_json(back), secrets_to_json({secret()}));
  EXPECT_EQ(back[0].versions.at(0).value, "ü\"\n");
  EXPECT_EQ(back[0].versions.at(0).accessed, secret().accessed);
  EXPECT_EQ(back[0].deletion_date, secret().deletion_date);
  EXPECT_EQ(back[0].tags.at(0).value, "b");
}

TEST(SecretState, ReadsWhatTheFirstFormatHeld) {
  const auto back = secrets_from_json(json::parse(
      R"([{"region":"r","name":"n","arn":"a","description":"","kms_key_id":"k","created_us":1,
           "changed_us":2,"versions":[{"id":"v","value":"x","is_binary":false,"stages":[],
           "created_us":1}]}])"));
  ASSERT_EQ(back.size(), 1U);
  EXPECT_TRUE(back[0].tags.empty());
  EXPECT_EQ(back[0].versions.at(0).kms_key_id, "k");
}

TEST(SecretState, RefusesAnythingElse) {
  EXPECT_THROW((void)secrets_from_json(json::parse("[{}]")), json::exception);
}

}  // namespace
}  // namespace atb::aws_simulator
