#include "store/codec.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "trading/support/amounts.h"

namespace atb::store {
namespace {

using namespace trading::testing;

trading::OrderId random_id() {
  return {trading::Incarnation{*rc::gen::arbitrary<std::uint64_t>()},
          trading::OrderNumber{*rc::gen::arbitrary<std::uint64_t>()}};
}

core::Timestamp random_time() {
  return core::Timestamp::from_us(*rc::gen::inRange<std::int64_t>(0, 1LL << 52));
}

template <class A>
A random_amount() {
  return A::from_units(*rc::gen::arbitrary<std::int64_t>());
}

trading::Command random_command() {
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      return trading::PlaceMarketBuy{random_id(), random_time(), random_amount<core::Money>()};
    case 1:
      return trading::PlaceMarketSell{random_id(), random_time(), random_amount<core::Quantity>()};
    case 2:
      return trading::PlaceProtection{random_id(), random_time(), random_amount<core::Quantity>(),
                                      random_amount<core::Price>(), random_amount<core::Price>()};
    default:
      return trading::CancelOrder{random_id(), random_time()};
  }
}

RC_GTEST_PROP(Codec, ReadsBackEveryCommandItWrote, ()) {
  const auto command = random_command();
  RC_ASSERT(command_from_json(to_json(command)).value() == command);
}

RC_GTEST_PROP(Codec, ReadsBackEveryOrderIdItWrote, ()) {
  const auto id = random_id();
  RC_ASSERT(parse_order_id(to_text(id)).value() == id);
}

RC_GTEST_PROP(Codec, ReadsBackTheEngineStateToTheLastUnit, ()) {
  trading::EngineState state;
  state.phase = trading::Phase::guarded;
  state.cash = random_amount<core::Money>();
  state.base = random_amount<core::Quantity>();
  state.fees = {{"BNB", random_amount<core::Money>()}, {"USDT", random_amount<core::Money>()}};
  state.position.bought = random_amount<core::Quantity>();
  state.position.entry_value =
      core::Int128{*rc::gen::arbitrary<std::int64_t>()} * *rc::gen::arbitrary<std::int64_t>();
  state.position.cost = random_amount<core::Money>();
  state.exit_reason = trading::ExitReason::take_profit;
  state.open_orders = {
      {random_command(), true, random_amount<core::Quantity>(), {1, 2, 3}, {}},
      {random_command(),
       false,
       {},
       {},
       trading::OrderEnd{random_amount<core::Quantity>(), true, trading::Leg::stop_loss}}};
  state.exit_wanted = *rc::gen::arbitrary<bool>();
  state.pending_cancel = trading::CancelOrder{random_id(), random_time()};
  state.next_order = *rc::gen::arbitrary<std::uint64_t>();
  state.last_candle = random_time();
  state.last_close = random_amount<core::Price>();

  const auto text = state_to_text(state);
  const auto back = state_from_text(text).value();
  RC_ASSERT(state_to_text(back) == text);
  RC_ASSERT(back.position.entry_value == state.position.entry_value);
  RC_ASSERT(back.cash == state.cash);
  RC_ASSERT(back.open_orders.at(0).command == state.open_orders.at(0).command);
  RC_ASSERT(back.open_orders.at(1).end->leg == trading::Leg::stop_loss);
  RC_ASSERT(back.pending_cancel == state.pending_cancel);
  RC_ASSERT(back.open_orders.at(0).trade_ids == state.open_orders.at(0).trade_ids);
}

TEST(Codec, RefusesWhatItDidNotWrite) {
  for (const auto* const bad :
       {"", "{}", "[]", "{\"phase\":\"flat\"}", "{\"phase\":\"lost\",\"cash\":\"1\"}"}) {
    const auto state = state_from_text(bad);
    ASSERT_FALSE(state) << bad;
    EXPECT_EQ(state.error().code, "store.damaged");
  }
  EXPECT_FALSE(command_from_json(nlohmann::ordered_json{{"kind", "gift"}}));
  for (const auto* const bad : {"", "12", "xyz-1", "12-", "-1", "12-1x"})
    EXPECT_FALSE(parse_order_id(bad)) << bad;
}

}  // namespace
}  // namespace atb::store
