#include "binance/streams/connection_life.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

using core::Duration;
using core::Timestamp;
using Step = ConnectionLife::Step;
constexpr auto kNow = Timestamp::from_ms(1'700'000'000'000);
constexpr double kHalf = 0.5;

class Life : public ::testing::Test {
 protected:
  /// The first connection, ready at kNow.
  ConnectionId first() {
    const auto step = life_.tick(kNow, kHalf);
    EXPECT_TRUE(life_.on_ready(*step.connect, kNow).repair);
    return *step.connect;
  }
  /// Keeps it alive until then.
  void feed(ConnectionId id, Timestamp from, Timestamp to) {
    for (auto now = from; now < to; now = now + Duration::seconds(20))
      life_.on_frame(id, true, now);
    life_.on_frame(id, true, to);
  }
  ConnectionLife life_{ConnectionLife::Limits{}};
};

TEST_F(Life, ConnectsAtOnceAndRepairsWhenReady) {
  EXPECT_FALSE(life_.is_live());
  first();
  EXPECT_TRUE(life_.is_live());
  EXPECT_EQ(life_.tick(kNow, kHalf), Step{});
}

TEST_F(Life, HandsOverBeforeTheEndWithBothDelivering) {
  const auto old = first();
  const auto planned = kNow + Duration::hours(23);
  feed(old, kNow, planned);
  const auto step = life_.tick(planned, kHalf);
  ASSERT_TRUE(step.connect);
  EXPECT_TRUE(step.close.empty());
  const auto ready = planned + Duration::seconds(1);
  life_.on_frame(old, true, ready);
  EXPECT_TRUE(life_.on_ready(*step.connect, ready).repair);
  EXPECT_TRUE(life_.tick(ready + Duration::seconds(4), kHalf).close.empty());
  EXPECT_EQ(life_.tick(ready + Duration::seconds(5), kHalf).close, std::vector{old});
  EXPECT_TRUE(life_.is_live());
}

TEST_F(Life, AShutdownNoticeBringsASuccessorAtOnce) {
  const auto old = first();
  life_.on_shutdown(old, kNow + Duration::seconds(10));
  EXPECT_LE(life_.deadline(), kNow + Duration::seconds(10));
  EXPECT_TRUE(life_.tick(kNow + Duration::seconds(10), kHalf).connect);
}

TEST_F(Life, ASilentConnectionIsGivenUp) {
  const auto old = first();
  const auto late = kNow + Duration::seconds(61);
  const auto step = life_.tick(late, kHalf);
  EXPECT_EQ(step.close, std::vector{old});
  EXPECT_TRUE(step.connect);
  EXPECT_FALSE(life_.is_live());
}

TEST_F(Life, ALostConnectionComesBackWithBackOff) {
  const auto old = first();
  const auto step = life_.on_closed(old, kNow + Duration::seconds(1), kHalf);
  EXPECT_FALSE(step.connect);
  EXPECT_FALSE(life_.is_live());
  EXPECT_TRUE(life_.tick(life_.deadline(), kHalf).connect);
}

TEST_F(Life, AnAttemptThatHangsIsGivenUp) {
  const auto attempt = life_.tick(kNow, kHalf).connect;
  const auto step = life_.tick(kNow + Duration::seconds(15), kHalf);
  EXPECT_EQ(step.close, std::vector{*attempt});
  EXPECT_FALSE(step.connect);
  EXPECT_TRUE(life_.tick(kNow + Duration::seconds(16), kHalf).connect);
}

TEST_F(Life, WordsOfForgottenConnectionsAreIgnored) {
  first();
  EXPECT_EQ(life_.on_ready(ConnectionId{99}, kNow), Step{});
  EXPECT_EQ(life_.on_closed(ConnectionId{99}, kNow, kHalf), Step{});
  EXPECT_TRUE(life_.is_live());
}

/// Connections that the caller holds, as a driver would.
struct Driver {
  std::set<ConnectionId> open;
  std::set<ConnectionId> ready;
  void obey(const Step& step) {
    for (const auto id : step.close) {
      RC_ASSERT(open.count(id) == 1);
      open.erase(id);
      ready.erase(id);
    }
    if (step.connect) RC_ASSERT(open.insert(*step.connect).second);
    RC_ASSERT(open.size() <= 3U);
  }
};

RC_GTEST_PROP(ConnectionLife, ClosesWhatItOpensAndComesBackAfterAnything, ()) {
  ConnectionLife life{ConnectionLife::Limits{}};
  Driver driver;
  auto now = kNow;
  const auto steps = *rc::gen::inRange(1, 150);
  for (int i = 0; i < steps; ++i) {
    now = now + Duration::seconds(*rc::gen::element(0, 1, 3, 20, 70, 40'000));
    driver.obey(life.tick(now, kHalf));
    if (driver.open.empty()) continue;
    const auto id = *rc::gen::elementOf(driver.open);
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        if (driver.ready.insert(id).second) driver.obey(life.on_ready(id, now));
        break;
      case 1:
        driver.open.erase(id);
        driver.ready.erase(id);
        driver.obey(life.on_closed(id, now, kHalf));
        break;
      case 2:
        life.on_frame(id, true, now);
        break;
      default:
        life.on_shutdown(id, now);
    }
  }
  for (int i = 0; i < 5 && !life.is_live(); ++i) {
    now = std::max(now + Duration::seconds(1), life.deadline());
    driver.obey(life.tick(now, kHalf));
    for (const auto id : std::set{driver.open})
      if (driver.ready.insert(id).second) driver.obey(life.on_ready(id, now));
  }
  RC_ASSERT(life.is_live());
}

}  // namespace
}  // namespace atb::binance
