#include "binance/streams/reconnect_delay.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

TEST(ReconnectDelay, DoublesToHalfAMinuteAndStartsAnew) {
  ReconnectDelay delay;
  constexpr double kNearlyOne = 0.999999;
  std::int64_t last = 0;
  for (int i = 0; i < 7; ++i) {
    const auto wait = delay.next(kNearlyOne).us();
    EXPECT_GT(wait, last);
    last = wait;
  }
  EXPECT_NEAR(static_cast<double>(delay.next(kNearlyOne).us()), 30e6, 1e3);
  delay.reset();
  EXPECT_NEAR(static_cast<double>(delay.next(kNearlyOne).us()), 5e5, 10);
}

RC_GTEST_PROP(ReconnectDelay, IsNeverNothingAndNeverLong, (int failures)) {
  ReconnectDelay delay;
  core::Duration wait;
  for (int i = 0; i < failures % 20; ++i) wait = delay.next(0.0);
  wait = delay.next(static_cast<double>(*rc::gen::inRange(0, 1'000)) / 1'000.0);
  RC_ASSERT(wait >= core::Duration::milliseconds(100));
  RC_ASSERT(wait <= core::Duration::seconds(30));
}

}  // namespace
}  // namespace atb::binance
