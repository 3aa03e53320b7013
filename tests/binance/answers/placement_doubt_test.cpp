#include "binance/answers/placement_doubt.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

using State = PlacementDoubt::State;
constexpr Stamp kStamp{core::Timestamp::from_ms(1'700'000'000'000), core::Duration::seconds(5)};

TEST(PlacementDoubt, NoSuchOrderProvesNothingBeforeItsTime) {
  PlacementDoubt doubt{kStamp};
  for (int i = 0; i < 100; ++i) doubt.missing(doubt.decidable_at() - core::Duration::seconds(1));
  EXPECT_EQ(doubt.state(), State::open);
  // The window of 5 s, 10 s in which Binance may still work on it, and what its queries lag.
  EXPECT_GE(doubt.decidable_at() - kStamp.time, core::Duration::seconds(15));
}

TEST(PlacementDoubt, HasToBeSaidTwiceAfterwards) {
  PlacementDoubt doubt{kStamp};
  doubt.missing(doubt.decidable_at());
  EXPECT_EQ(doubt.state(), State::open);
  doubt.missing(doubt.decidable_at());
  EXPECT_EQ(doubt.state(), State::not_placed);
}

TEST(PlacementDoubt, AnOrderThatTurnsUpLateStillCounts) {
  PlacementDoubt doubt{kStamp};
  doubt.missing(doubt.decidable_at());
  doubt.missing(doubt.decidable_at());
  doubt.found();
  EXPECT_EQ(doubt.state(), State::placed);
}

TEST(PlacementDoubt, AsksLessAndLessOften) {
  PlacementDoubt doubt{kStamp};
  auto last = core::Duration{};
  for (int i = 0; i < 10; ++i) {
    const auto wait = doubt.next_query(kStamp.time) - kStamp.time;
    EXPECT_GE(wait, last);
    EXPECT_LE(wait, core::Duration::seconds(5));
    last = wait;
    doubt.missing(kStamp.time);
  }
  EXPECT_EQ(last, core::Duration::seconds(5));
}

RC_GTEST_PROP(PlacementDoubt, IsNeverDecidedAgainstAnOrderThatWasFound,
              (const std::vector<std::pair<bool, std::int16_t>>& answers)) {
  PlacementDoubt doubt{kStamp};
  bool found = false;
  int late = 0;
  for (const auto& [here, seconds] : answers) {
    const auto asked = kStamp.time + core::Duration::seconds(seconds);
    if (here) {
      doubt.found();
      found = true;
    } else {
      doubt.missing(asked);
      if (asked >= doubt.decidable_at()) ++late;
    }
    if (found) RC_ASSERT(doubt.state() == State::placed);
    if (!found && late < 2) RC_ASSERT(doubt.state() == State::open);
  }
}

}  // namespace
}  // namespace atb::binance
