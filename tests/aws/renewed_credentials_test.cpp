#include "aws/renewed_credentials.h"

#include <gtest/gtest.h>

namespace atb::aws {
namespace {

using core::Duration;

const auto kStart = *core::parse_timestamp("2025-01-02T03:00:00Z");

/// A source that counts, gives keys named by their number, and can be out of order.
class Renewed : public testing::Test {
 protected:
  core::Result<Credentials> give() {
    ++asked;
    if (!works) return core::fail(core::ErrorKind::temporary, "source.down", "down");
    Credentials key;
    key.key.access_key_id = std::to_string(asked);
    key.expires = end;
    return key;
  }
  /// The key's number, or the error's code, at so many seconds from the start.
  std::string at(std::int64_t seconds) {
    const auto key = provider.get(kStart + Duration::seconds(seconds));
    return key ? (*key)->key.access_key_id : key.error().code;
  }

  int asked = 0;
  bool works = true;
  std::optional<core::Timestamp> end = kStart + Duration::hours(1);
  RenewedCredentials provider{[this](core::Timestamp) { return give(); }};
};

TEST_F(Renewed, AsksNothingBeforeTheFirstUseAndOnceUntilTheEndIsNear) {
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(at(0), "1");
  EXPECT_EQ(at(44 * 60), "1");
  EXPECT_EQ(asked, 1);
}

TEST_F(Renewed, RenewsFifteenMinutesBeforeTheEnd) {
  ASSERT_EQ(at(0), "1");
  end = kStart + Duration::hours(2);
  EXPECT_EQ(at(45 * 60 - 1), "1");
  EXPECT_EQ(at(45 * 60), "2");
  EXPECT_EQ(at(60 * 60), "2");
}

TEST_F(Renewed, KeepsTheOldKeyWhileTheSourceIsDownAndTriesAgainEachMinute) {
  ASSERT_EQ(at(0), "1");
  works = false;
  EXPECT_EQ(at(45 * 60), "1");
  EXPECT_EQ(at(45 * 60 + 59), "1");
  EXPECT_EQ(asked, 2) << "not at every use";
  EXPECT_EQ(at(46 * 60), "1");
  EXPECT_EQ(asked, 3);
}

TEST_F(Renewed, TriesMoreOftenInTheLastTenMinutesAndFailsOnlyWhenTheKeyHasEnded) {
  ASSERT_EQ(at(0), "1");
  works = false;
  EXPECT_EQ(at(51 * 60), "1");
  EXPECT_EQ(at(51 * 60 + 4), "1");
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(at(51 * 60 + 5), "1");
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(at(60 * 60 - 1), "1");
  EXPECT_EQ(at(60 * 60), "source.down");
  works = true;
  end = kStart + Duration::hours(2);
  EXPECT_EQ(at(60 * 60), "6") << "no pause once there is no key";
}

TEST_F(Renewed, KeepsAKeyWithoutAnEnd) {
  end.reset();
  EXPECT_EQ(at(0), "1");
  EXPECT_EQ(at(1'000'000), "1");
}

TEST_F(Renewed, RefusesAKeyThatHasAlreadyEnded) {
  end = kStart;
  EXPECT_EQ(at(0), "aws.credentials_expired");
}

TEST_F(Renewed, PrefersTheOldKeyToANewOneThatHasEnded) {
  ASSERT_EQ(at(0), "1");
  end = kStart;
  EXPECT_EQ(at(50 * 60), "1");
}

TEST_F(Renewed, AsksAnewWhenTheKeyWasDiscarded) {
  ASSERT_EQ(at(0), "1");
  EXPECT_TRUE(provider.discard());
  EXPECT_EQ(at(0), "2");
  works = false;
  EXPECT_TRUE(provider.discard());
  EXPECT_EQ(at(0), "source.down") << "the service has refused the old one";
}

TEST_F(Renewed, AsksAgainWhenTheClockWasPutBack) {
  ASSERT_EQ(at(0), "1");
  works = false;
  ASSERT_EQ(at(46 * 60), "1");
  works = true;
  EXPECT_EQ(at(45 * 60 + 30), "3");
}

}  // namespace
}  // namespace atb::aws
