#include "binance/limits/rate_gate.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "binance/requests/account_calls.h"
#include "binance/requests/order_calls.h"

namespace atb::binance {
namespace {

using core::Duration;
using core::Timestamp;
using Verdict = Admission::Verdict;

constexpr auto kNow = Timestamp::from_ms(1'700'000'040'000);  // a full minute
constexpr std::array<RateLimit, 3> kLimits{{{RateLimitKind::weight, Duration::minutes(1), 100},
                                            {RateLimitKind::orders, Duration::seconds(10), 8},
                                            {RateLimitKind::orders, Duration::days(1), 20}}};
constexpr Operation kQuery{"q", Verb::get, "/q", "q", Security::open, 20, 0, false};
constexpr Operation kOrder{"o", Verb::post, "/o", "o", Security::signed_, 1, 1, true};

class Gate : public ::testing::Test {
 protected:
  Gate() { gate_.set_limits(kLimits); }
  Verdict ask(const Operation& operation, Purpose purpose, Timestamp now = kNow) {
    return gate_.admit(operation, purpose, now).verdict;
  }
  std::int64_t used(Timestamp now = kNow) {
    return gate_.used(RateLimitKind::weight, Duration::minutes(1), now);
  }
  RateGate gate_;
};

TEST_F(Gate, QueriesStopShortOfTheLimitAndExitsDoNot) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask(kQuery, Purpose::query), Verdict::now);
  const auto wait = gate_.admit(kQuery, Purpose::query, kNow);
  EXPECT_EQ(wait.verdict, Verdict::wait);
  EXPECT_EQ(wait.until, kNow + Duration::minutes(1));
  EXPECT_EQ(ask(kQuery, Purpose::repair), Verdict::now);
  EXPECT_EQ(ask(kQuery, Purpose::protect), Verdict::now);
  EXPECT_EQ(ask(kQuery, Purpose::protect), Verdict::wait);
}

TEST_F(Gate, CountersStartAnewWithTheCalendar) {
  for (int i = 0; i < 3; ++i) ask(kQuery, Purpose::query);
  EXPECT_EQ(used(), 60);
  EXPECT_EQ(used(kNow + Duration::minutes(1)), 0);
  EXPECT_EQ(ask(kQuery, Purpose::query, kNow + Duration::minutes(1)), Verdict::now);
}

TEST_F(Gate, AClockThatWasSetBackBringsNoAllowance) {
  for (int i = 0; i < 3; ++i) ask(kQuery, Purpose::query);
  EXPECT_EQ(ask(kQuery, Purpose::query, kNow - Duration::minutes(1)), Verdict::wait);
}

TEST_F(Gate, ACallThatNeverFitsIsRefused) {
  Operation heavy = kQuery;
  heavy.weight = 61;
  EXPECT_EQ(ask(heavy, Purpose::query), Verdict::refuse);
  heavy.weight = 101;
  EXPECT_EQ(ask(heavy, Purpose::protect), Verdict::refuse);
}

TEST_F(Gate, EntriesLeaveRoomForExits) {
  for (int i = 0; i < 6; ++i) EXPECT_EQ(ask(kOrder, Purpose::trade), Verdict::now);
  EXPECT_EQ(ask(kOrder, Purpose::trade), Verdict::wait);
  EXPECT_EQ(ask(kOrder, Purpose::protect), Verdict::now);
}

TEST_F(Gate, BelievesTheExchangeWhereItCountedMore) {
  net::Headers headers;
  headers.add("X-MBX-USED-WEIGHT-1M", "90");
  headers.add("x-mbx-order-count-10s", "7");
  gate_.on_headers(headers, kNow);
  EXPECT_EQ(used(), 90);
  EXPECT_EQ(ask(kQuery, Purpose::query), Verdict::wait);
  EXPECT_EQ(ask(kOrder, Purpose::trade), Verdict::wait);
  net::Headers less;
  less.add("X-MBX-USED-WEIGHT-1M", "1");
  gate_.on_headers(less, kNow);
  EXPECT_EQ(used(), 90);
}

TEST_F(Gate, HeadersThatMeanNothingAreIgnored) {
  net::Headers headers;
  for (const auto* const name :
       {"X-MBX-USED-WEIGHT", "X-MBX-USED-WEIGHT-", "X-MBX-USED-WEIGHT-M", "X-MBX-USED-WEIGHT-0M",
        "X-MBX-USED-WEIGHT-1Y", "X-MBX-USED-WEIGHT-99999M"})
    headers.add(name, "99");
  headers.add("X-MBX-USED-WEIGHT-1M", "-5");
  gate_.on_headers(headers, kNow);
  EXPECT_EQ(used(), 0);
}

TEST_F(Gate, AnswersOfTheWebSocketApiReplaceLimits) {
  const std::array<RateLimitState, 1> states{
      {{{RateLimitKind::weight, Duration::minutes(1), 50}, 10}}};
  gate_.on_states(states, kNow);
  EXPECT_EQ(used(), 10);
  EXPECT_EQ(ask(kQuery, Purpose::query), Verdict::now);
  EXPECT_EQ(ask(kQuery, Purpose::query), Verdict::wait);
}

TEST_F(Gate, OverTheWeightEverythingStops) {
  gate_.on_weight_exceeded(kNow + Duration::seconds(7), kNow);
  const auto wait = gate_.admit(kOrder, Purpose::protect, kNow);
  EXPECT_EQ(wait.verdict, Verdict::wait);
  EXPECT_EQ(wait.until, kNow + Duration::seconds(7));
  EXPECT_EQ(gate_.stopped_until(kNow), kNow + Duration::seconds(7));
  // A later, shorter word does not shorten it.
  gate_.on_weight_exceeded(kNow + Duration::seconds(2), kNow);
  EXPECT_EQ(gate_.stopped_until(kNow), kNow + Duration::seconds(7));
  EXPECT_EQ(ask(kOrder, Purpose::protect, kNow + Duration::seconds(7)), Verdict::now);
}

TEST_F(Gate, OverTheOrderCountOnlyPlacementsStop) {
  gate_.on_orders_exceeded(std::nullopt, kNow + Duration::seconds(3));
  EXPECT_EQ(ask(kOrder, Purpose::protect, kNow + Duration::seconds(3)), Verdict::wait);
  EXPECT_EQ(ask(kQuery, Purpose::query, kNow + Duration::seconds(3)), Verdict::now);
  EXPECT_EQ(ask(kOrder, Purpose::protect, kNow + Duration::seconds(10)), Verdict::now);
}

TEST_F(Gate, ConnectionsAreCountedByTheWebSocketApisList) {
  const std::array<RateLimit, 1> limits{{{RateLimitKind::connections, Duration::minutes(5), 2}}};
  gate_.set_limits(limits);
  EXPECT_EQ(gate_.admit_connection(2, kNow).verdict, Verdict::now);
  EXPECT_EQ(gate_.admit_connection(2, kNow).verdict, Verdict::now);
  EXPECT_EQ(gate_.admit_connection(2, kNow).verdict, Verdict::wait);
  EXPECT_EQ(used(), 4);  // the other limits stay
}

TEST(RateGate, IsCautiousBeforeItKnows) {
  RateGate gate;
  int orders = 0;
  while (gate.admit(kOrder, Purpose::protect, kNow).verdict == Verdict::now) ++orders;
  EXPECT_EQ(orders, 50);
}

RC_GTEST_PROP(RateGate, NeverLetsMoreThroughThanTheLimit, ()) {
  RateGate gate;
  gate.set_limits(kLimits);
  std::map<std::int64_t, std::int64_t> weight;
  std::map<std::int64_t, std::int64_t> orders;
  auto now = kNow;
  const auto steps = *rc::gen::inRange(1, 200);
  for (int i = 0; i < steps; ++i) {
    now = now + Duration::milliseconds(*rc::gen::inRange(0, 3'000));
    const auto purpose =
        *rc::gen::element(Purpose::protect, Purpose::trade, Purpose::repair, Purpose::query);
    Operation operation = kQuery;
    operation.weight = *rc::gen::inRange(0, 50);
    operation.orders = *rc::gen::inRange(0, 4);
    if (gate.admit(operation, purpose, now).verdict != Verdict::now) continue;
    RC_ASSERT((weight[now.ms() / 60'000] += operation.weight) <= 100);
    RC_ASSERT((orders[now.ms() / 10'000] += operation.orders) <= 8);
  }
}

}  // namespace
}  // namespace atb::binance
