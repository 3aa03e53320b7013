#include "exchange/orders/order_terms.h"

#include <gtest/gtest.h>

namespace atb::exchange {
namespace {

TEST(OrderTerms, AreBinancesWordsBothWays) {
  for (const auto* const word : {"BUY", "SELL"}) EXPECT_EQ(to_text(*parse_side(word)), word);
  for (const auto* const word : {"LIMIT", "MARKET", "LIMIT_MAKER", "STOP_LOSS", "STOP_LOSS_LIMIT",
                                 "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"})
    EXPECT_EQ(to_text(*parse_order_type(word)), word);
  for (const auto* const word : {"GTC", "IOC", "FOK"})
    EXPECT_EQ(to_text(*parse_time_in_force(word)), word);
  for (const auto* const word :
       {"NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"})
    EXPECT_EQ(to_text(*parse_self_trade_prevention(word)), word);
  for (const auto* const word : {"TRADING", "END_OF_DAY", "HALT", "BREAK", "CANCEL_ONLY"})
    EXPECT_EQ(to_text(*parse_symbol_status(word)), word);
  EXPECT_FALSE(parse_side("buy"));
  EXPECT_FALSE(parse_order_type(""));
}

TEST(OrderTerms, TellWhatAnOrderIs) {
  EXPECT_EQ(to_text(OrderStatus::fresh), "NEW");
  EXPECT_EQ(to_text(ExecutionType::trade_prevention), "TRADE_PREVENTION");
  EXPECT_EQ(to_text(ExpiryReason::oco_trigger), "OCO_TRIGGER");
  EXPECT_EQ(to_text(ListStatusType::all_done), "ALL_DONE");
  EXPECT_TRUE(is_final(OrderStatus::expired_in_match));
  EXPECT_FALSE(is_final(OrderStatus::pending_new));
  EXPECT_TRUE(is_conditional(OrderType::take_profit_limit));
  EXPECT_TRUE(has_price(OrderType::limit_maker));
  EXPECT_FALSE(has_price(OrderType::stop_loss));
}

TEST(OrderTerms, TriggersLieOnTheirSide) {
  EXPECT_TRUE(triggers_above(OrderType::stop_loss, Side::buy));
  EXPECT_TRUE(triggers_above(OrderType::take_profit_limit, Side::sell));
  EXPECT_FALSE(triggers_above(OrderType::stop_loss_limit, Side::sell));
  EXPECT_FALSE(triggers_above(OrderType::take_profit, Side::buy));
}

}  // namespace
}  // namespace atb::exchange
