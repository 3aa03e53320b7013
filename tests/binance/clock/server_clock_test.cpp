#include "binance/clock/server_clock.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

using core::Duration;
using core::Timestamp;
using Trust = ServerClock::Trust;

constexpr auto kLocal = Timestamp::from_ms(1'700'000'000'000);
constexpr auto ms = Duration::milliseconds;

TEST(ServerClock, SignsNothingBeforeItHasMeasured) {
  const ServerClock clock;
  EXPECT_EQ(clock.trust(kLocal), Trust::none);
  EXPECT_EQ(clock.server_time(kLocal), kLocal);
}

TEST(ServerClock, TheServersTimeLiesInTheMiddleOfTheTrip) {
  ServerClock clock;
  clock.add(kLocal, kLocal + ms(100), kLocal + ms(2'050));
  EXPECT_EQ(clock.trust(kLocal + ms(100)), Trust::good);
  const auto known = clock.estimate(kLocal + ms(100));
  EXPECT_NEAR(static_cast<double>(known->offset.us()), 2'000'500, 1);
  EXPECT_NEAR(static_cast<double>(known->uncertainty.us()), 50'500, 1);
}

TEST(ServerClock, TheShortestTripCounts) {
  ServerClock clock;
  clock.add(kLocal, kLocal + ms(10), kLocal + ms(1'005));
  clock.add(kLocal, kLocal + ms(400), kLocal + ms(1'390));
  EXPECT_NEAR(static_cast<double>(clock.estimate(kLocal + ms(400))->offset.us()), 1'000'500, 1);
}

TEST(ServerClock, TripsThatCannotBeAreDropped) {
  ServerClock clock;
  clock.add(kLocal, kLocal - ms(1), kLocal);
  clock.add(kLocal, kLocal + Duration::seconds(11), kLocal);
  EXPECT_FALSE(clock.estimate(kLocal));
}

TEST(ServerClock, AnUnsureMeasurementSignsNothing) {
  ServerClock clock;
  clock.add(kLocal, kLocal + ms(1'100), kLocal + ms(500));
  EXPECT_EQ(clock.trust(kLocal + ms(1'100)), Trust::none);
}

TEST(ServerClock, GrowsOld) {
  ServerClock clock;
  clock.add(kLocal, kLocal + ms(10), kLocal + ms(5));
  EXPECT_EQ(clock.trust(kLocal + Duration::minutes(2)), Trust::good);
  EXPECT_EQ(clock.trust(kLocal + Duration::minutes(4)), Trust::measure);
  EXPECT_EQ(clock.trust(kLocal + Duration::minutes(31)), Trust::none);
  EXPECT_EQ(clock.trust(kLocal - Duration::minutes(1)), Trust::none);
}

TEST(ServerClock, ARefusedTimestampAsksForANewMeasurement) {
  ServerClock clock;
  clock.add(kLocal, kLocal + ms(10), kLocal + ms(5));
  clock.on_refused();
  EXPECT_EQ(clock.trust(kLocal + ms(10)), Trust::none);
  clock.add(kLocal + ms(20), kLocal + ms(30), kLocal + ms(3'025));
  EXPECT_EQ(clock.trust(kLocal + ms(30)), Trust::good);
  EXPECT_NEAR(static_cast<double>(clock.estimate(kLocal + ms(30))->offset.us()), 3'000'500, 1);
}

RC_GTEST_PROP(ServerClock, TheTrueOffsetIsWithinTheUncertainty, ()) {
  ServerClock clock;
  const auto offset = Duration::microseconds(*rc::gen::inRange(-5'000'000, 5'000'000));
  auto now = kLocal;
  const auto samples = *rc::gen::inRange(1, 20);
  for (int i = 0; i < samples; ++i) {
    const auto there = *rc::gen::inRange(0, 400'000);
    const auto back = *rc::gen::inRange(0, 400'000);
    const auto server = now + Duration::microseconds(there) + offset;
    clock.add(now, now + Duration::microseconds(there + back), Timestamp::from_ms(server.ms()));
    now = now + Duration::microseconds(there + back) + Duration::seconds(1);
  }
  const auto known = clock.estimate(now);
  const auto off = known->offset.us() - offset.us();
  // Half units are cut to whole microseconds.
  RC_ASSERT(std::abs(off) <= known->uncertainty.us() + 2);
}

}  // namespace
}  // namespace atb::binance
