#include "secrets/change/versions.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

const Target kTarget{settings::Environment::staging, "s"};
const std::string kFirst(32, '0');
const std::string kSecond(32, 'n');
const std::string kThird(32, 't');

settings::Values with_key(std::string_view key, std::string_view level) {
  auto values = test::good_values();
  values.set("BINANCE_API_KEY", core::SecretString{key});
  values.set("LOG_LEVEL", core::SecretString{level});
  return values;
}

class VersionsTest : public ::testing::Test {
 protected:
  VersionsTest() { world.make(text_of(with_key("key-a", "INFO"))); }

  static std::string text_of(const settings::Values& values) {
    const auto json = settings::render_secret_json(values);
    return {json.begin(), json.end()};
  }
  void put(const std::string& text, const std::string& token, const char* stage = "AWSCURRENT") {
    world.now = world.now + core::Duration::days(1);
    ASSERT_TRUE(manager.put_secret_value("s", net::to_body(text), token, {stage}));
  }

  test::SimulatedAws world;
  test::DirectLine line{world};
  aws::SecretsManager manager = world.manager(line);
};

TEST_F(VersionsTest, AreListedNewestFirstWithWhatEachChanged) {
  put(text_of(with_key("key-b", "INFO")), kSecond);
  put(text_of(with_key("key-b", "DEBUG")), kThird);
  const auto list = list_versions(manager, kTarget, true);
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->versions.size(), 3U);
  EXPECT_EQ(list->versions[0].version_id, kThird);
  EXPECT_EQ(list->versions[0].changes->changed, std::vector<std::string>{"LOG_LEVEL"});
  EXPECT_EQ(list->versions[1].changes->changed, std::vector<std::string>{"BINANCE_API_KEY"});
  EXPECT_FALSE(list->versions[2].changes);
  EXPECT_TRUE(list->versions[2].stages.empty());
  EXPECT_EQ(list->key_since, list->versions[1].created);
  EXPECT_EQ(list_versions(manager, kTarget, false)->versions.size(), 2U);
}

TEST_F(VersionsTest, AVersionThatCannotBeReadIsListedWithItsFault) {
  put("no json", kSecond);
  put(text_of(with_key("key-a", "DEBUG")), kThird);
  const auto list = list_versions(manager, kTarget, true);
  ASSERT_TRUE(list);
  EXPECT_FALSE(list->versions[1].fault.empty());
  EXPECT_EQ(list->versions[0].changes->changed, std::vector<std::string>{"LOG_LEVEL"});
}

TEST_F(VersionsTest, WithoutALabelAreCountedWhenTheyAreLeftOut) {
  put(text_of(with_key("key-b", "INFO")), kSecond);
  put(text_of(with_key("key-b", "DEBUG")), kThird);
  EXPECT_EQ(list_versions(manager, kTarget, false)->left_out, 1U);
  EXPECT_EQ(list_versions(manager, kTarget, true)->left_out, 0U);
}

TEST_F(VersionsTest, AKeyIsAsOldAsTheFirstVersionThatHoldsItWhateverElseWasSet) {
  const auto first = world.now;
  for (const char* level : {"DEBUG", "INFO", "ERROR"})
    put(text_of(with_key("key-a", level)), std::string(32, *level));
  EXPECT_EQ(list_versions(manager, kTarget, false)->key_since, first);
  const auto since = binance_key_since(manager, kTarget, with_key("key-a", "ERROR"));
  ASSERT_TRUE(since) << since.error().message;
  EXPECT_EQ(*since, first);
}

TEST_F(VersionsTest, AVersionThatIsOnlyPendingMakesNoKeyOlder) {
  put(text_of(with_key("key-b", "INFO")), kSecond, "AWSPENDING");
  EXPECT_EQ(*binance_key_since(manager, kTarget, with_key("key-b", "INFO")), std::nullopt);
}

TEST_F(VersionsTest, TheAgeOfAKeyIsUnknownWhileAVersionCannotBeAsked) {
  line.befalls = [](const std::string& operation) {
    return operation == "GetSecretValue" ? test::Mishap::throttled : test::Mishap::none;
  };
  const auto since = binance_key_since(manager, kTarget, with_key("key-a", "INFO"));
  ASSERT_FALSE(since);
  EXPECT_EQ(since.error().kind, core::ErrorKind::temporary);
}

}  // namespace
}  // namespace atb::secrets
