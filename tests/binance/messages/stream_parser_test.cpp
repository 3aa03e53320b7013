#include "binance/messages/stream_parser.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

core::Result<StreamEvent> parse(std::string_view frame, TimeUnit unit = TimeUnit::ms) {
  StreamParser parser{unit};
  return parser.parse(frame);
}
constexpr std::string_view kTrade =
    R"({"e":"trade","E":1672515782136,"s":"BNBBTC","t":12345,"p":"0.001","q":"100",)"
    R"("T":1672515782136,"m":true,"M":true})";

TEST(StreamParser, ReadsRawAndCombinedAlike) {
  const auto raw = parse(kTrade);
  ASSERT_TRUE(raw) << raw.error().message;
  EXPECT_EQ(std::get<TradeEvent>(*raw).trade_id, 12'345);
  const auto combined = parse(R"({"stream":"bnbbtc@trade","data":)" + std::string{kTrade} + "}");
  ASSERT_TRUE(combined) << combined.error().message;
  EXPECT_EQ(std::get<TradeEvent>(*combined).price, std::get<TradeEvent>(*raw).price);
  const auto turned = parse(R"({"data":)" + std::string{kTrade} + R"(,"stream":"bnbbtc@trade"})");
  EXPECT_EQ(std::get<TradeEvent>(turned.value()).trade_id, 12'345);
}

TEST(StreamParser, APartialDepthIsASnapshotOfItsStream) {
  const auto event =
      parse(R"({"stream":"btcusdt@depth5","data":{"lastUpdateId":160,"bids":[["0.0024","10"]],)"
            R"("asks":[["0.0026","100"]]}})");
  ASSERT_TRUE(event) << event.error().message;
  EXPECT_EQ(std::get<DepthSnapshot>(*event).symbol, "btcusdt");
  EXPECT_EQ(std::get<DepthSnapshot>(*event).last_update_id, 160);
}

TEST(StreamParser, ControlAnswersSayWhetherTheyAreRefusals) {
  const auto done = std::get<ControlAnswer>(parse(R"({"result":null,"id":3})").value());
  EXPECT_EQ(done.id, 3);
  EXPECT_EQ(done.error_code, 0);
  for (const auto* const text : {R"({"code":2,"msg":"Invalid request","id":4})",
                                 R"({"error":{"code":2,"msg":"Invalid request"},"id":4})"}) {
    const auto refused = std::get<ControlAnswer>(parse(text).value());
    EXPECT_EQ(refused.error_code, 2);
    EXPECT_EQ(refused.error_text, "Invalid request");
  }
}

TEST(StreamParser, UnknownKindsAreTolerated) {
  EXPECT_TRUE(std::holds_alternative<UnknownEvent>(parse(R"({"e":"new","E":1})").value()));
  EXPECT_TRUE(std::holds_alternative<UnknownEvent>(
      parse(R"({"stream":"!miniTicker@arr","data":[1,2]})").value()));
  EXPECT_TRUE(std::holds_alternative<UnknownEvent>(parse(R"({"x":1})").value()));
}

TEST(StreamParser, TimesMayBeMicroseconds) {
  auto text = std::string{kTrade};
  for (auto at = text.find("1672515782136"); at != std::string::npos;
       at = text.find("1672515782136", at + 16))
    text.insert(at + 13, "789");
  EXPECT_EQ(std::get<TradeEvent>(parse(text, TimeUnit::us).value()).trade_time.us(),
            1'672'515'782'136'789);
  EXPECT_FALSE(parse(text, TimeUnit::ms));
}

TEST(StreamParser, WhatIsNoMessageIsAnError) {
  for (const auto* const text :
       {"", " ", "[]", "1", "{", R"({"stream":1,"data":{}})", R"({"stream":"a"})", R"({"e":1})"})
    EXPECT_FALSE(parse(text)) << text;
  EXPECT_EQ(parse(std::string(kFrameBytesMax + 1, ' ')).error().code, "binance.message_too_large");
}

TEST(StreamParser, ServesAnyNumberOfFrames) {
  StreamParser parser{TimeUnit::ms};
  ASSERT_TRUE(parser.parse(kTrade));
  EXPECT_FALSE(parser.parse("{"));
  EXPECT_TRUE(parser.parse(R"({"stream":"bnbbtc@trade","data":)" + std::string{kTrade} + "}"));
  EXPECT_TRUE(parser.parse(kTrade));
}

RC_GTEST_PROP(StreamParser, ADamagedFrameIsReadSafely, (std::uint8_t byte)) {
  std::string text{kTrade};
  text[*rc::gen::inRange<std::size_t>(0, text.size())] = static_cast<char>(byte);
  const auto event = parse(text);
  if (event && std::holds_alternative<TradeEvent>(*event))
    RC_ASSERT(!std::get<TradeEvent>(*event).quantity.is_negative());
}

RC_GTEST_PROP(StreamParser, ACutFrameIsAnError, ()) {
  const auto length = *rc::gen::inRange<std::size_t>(0, kTrade.size());
  RC_ASSERT(!parse(kTrade.substr(0, length)));
}

}  // namespace
}  // namespace atb::binance
