#include "binance/messages/event_readers.h"

#include <gtest/gtest.h>
#include <simdjson.h>

namespace atb::binance {
namespace {

core::Result<StreamEvent> read(std::string_view kind, const std::string& text) {
  simdjson::ondemand::parser parser;
  const simdjson::padded_string padded{text};
  simdjson::ondemand::document document;
  if (parser.iterate(padded).get(document) != simdjson::SUCCESS)
    return core::fail(core::ErrorKind::internal, "test", "no JSON");
  simdjson::ondemand::object object;
  if (document.get_object().get(object) != simdjson::SUCCESS)
    return core::fail(core::ErrorKind::internal, "test", "no object");
  if (kind == "bookTicker") return read_book_ticker(object, TimeUnit::ms);
  return read_event(object, kind, TimeUnit::ms);
}

const std::string kKline =
    R"({"e":"kline","E":1672515782136,"s":"BNBBTC","k":{"t":1672515780000,"T":1672515839999,)"
    R"("s":"BNBBTC","i":"1m","f":100,"L":200,"o":"0.0010","c":"0.0020","h":"0.0025","l":"0.0010",)"
    R"("v":"1000","n":100,"x":false,"q":"1.0000","V":"500","Q":"0.500","B":"123456"}})";

TEST(EventReaders, AKlineIsACandleAndSaysWhetherItIsClosed) {
  const auto event = read("kline", kKline);
  ASSERT_TRUE(event) << event.error().message;
  const auto& kline = std::get<KlineEvent>(*event);
  EXPECT_EQ(kline.interval, "1m");
  EXPECT_EQ(core::to_text(kline.candle.high), "0.0025");
  EXPECT_FALSE(kline.closed);
  EXPECT_EQ(kline.trade_count, 100);
}

TEST(EventReaders, AKlineThatCannotBeNamesItsField) {
  auto text = kKline;
  text.replace(text.find("\"x\":false,"), 10, "");
  EXPECT_NE(read("kline", text).error().message.find("k.x"), std::string::npos);
  text = kKline;
  text.replace(text.find("0.0025"), 6, "0.0001");
  EXPECT_FALSE(read("kline", text));
}

TEST(EventReaders, ADepthUpdateSetsLevels) {
  const auto event = read(
      "depthUpdate", R"({"e":"depthUpdate","E":1672515782136,"s":"BNBBTC","U":157,"u":160,)"
                     R"("b":[["0.0024","10"],["0.0023","0.00000000"]],"a":[["0.0026","100"]]})");
  ASSERT_TRUE(event) << event.error().message;
  const auto& update = std::get<DepthUpdate>(*event);
  EXPECT_EQ(update.first_update_id, 157);
  EXPECT_EQ(update.bids.size(), 2U);
  EXPECT_TRUE(update.bids[1].quantity.is_zero());
}

TEST(EventReaders, ADepthUpdateThatRunsBackwardsIsRefused) {
  EXPECT_FALSE(
      read("depthUpdate", R"({"e":"depthUpdate","E":1,"s":"A","U":161,"u":160,"b":[],"a":[]})"));
  EXPECT_FALSE(read("depthUpdate",
                    R"({"e":"depthUpdate","E":1,"s":"A","U":1,"u":1,"b":[["-1","1"]],"a":[]})"));
}

TEST(EventReaders, AggregatesTickersAndShutdown) {
  EXPECT_EQ(std::get<AggregateTradeEvent>(
                read("aggTrade", R"({"e":"aggTrade","E":1,"s":"A","a":5,"p":"1","q":"2","f":3,)"
                                 R"("l":4,"T":1,"m":true,"M":true})")
                    .value())
                .last_trade_id,
            4);
  EXPECT_EQ(core::to_text(std::get<MiniTickerEvent>(
                              read("24hrMiniTicker",
                                   R"({"e":"24hrMiniTicker","E":1,"s":"A","c":"2","o":"1","h":"3",)"
                                   R"("l":"1","v":"10","q":"18"})")
                                  .value())
                              .quote_volume),
            "18");
  EXPECT_TRUE(std::holds_alternative<ServerShutdown>(
      read("serverShutdown", R"({"e":"serverShutdown","E":1})").value()));
}

TEST(EventReaders, ABookTickerHasBothSides) {
  const auto event =
      read("bookTicker", R"({"u":400900217,"s":"BNBUSDT","b":"25.35190000","B":"31.21000000",)"
                         R"("a":"25.36520000","A":"40.66000000"})");
  ASSERT_TRUE(event) << event.error().message;
  EXPECT_EQ(core::to_text(std::get<BookTickerEvent>(*event).ask.price), "25.3652");
  EXPECT_FALSE(read("bookTicker", R"({"u":1,"s":"A","b":"1","B":"1","a":"2"})"));
}

}  // namespace
}  // namespace atb::binance
