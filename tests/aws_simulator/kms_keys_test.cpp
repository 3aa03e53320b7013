#include "aws_simulator/kms_keys.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

constexpr std::string_view kArn = "arn:aws:kms:us-east-1:123456789012:key/k-1";

KmsKeys keys() {
  KmsKeys made{"123456789012"};
  made.set(KmsKey{"k-1", "alias/mine"});
  return made;
}

TEST(KmsKeys, FindsAKeyByEveryOfItsNames) {
  for (const auto* name : {"k-1", "alias/mine", "arn:aws:kms:us-east-1:123456789012:key/k-1",
                           "arn:aws:kms:us-east-1:123456789012:alias/mine"})
    EXPECT_EQ(keys().arn_of(name, "us-east-1"), kArn) << name;
  EXPECT_EQ(keys().arn_of("other", "us-east-1"), "");
  EXPECT_EQ(keys().arn_of(kArn, "eu-west-1"), "");
}

TEST(KmsKeys, LetAwsOwnKeyAlwaysWork) {
  for (const auto* name : {"", "alias/aws/secretsmanager",
                           "arn:aws:kms:us-east-1:123456789012:alias/aws/secretsmanager"}) {
    EXPECT_TRUE(KmsKeys::is_default(name)) << name;
    EXPECT_TRUE(keys().check_encrypt(name, "us-east-1")) << name;
    EXPECT_TRUE(keys().check_decrypt(name, "us-east-1")) << name;
    EXPECT_EQ(keys().arn_of(name, "us-east-1"), "") << name;
  }
}

TEST(KmsKeys, RefuseWithWhatIsWrongWithTheKey) {
  auto all = keys();
  EXPECT_TRUE(all.check_encrypt("k-1", "us-east-1"));
  EXPECT_EQ(all.check_encrypt("other", "us-east-1").error().code, "EncryptionFailure");
  for (const auto* state : {"Disabled", "PendingDeletion"}) {
    all.set_from_json({{"key_id", "k-1"}, {"state", state}});
    EXPECT_EQ(all.check_encrypt("k-1", "us-east-1").error().code, "EncryptionFailure") << state;
    EXPECT_EQ(all.check_decrypt("k-1", "us-east-1").error().code, "DecryptionFailure") << state;
  }
}

TEST(KmsKeys, ComeBackAsTheyWereSaved) {
  KmsKeys back{"123456789012"};
  auto all = keys();
  all.set(KmsKey{"k-2", "", KmsKeyState::pending_deletion});
  back.load(all.save());
  EXPECT_EQ(back.save(), all.save());
  EXPECT_THROW(back.set_from_json({{"key_id", "k"}, {"state", "Lost"}}), nlohmann::json::exception);
  EXPECT_THROW(back.set_from_json(nlohmann::json::object()), nlohmann::json::exception);
}

}  // namespace
}  // namespace atb::aws_simulator
