#include "binance/messages/exchange_info.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

std::string info(const std::string& status, const std::string& filters) {
  return R"({"timezone":"UTC","serverTime":1565246363776,"rateLimits":[{"rateLimitType":)"
         R"("REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000}],)"
         R"("exchangeFilters":[],"symbols":[{"symbol":"BTCUSDT","status":")" +
         status +
         R"(","baseAsset":"BTC","baseAssetPrecision":8,"quoteAsset":"USDT","quotePrecision":8,)"
         R"("quoteAssetPrecision":8,"baseCommissionPrecision":8,"quoteCommissionPrecision":8,)"
         R"("orderTypes":["LIMIT","LIMIT_MAKER","MARKET","STOP_LOSS_LIMIT","NEW_TYPE"],)"
         R"("icebergAllowed":true,"ocoAllowed":true,"otoAllowed":true,"opoAllowed":true,)"
         R"("quoteOrderQtyMarketAllowed":true,"allowTrailingStop":true,"cancelReplaceAllowed":true,)"
         R"("amendAllowed":true,"isSpotTradingAllowed":true,"isMarginTradingAllowed":false,)"
         R"("filters":[)" +
         filters +
         R"(],"permissions":[],"permissionSets":[["SPOT"]],"defaultSelfTradePreventionMode":)"
         R"("EXPIRE_MAKER","allowedSelfTradePreventionModes":["EXPIRE_TAKER","EXPIRE_MAKER"]}]})";
}
const std::string kFilters =
    R"({"filterType":"PRICE_FILTER","minPrice":"0.01000000","maxPrice":"1000000.00000000",)"
    R"("tickSize":"0.01000000"},{"filterType":"LOT_SIZE","minQty":"0.00001000",)"
    R"("maxQty":"9000.00000000","stepSize":"0.00001000"},{"filterType":"ICEBERG_PARTS","limit":100},)"
    R"({"filterType":"MARKET_LOT_SIZE","minQty":"0.00000000","maxQty":"141.67845966",)"
    R"("stepSize":"0.00000000"},{"filterType":"TRAILING_DELTA","minTrailingAboveDelta":10,)"
    R"("maxTrailingAboveDelta":2000,"minTrailingBelowDelta":10,"maxTrailingBelowDelta":2000},)"
    R"({"filterType":"PERCENT_PRICE_BY_SIDE","bidMultiplierUp":"2","bidMultiplierDown":"0.5",)"
    R"("askMultiplierUp":"2","askMultiplierDown":"0.5","avgPriceMins":5},)"
    R"({"filterType":"NOTIONAL","minNotional":"5.00000000","applyMinToMarket":true,)"
    R"("maxNotional":"9000000.00000000","applyMaxToMarket":false,"avgPriceMins":5},)"
    R"({"filterType":"MAX_NUM_ORDERS","maxNumOrders":200},)"
    R"({"filterType":"MAX_NUM_ALGO_ORDERS","maxNumAlgoOrders":5},)"
    R"({"filterType":"T_PLUS_SELL","endTime":1})";

TEST(ExchangeInfo, HoldsEveryFilterOfThePair) {
  const auto parsed = parse_exchange_info(info("TRADING", kFilters), TimeUnit::ms);
  ASSERT_TRUE(parsed) << parsed.error().message;
  ASSERT_EQ(parsed->symbols.size(), 1U);
  const auto& rules = parsed->symbols[0];
  const auto& pair = rules.instrument;
  EXPECT_EQ(core::to_text(pair.tick_size), "0.01");
  EXPECT_EQ(core::to_text(pair.lot_step), "0.00001");
  EXPECT_EQ(core::to_text(pair.market_lot_max), "141.67845966");
  EXPECT_TRUE(pair.market_lot_step.is_zero());
  EXPECT_EQ(core::to_text(pair.notional_min), "5");
  EXPECT_TRUE(pair.notional_min_for_market);
  EXPECT_FALSE(pair.notional_max_for_market);
  EXPECT_EQ(core::to_text(pair.price_band.ask_down), "0.5");
  EXPECT_EQ(pair.trailing.below_max, 2'000);
  EXPECT_EQ(pair.open_orders.conditional, 5);
  EXPECT_EQ(pair.iceberg_parts, 100);
  EXPECT_EQ(rules.unknown_filters, std::vector<std::string>{"T_PLUS_SELL"});
  EXPECT_TRUE(rules.allows(OrderType::limit_maker));
  EXPECT_FALSE(rules.allows(OrderType::take_profit));
}

TEST(ExchangeInfo, HoldsTheLimits) {
  const auto parsed = parse_exchange_info(info("TRADING", kFilters), TimeUnit::ms);
  EXPECT_EQ(parsed->rate_limits,
            (std::vector{RateLimit{RateLimitKind::weight, core::Duration::minutes(1), 6'000}}));
  EXPECT_EQ(parsed->server_time, core::Timestamp::from_ms(1'565'246'363'776));
}

TEST(ExchangeInfo, AStatusThatIsNotKnownIsNoPermissionToTrade) {
  EXPECT_EQ(parse_exchange_info(info("CANCEL_ONLY", kFilters), TimeUnit::ms)->symbols[0].status,
            SymbolStatus::cancel_only);
  EXPECT_FALSE(parse_exchange_info(info("AUCTION_MATCH", kFilters), TimeUnit::ms));
}

TEST(ExchangeInfo, AKnownFilterThatIsWrongIsAnError) {
  for (const auto* const filter :
       {R"({"filterType":"LOT_SIZE","minQty":"x","maxQty":"1","stepSize":"1"})",
        R"({"filterType":"PRICE_FILTER","minPrice":"1"})", R"({"minQty":"1"})", "1"})
    EXPECT_FALSE(parse_exchange_info(info("TRADING", filter), TimeUnit::ms)) << filter;
}

}  // namespace
}  // namespace atb::binance
