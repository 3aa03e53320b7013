#include "exchange/matching/turn.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

TEST(Turn, TellsEachLevelAndBalanceOnceWithItsLastValue) {
  Floor floor;
  MarketRecord record;
  record.rules = test::plain_rules();
  Market market{record};
  const auto account = floor.ledger.open();
  floor.terms.emplace_back();
  EXPECT_TRUE(floor.ledger.deposit(account, "B", test::money("100")));
  ExchangeEvents events;
  Turn turn{floor, market, core::Timestamp::from_ms(5), events};
  auto& order = turn.add(test::Desk::limit(account, Side::buy, "1", "50"), -1, OrderStatus::fresh);
  EXPECT_FALSE(turn.lock(order, test::money("101")));
  EXPECT_TRUE(turn.lock(order, test::money("50")));
  turn.rest(order, order.quantity);
  turn.keep_locked(order, test::money("40"));
  turn.end(order, OrderStatus::canceled, ExecutionType::canceled, ExpiryReason::none, "request");
  turn.finish();
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(std::get<ExecutionReport>(events[0]).order.client_id, "request");
  EXPECT_TRUE(std::get<BookChange>(events[1]).quantity.is_zero());
  EXPECT_EQ(std::get<AccountPosition>(events[2]).balances[0].free, test::money("100"));
}

}  // namespace
}  // namespace atb::exchange
