#include "binance/requests/order_words.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

template <class Word>
void expect_words(const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto word = parse_word<Word>(names[i]);
    ASSERT_TRUE(word) << names[i];
    EXPECT_EQ(name_of(*word), names[i]);
  }
  EXPECT_FALSE(parse_word<Word>("nonsense"));
  EXPECT_FALSE(parse_word<Word>(""));
}

TEST(OrderWords, AreBinancesOwn) {
  expect_words<Side>({"BUY", "SELL"});
  expect_words<OrderType>({"LIMIT", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT",
                           "TAKE_PROFIT_LIMIT", "LIMIT_MAKER"});
  expect_words<TimeInForce>({"GTC", "IOC", "FOK"});
  expect_words<SelfTradePrevention>(
      {"NONE", "EXPIRE_MAKER", "EXPIRE_TAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"});
  expect_words<OrderStatus>({"NEW", "PENDING_NEW", "PARTIALLY_FILLED", "FILLED", "CANCELED",
                             "PENDING_CANCEL", "REJECTED", "EXPIRED", "EXPIRED_IN_MATCH"});
  expect_words<ExecutionType>(
      {"NEW", "CANCELED", "REPLACED", "REJECTED", "TRADE", "EXPIRED", "TRADE_PREVENTION"});
  expect_words<SymbolStatus>({"TRADING", "END_OF_DAY", "HALT", "BREAK", "CANCEL_ONLY"});
}

TEST(OrderWords, KnowWhatIsOverAndWhatWaits) {
  EXPECT_TRUE(is_terminal(OrderStatus::expired_in_match));
  EXPECT_FALSE(is_terminal(OrderStatus::pending_cancel));
  EXPECT_TRUE(is_conditional(OrderType::take_profit));
  EXPECT_FALSE(is_conditional(OrderType::limit_maker));
}

}  // namespace
}  // namespace atb::binance
