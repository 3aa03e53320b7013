#include "binance/streams/silence_watchdog.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

using core::Duration;
using Verdict = SilenceWatchdog::Verdict;
constexpr auto kNow = core::Timestamp::from_ms(1'700'000'000'000);

TEST(SilenceWatchdog, PingsKeepAConnectionAliveButNotItsData) {
  SilenceWatchdog dog{{Duration::seconds(60), Duration::seconds(90)}, kNow};
  for (int i = 1; i <= 4; ++i) dog.on_frame(false, kNow + Duration::seconds(20) * i);
  EXPECT_EQ(dog.verdict(kNow + Duration::seconds(90)), Verdict::alive);
  EXPECT_EQ(dog.verdict(kNow + Duration::seconds(91)), Verdict::no_event);
  EXPECT_EQ(dog.verdict(kNow + Duration::seconds(141)), Verdict::no_frame);
}

TEST(SilenceWatchdog, WithoutARuleForEventsOnlyFramesCount) {
  SilenceWatchdog dog{{Duration::seconds(60), Duration{}}, kNow};
  dog.on_frame(false, kNow + Duration::seconds(50));
  EXPECT_EQ(dog.verdict(kNow + Duration::seconds(110)), Verdict::alive);
  EXPECT_EQ(dog.verdict(kNow + Duration::seconds(111)), Verdict::no_frame);
}

TEST(SilenceWatchdog, TheDeadlineIsWhenTheVerdictChanges) {
  const SilenceWatchdog dog{{Duration::seconds(60), Duration::seconds(30)}, kNow};
  EXPECT_NE(dog.verdict(dog.deadline()), Verdict::alive);
  EXPECT_EQ(dog.verdict(dog.deadline() - Duration::microseconds(1)), Verdict::alive);
}

}  // namespace
}  // namespace atb::binance
