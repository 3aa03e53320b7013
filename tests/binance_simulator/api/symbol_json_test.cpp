#include "binance_simulator/api/symbol_json.h"

#include <gtest/gtest.h>

#include "binance/messages/exchange_info.h"

namespace atb::binance_simulator {
namespace {

TEST(SymbolJson, IsReadByOurOwnGateway) {
  const Json info{{"serverTime", 1},
                  {"rateLimits", Json::array()},
                  {"symbols", Json::array({symbol_json(exchange::bitcoin_rules())})}};
  const auto parsed = binance::parse_exchange_info(info.dump(), binance::TimeUnit::ms);
  ASSERT_TRUE(parsed) << parsed.error().message;
  const auto& rules = parsed->symbols[0];
  EXPECT_TRUE(rules.unknown_filters.empty());
  EXPECT_EQ(core::to_text(rules.instrument.tick_size), "0.01");
  EXPECT_EQ(rules.instrument.open_orders.conditional, 5);
  EXPECT_EQ(core::to_text(rules.instrument.price_band.bid_up), "2");
}

}  // namespace
}  // namespace atb::binance_simulator
