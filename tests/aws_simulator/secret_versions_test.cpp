#include "aws_simulator/secret_versions.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

using core::Duration;

const auto kNow = *core::parse_timestamp("2025-01-02T03:04:05Z");

std::string token(int number) {
  return fmt::format("{:032}", number);
}

Outcome<const SecretVersion*> put(StoredSecret& secret, int number, core::Timestamp now = kNow,
                                  std::vector<std::string> stages = {}) {
  return add_version(secret, {token(number), {fmt::format("{}", number)}, std::move(stages)}, now);
}

TEST(SecretVersions, RemoveUnlabelledOnesBeyondAHundredOnceTheyAreADayOld) {
  StoredSecret secret;
  for (int i = 0; i < 120; ++i) ASSERT_TRUE(put(secret, i)) << i;
  EXPECT_EQ(secret.versions.size(), 120U);
  ASSERT_TRUE(put(secret, 120, kNow + Duration::days(1)));
  EXPECT_EQ(secret.versions.size(), kVersionsKept + 1);
  EXPECT_EQ(find_version(secret.versions, token(0)), nullptr);
  EXPECT_EQ(find_stage(secret.versions, kPrevious)->id, token(119));
}

TEST(SecretVersions, KeepALabelledOneHoweverOldItIs) {
  StoredSecret secret;
  ASSERT_TRUE(put(secret, 0, kNow, {"LASTGOOD"}));
  for (int i = 1; i < 120; ++i) ASSERT_TRUE(put(secret, i)) << i;
  prune_versions(secret.versions, kNow + Duration::days(2));
  EXPECT_NE(find_version(secret.versions, token(0)), nullptr);
  EXPECT_EQ(secret.versions.size(), kVersionsKept);
}

TEST(SecretVersions, AreLimitedWhenWrittenTooFast) {
  StoredSecret secret;
  for (std::size_t i = 0; i < kVersionsMax; ++i) ASSERT_TRUE(put(secret, static_cast<int>(i)));
  EXPECT_EQ(put(secret, 999).error().code, "LimitExceededException");
  EXPECT_TRUE(put(secret, 999, kNow + Duration::days(1)));
}

TEST(SecretVersions, CarryTwentyLabelsAtMost) {
  StoredSecret secret;
  std::vector<std::string> stages;
  for (int i = 0; i < 20; ++i) stages.push_back(fmt::format("L{}", i));
  // The first version gets AWSCURRENT as well, which is one too many.
  EXPECT_EQ(put(secret, 0, kNow, stages).error().code, "LimitExceededException");
  ASSERT_TRUE(put(secret, 1));
  EXPECT_TRUE(put(secret, 2, kNow, stages));
}

TEST(SecretVersions, AreEncryptedAgainOnlyWithAnAwsLabel) {
  StoredSecret secret;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(put(secret, i));
  ASSERT_TRUE(update_secret(secret, {token(9), std::nullopt, "new-key", std::nullopt}, kNow));
  EXPECT_EQ(secret.kms_key_id, "new-key");
  EXPECT_EQ(find_version(secret.versions, token(0))->kms_key_id, "");
  EXPECT_EQ(find_version(secret.versions, token(1))->kms_key_id, "new-key");
  EXPECT_EQ(find_version(secret.versions, token(2))->kms_key_id, "new-key");
}

TEST(SecretVersions, AreChosenByIdAndLabelTogether) {
  StoredSecret secret;
  ASSERT_TRUE(put(secret, 0));
  EXPECT_EQ((*choose_version(secret, {}))->id, token(0));
  EXPECT_EQ((*choose_version(secret, {token(0), "AWSCURRENT"}))->id, token(0));
  EXPECT_EQ(choose_version(secret, {token(0), "X"}).error().code, "InvalidRequestException");
  EXPECT_EQ(choose_version(secret, {token(1), ""}).error().code, "ResourceNotFoundException");
  EXPECT_EQ(choose_version(secret, {"", "X"}).error().code, "ResourceNotFoundException");
}

}  // namespace
}  // namespace atb::aws_simulator
