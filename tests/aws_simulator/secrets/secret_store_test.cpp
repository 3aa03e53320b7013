#include "aws_simulator/secrets/secret_store.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

constexpr std::string_view kRegion = "us-east-1";
const auto kNow = *core::parse_timestamp("2025-01-02T03:04:05Z");
const std::string kFirst(32, '1');
const std::string kSecond(32, '2');

struct Store : SecretStore {
  Store() : SecretStore{"123456789012"} {}
  auto make(std::string_view value, const std::string& token = kFirst) {
    return create(kRegion, {"bot/staging", "", "", token, SecretContent{std::string{value}}},
                  "AbCdEf", kNow);
  }
  auto put_value(std::string_view value, const std::string& token,
                 std::vector<std::string> stages = {}) {
    return put(kRegion, "bot/staging", {token, {std::string{value}}, std::move(stages)}, kNow);
  }
  std::string read(std::string_view id, VersionQuery query = {}) {
    const auto found = get(kRegion, id, query, kNow);
    return found ? found->version->value : found.error().code;
  }
};

TEST(SecretStore, FindsASecretByNameArnAndPartialArnInItsRegionOnly) {
  Store store;
  const auto created = store.make("one");
  ASSERT_TRUE(created);
  const std::string arn = created->secret->arn;
  EXPECT_EQ(arn, "arn:aws:secretsmanager:us-east-1:123456789012:secret:bot/staging-AbCdEf");
  EXPECT_EQ(store.read("bot/staging"), "one");
  EXPECT_EQ(store.read(arn), "one");
  EXPECT_EQ(store.read(arn.substr(0, arn.size() - 7)), "one");
  EXPECT_EQ(store.read("bot/stagin"), "ResourceNotFoundException");
  EXPECT_FALSE(store.get("eu-west-1", "bot/staging", {}, kNow));
}

TEST(SecretStore, IgnoresACreateThatComesTwiceAndRefusesAnotherOne) {
  Store store;
  ASSERT_TRUE(store.make("one"));
  const auto again = store.make("one");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->version->id, kFirst);
  EXPECT_EQ(store.make("other").error().code, "ResourceExistsException");
  EXPECT_EQ(store.make("one", kSecond).error().code, "ResourceExistsException");
  EXPECT_EQ(store.all().size(), 1U);
}

TEST(SecretStore, IgnoresAPutThatComesTwiceEvenAfterTheLabelMovedOn) {
  Store store;
  ASSERT_TRUE(store.make("one"));
  ASSERT_TRUE(store.put_value("two", kSecond));
  ASSERT_TRUE(store.put_value("one", kFirst));
  EXPECT_EQ(store.read("bot/staging"), "two");
  EXPECT_EQ(store.put_value("three", kSecond).error().code, "ResourceExistsException");
}

TEST(SecretStore, StoresAPendingVersionWithoutGoingLive) {
  Store store;
  ASSERT_TRUE(store.make("one"));
  ASSERT_TRUE(store.put_value("two", kSecond, {"AWSPENDING"}));
  EXPECT_EQ(store.read("bot/staging"), "one");
  EXPECT_EQ(store.read("bot/staging", {"", "AWSPENDING"}), "two");
  EXPECT_EQ(store.read("bot/staging", {kSecond, ""}), "two");
  EXPECT_EQ(store.read("bot/staging", {kSecond, "AWSCURRENT"}), "InvalidRequestException");
  EXPECT_EQ(store.read("bot/staging", {std::string(32, '9'), ""}), "ResourceNotFoundException");
}

TEST(SecretStore, GivesTheFirstVersionEverTheCurrentLabel) {
  Store store;
  ASSERT_TRUE(store.create(kRegion, {"bot/staging", "", "", kFirst, std::nullopt}, "AbCdEf", kNow));
  EXPECT_EQ(store.read("bot/staging"), "ResourceNotFoundException");
  ASSERT_TRUE(store.put_value("one", kFirst, {"AWSPENDING"}));
  EXPECT_EQ(store.read("bot/staging"), "one");
}

TEST(SecretStore, MovesCurrentOnlyForTheWriterWhoSawTheLatest) {
  Store store;
  ASSERT_TRUE(store.make("one"));
  ASSERT_TRUE(store.put_value("two", kSecond, {"AWSPENDING"}));
  const auto move = [&](std::string from) {
    return store.move_stage(kRegion, "bot/staging", {"AWSCURRENT", std::move(from), kSecond}, kNow);
  };
  EXPECT_FALSE(move(kSecond));
  EXPECT_EQ(store.read("bot/staging"), "one");
  EXPECT_TRUE(move(kFirst));
  EXPECT_EQ(store.read("bot/staging"), "two");
  EXPECT_EQ(store.read("bot/staging", {"", "AWSPREVIOUS"}), "one");
}

TEST(SecretStore, LocksASecretThatIsScheduledForDeletionUntilItIsRestored) {
  Store store;
  ASSERT_TRUE(store.make("one"));
  ASSERT_TRUE(store.schedule_deletion(kRegion, "bot/staging", core::Duration::days(7), kNow));
  EXPECT_EQ(store.read("bot/staging"), "InvalidRequestException");
  EXPECT_EQ(store.make("one").error().code, "InvalidRequestException");
  EXPECT_EQ(store.put_value("two", kSecond).error().code, "InvalidRequestException");
  EXPECT_TRUE(store.describe(kRegion, "bot/staging", kNow).value()->deletion_date);
  EXPECT_TRUE(store.list(kRegion, false, kNow).empty());
  EXPECT_EQ(store.list(kRegion, true, kNow).size(), 1U);
  ASSERT_TRUE(store.restore(kRegion, "bot/staging", kNow));
  EXPECT_EQ(store.read("bot/staging"), "one");
}

TEST(SecretStore, ForgetsASecretWhenItsDeletionDateComes) {
  Store store;
  ASSERT_TRUE(store.make("one"));
  EXPECT_FALSE(store.schedule_deletion(kRegion, "bot/staging", core::Duration::days(6), kNow));
  ASSERT_TRUE(store.schedule_deletion(kRegion, "bot/staging", core::Duration::days(7), kNow));
  EXPECT_FALSE(store.restore(kRegion, "bot/staging", kNow + core::Duration::days(7)));
  EXPECT_TRUE(store.all().empty());
}

TEST(SecretStore, DeletesAtOnceWithoutAskingWhetherItWasThere) {
  Store store;
  ASSERT_TRUE(store.make("one"));
  EXPECT_TRUE(store.force_delete(kRegion, "bot/staging", kNow));
  EXPECT_FALSE(store.force_delete(kRegion, "bot/staging", kNow));
  EXPECT_TRUE(store.make("again"));
}

}  // namespace
}  // namespace atb::aws_simulator
