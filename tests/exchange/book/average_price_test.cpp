#include "exchange/book/average_price.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::money;
using test::quantity;

TEST(AveragePrice, WeighsByVolumeOverFiveMinutes) {
  AveragePrice average;
  const auto start = core::Timestamp::from_ms(1'000'000);
  EXPECT_FALSE(average.at(start));
  average.add({start, money("100"), quantity("1")});
  average.add({start, money("330"), quantity("3")});
  EXPECT_EQ(core::to_text(*average.at(start)), "107.5");
  average.add({start + core::Duration::minutes(4), money("200"), quantity("1")});
  EXPECT_EQ(core::to_text(*average.at(start + core::Duration::minutes(4))), "126");
  EXPECT_EQ(core::to_text(*average.at(start + core::Duration::minutes(6))), "200");
  // Nothing traded since: the last price stays.
  EXPECT_EQ(core::to_text(*average.at(start + core::Duration::days(1))), "200");
  EXPECT_EQ(average.entries().size(), 1U);
}

}  // namespace
}  // namespace atb::exchange
