#include "secrets/rotation/confirm_reload.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"

namespace atb::secrets {
namespace {

/// A clock that moves only when somebody sleeps.
struct Clock {
  core::Timestamp time;
  int sleeps = 0;
  Waiting waiting() {
    return {[this] { return time; },
            [this](core::Duration span) {
              time = time + span;
              ++sleeps;
            }};
  }
};

TEST(ConfirmReload, WaitsUntilTheBotWorksWithTheVersion) {
  Clock clock;
  int asked = 0;
  const auto done = confirm_reload(
      [&]() -> core::Result<Reloaded> {
        if (++asked == 1) return core::fail(core::ErrorKind::temporary, "x", "busy");
        return Reloaded{asked < 4 ? "old" : "new", {}};
      },
      "new", core::Duration::seconds(10), clock.waiting());
  EXPECT_TRUE(done);
  EXPECT_EQ(asked, 4);
}

TEST(ConfirmReload, GivesUpAfterTheTimeAndSaysWhatTheBotWorksWith) {
  Clock clock;
  const auto done = confirm_reload(
      []() -> core::Result<Reloaded> {
        return Reloaded{"old", {}};
      },
      "new", core::Duration::seconds(3), clock.waiting());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, core::ErrorKind::refused);
  EXPECT_TRUE(test::holds(done.error().message, "version old"));
  EXPECT_EQ(clock.sleeps, 3);
}

TEST(ConfirmReload, NamesWhatWaitsForARestart) {
  Clock clock;
  const auto done = confirm_reload(
      []() -> core::Result<Reloaded> {
        return Reloaded{"new", {"TRADING_PAIR"}};
      },
      "new", core::Duration::seconds(0), clock.waiting());
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, std::vector<std::string>{"TRADING_PAIR"});
}

TEST(ConfirmReload, DoesNotTakeABotThatKeepsTheOldPairForOneThatWorksWithTheNew) {
  Clock clock;
  const auto done = confirm_reload(
      []() -> core::Result<Reloaded> {
        return Reloaded{"new", {"BINANCE_API_KEY", "BINANCE_API_SECRET"}};
      },
      "new", core::Duration::seconds(60), clock.waiting());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "secrets.not_confirmed");
  EXPECT_EQ(clock.sleeps, 0);
}

TEST(ConfirmReload, ARefusalEndsTheWaitingAtOnceAndKeepsItsKind) {
  for (const auto kind : {core::ErrorKind::settings, core::ErrorKind::not_authorised,
                          core::ErrorKind::refused, core::ErrorKind::internal}) {
    Clock clock;
    const auto done = confirm_reload(
        [&]() -> core::Result<Reloaded> { return core::fail(kind, "x", "no", "mend it"); }, "new",
        core::Duration::seconds(60), clock.waiting());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, kind);
    EXPECT_EQ(done.error().code, "secrets.not_confirmed");
    EXPECT_EQ(done.error().advice, "mend it");
    EXPECT_EQ(clock.sleeps, 0);
  }
}

TEST(ConfirmReload, ABotThatStartsAgainMayBeAbsentForAWhile) {
  Clock clock;
  int asked = 0;
  const auto reload = [&]() -> core::Result<Reloaded> {
    if (++asked < 3) return core::fail(core::ErrorKind::not_found, "control.not_running", "gone");
    return Reloaded{"new", {}};
  };
  EXPECT_TRUE(confirm_reload(reload, "new", core::Duration::seconds(9), clock.waiting()));
  asked = -100;
  const auto given_up = confirm_reload(reload, "new", core::Duration::seconds(9), clock.waiting());
  EXPECT_EQ(given_up.error().kind, core::ErrorKind::not_found);
}

}  // namespace
}  // namespace atb::secrets
