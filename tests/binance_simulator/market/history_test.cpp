#include "binance_simulator/market/history.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

constexpr auto kNow = core::Timestamp::from_ms(1'700'000'055'000);

TEST(History, EndsWhereThePresentCandleBegins) {
  const auto price = core::parse_price("100").value();
  const market::Candle candle{{}, price, price, price, price, 2.5};
  const auto klines = history_of({candle, candle, candle}, KlineInterval::m1, kNow);
  ASSERT_EQ(klines.size(), 3U);
  EXPECT_EQ(next_open(KlineInterval::m1, klines.back().open_time),
            open_time(KlineInterval::m1, kNow));
  EXPECT_EQ(klines[0].open_time + core::Duration::minutes(2), klines[2].open_time);
  EXPECT_EQ(core::to_text(klines[0].quote_volume), "250");
}

TEST(History, ThatIsInventedLeadsToThePrice) {
  const auto tick = core::parse_price("0.01").value();
  const auto klines = invented_history(3, core::parse_price("60000").value(), tick, 50, kNow);
  ASSERT_EQ(klines.size(), 50U);
  EXPECT_EQ(core::to_text(klines.back().close), "60000");
  for (std::size_t i = 1; i < klines.size(); ++i) EXPECT_EQ(klines[i].open, klines[i - 1].close);
}

}  // namespace
}  // namespace atb::binance_simulator
