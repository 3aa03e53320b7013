#include "store/account.h"

#include <gtest/gtest.h>

#include "store/support/books.h"
#include "trading/support/amounts.h"

namespace atb::store {
namespace {

using trading::testing::money;

TEST(Account, IsFoundByPairAndModeAndKeepsPaperFromLive) {
  const testing::Folder folder;
  auto database = Database::open(folder / "books.db", Access::read_write);
  ASSERT_TRUE(database);
  EXPECT_FALSE(find_account(*database, "BTCUSDT", "paper").value());
  EXPECT_FALSE(latest_account(*database).value());
  const auto made =
      create_account(*database, "BTCUSDT", "paper", "USDT", core::Duration::minutes(1),
                     money("1000"), core::Timestamp::from_us(5));
  ASSERT_TRUE(made);
  const auto found = find_account(*database, "BTCUSDT", "paper").value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, made->id);
  EXPECT_EQ(found->initial_cash, money("1000"));
  EXPECT_EQ(found->interval, core::Duration::minutes(1));
  EXPECT_EQ(found->state.cash, money("1000"));
  EXPECT_EQ(found->created.us(), 5);
  EXPECT_FALSE(find_account(*database, "BTCUSDT", "live").value());
  EXPECT_FALSE(find_account(*database, "ETHUSDT", "paper").value());
}

}  // namespace
}  // namespace atb::store
