#include "binance/gateway/rest_caller.h"

#include <gtest/gtest.h>

#include "binance/gateway/theatre.h"
#include "binance/requests/account_calls.h"
#include "binance/requests/market_calls.h"

namespace atb::binance {
namespace {

class Caller : public ::testing::Test, public test::Theatre {
 protected:
  /// The ended of the answer; 0: refused without one; -1: unknown.
  int ask(Call call, core::Duration patience = core::Duration::seconds(30)) {
    std::optional<int> ended;
    caller->call(
        std::move(call),
        [&](const CallEnd& end) {
          const auto* const reply = std::get_if<Reply>(&end.result);
          ended = reply != nullptr                              ? reply->status
                  : std::holds_alternative<Refused>(end.result) ? 0
                                                                : -1;
        },
        patience);
    run_until([&] { return ended.has_value(); });
    return ended.value_or(-2);
  }
};

TEST_F(Caller, MeasuresTheClockBeforeItSigns) {
  local_error = core::Duration::minutes(7);
  EXPECT_EQ(ask(account_call()), 200);
  EXPECT_EQ(clock.trust(now + local_error), ServerClock::Trust::good);
  EXPECT_EQ(caller->pending(), 0U);
}

TEST_F(Caller, AClockThatJumpedIsMeasuredAndTheCallSignedAnew) {
  EXPECT_EQ(ask(account_call()), 200);
  now = now + core::Duration::minutes(10);
  local_error = core::Duration::microseconds(-core::Duration::minutes(10).us());
  EXPECT_EQ(ask(account_call()), 200);
}

TEST_F(Caller, WithoutTheExchangesTimeNothingIsSigned) {
  fault(R"([{"call":"GET /api/v3/time","effect":"answer","status":502,"body":"<html>"}])");
  EXPECT_EQ(ask(account_call()), 0);
}

TEST_F(Caller, ALimitStopsAllCallsUntilItsEnd) {
  world.addresses.ban("127.0.0.1", now + core::Duration::seconds(2));
  EXPECT_EQ(ask(server_time_call()), 418);
  const auto before = now;
  EXPECT_EQ(ask(server_time_call(), core::Duration::minutes(10)), 200);
  EXPECT_GE(now - before, core::Duration::seconds(1));
}

TEST_F(Caller, ACallThatFindsNoRoomInTimeIsNotSent) {
  gate.on_weight_exceeded(now + core::Duration::hours(1), now);
  EXPECT_EQ(ask(server_time_call(), core::Duration::seconds(1)), 0);
}

TEST_F(Caller, AnAnswerThatNeverComesWholeIsUnknown) {
  for (const auto* const effect : {"drop", "executed_drop", "cut"}) {
    fault(std::string{R"([{"call":"GET /api/v3/account","effect":")"} + effect + R"("}])");
    EXPECT_EQ(ask(account_call()), -1) << effect;
  }
}

TEST_F(Caller, ACloseLeavesNobodyWaiting) {
  caller->call(server_time_call(), [](const CallEnd&) { ADD_FAILURE(); });
  desk.reset();
  caller.reset();
  int beats = 0;
  run_until([&] { return ++beats > 20; });
}

}  // namespace
}  // namespace atb::binance
