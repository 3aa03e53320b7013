#include "exchange/matching/self_trade.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::Desk;
using Mode = SelfTradePrevention;

class SelfTrade : public ::testing::Test, public Desk {
 protected:
  std::int64_t cross(Mode mode, const std::string& amount) {
    auto request = limit(alice, Side::buy, amount, "100");
    request.self_trade_prevention = mode;
    return place(request);
  }
};

TEST_F(SelfTrade, WithoutAModeOnesOwnOrdersTrade) {
  const auto maker = place(limit(alice, Side::sell, "1", "100"));
  EXPECT_EQ(state(cross(Mode::none, "1")), "FILLED 1/1");
  EXPECT_EQ(state(maker), "FILLED 1/1");
  EXPECT_EQ(balance(alice, "A"), "1000+0");
  EXPECT_EQ(balance(alice, "B"), "1000+0");
}

TEST_F(SelfTrade, TheTakerExpires) {
  const auto other = place(limit(bob, Side::sell, "1", "99"));
  const auto maker = place(limit(alice, Side::sell, "1", "100"));
  EXPECT_EQ(state(cross(Mode::expire_taker, "2")), "EXPIRED_IN_MATCH 1/2");
  EXPECT_EQ(state(other), "FILLED 1/1");
  EXPECT_EQ(state(maker), "NEW 0/1");
  EXPECT_EQ(balance(alice, "B"), "901+0");
}

TEST_F(SelfTrade, TheMakerExpiresAndTheTakerGoesOn) {
  const auto maker = place(limit(alice, Side::sell, "1", "99"));
  const auto other = place(limit(bob, Side::sell, "1", "100"));
  EXPECT_EQ(state(cross(Mode::expire_maker, "1")), "FILLED 1/1");
  EXPECT_EQ(state(maker), "EXPIRED_IN_MATCH 0/1");
  EXPECT_EQ(state(other), "FILLED 1/1");
  EXPECT_EQ(balance(alice, "A"), "1001+0");
}

TEST_F(SelfTrade, BothExpire) {
  const auto maker = place(limit(alice, Side::sell, "1", "100"));
  EXPECT_EQ(state(cross(Mode::expire_both, "2")), "EXPIRED_IN_MATCH 0/2");
  EXPECT_EQ(state(maker), "EXPIRED_IN_MATCH 0/1");
  EXPECT_EQ(depth(Side::sell), "");
}

TEST_F(SelfTrade, BothAreLoweredByWhatWouldHaveTraded) {
  const auto maker = place(limit(alice, Side::sell, "1", "100"));
  const auto taker = cross(Mode::decrement, "3");
  EXPECT_EQ(state(maker), "EXPIRED_IN_MATCH 0/1");
  EXPECT_EQ(core::to_text(order(taker).prevented), "1");
  EXPECT_EQ(depth(Side::buy), "100x2");
  EXPECT_EQ(balance(alice, "B"), "800+200");
  const auto larger = place(limit(alice, Side::sell, "5", "101"));
  auto request = limit(alice, Side::buy, "1", "101");
  request.self_trade_prevention = Mode::transfer;
  EXPECT_EQ(state(place(request)), "EXPIRED_IN_MATCH 0/1");
  EXPECT_EQ(core::to_text(order(larger).remaining()), "4");
  EXPECT_EQ(depth(Side::sell), "101x4");
}

TEST_F(SelfTrade, IsRecorded) {
  place(limit(alice, Side::sell, "1", "100"));
  const auto taker = cross(Mode::decrement, "3");
  const auto& prevented = exchange.market("AB")->record.prevented;
  ASSERT_EQ(prevented.size(), 1U);
  EXPECT_EQ(prevented[0].taker_order, taker);
  EXPECT_EQ(core::to_text(prevented[0].prevented), "1");
  EXPECT_EQ(reports(), "NEW/NEW NEW/NEW TRADE_PREVENTION/EXPIRED_IN_MATCH TRADE_PREVENTION/NEW");
}

TEST_F(SelfTrade, AModeThatThePairDoesNotAllowIsRefused) {
  auto rules = test::plain_rules();
  rules.allowed_preventions = {Mode::expire_maker};
  EXPECT_TRUE(exchange.set_rules(rules));
  auto request = limit(alice, Side::buy, "1", "100");
  request.self_trade_prevention = Mode::decrement;
  EXPECT_EQ(refusal(request), -1013);
}

}  // namespace
}  // namespace atb::exchange
