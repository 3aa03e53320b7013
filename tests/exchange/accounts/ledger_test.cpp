#include "exchange/accounts/ledger.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::money;

TEST(Ledger, LocksWhatIsFreeAndGivesItBack) {
  Ledger ledger;
  const auto account = ledger.open();
  EXPECT_TRUE(ledger.deposit(account, "A", money("2")));
  EXPECT_FALSE(ledger.lock(account, "A", money("2.1")));
  EXPECT_TRUE(ledger.lock(account, "A", money("1.5")));
  EXPECT_EQ(ledger.free(account, "A"), money("0.5"));
  ledger.unlock(account, "A", money("1"));
  EXPECT_EQ(ledger.locked(account, "A"), money("0.5"));
  EXPECT_THROW(ledger.unlock(account, "A", money("1")), std::logic_error);
}

TEST(Ledger, PaysFromLockedAndFromFree) {
  Ledger ledger;
  const auto from = ledger.open();
  const auto to = ledger.open();
  EXPECT_TRUE(ledger.deposit(from, "A", money("3")));
  EXPECT_TRUE(ledger.lock(from, "A", money("1")));
  ledger.pay_locked(from, to, "A", money("1"));
  ledger.pay_free(from, Ledger::kFees, "A", money("1"));
  EXPECT_EQ(ledger.free(to, "A"), money("1"));
  EXPECT_EQ(ledger.free(Ledger::kFees, "A"), money("1"));
  EXPECT_EQ(ledger.total("A"), money("3"));
  EXPECT_THROW(ledger.pay_free(from, to, "A", money("2")), std::logic_error);
  EXPECT_THROW(ledger.pay_locked(from, to, "A", money("1")), std::logic_error);
}

TEST(Ledger, OnlyTheHouseGoesBelowZero) {
  Ledger ledger;
  const auto account = ledger.open();
  ledger.pay_free(Ledger::kHouse, account, "A", money("5"));
  EXPECT_EQ(ledger.free(Ledger::kHouse, "A"), money("-5"));
  EXPECT_EQ(ledger.total("A"), money("0"));
  EXPECT_FALSE(ledger.deposit(account, "A", money("-6")));
}

TEST(Ledger, IsRestoredAsItWas) {
  Ledger ledger;
  const auto account = ledger.open();
  EXPECT_TRUE(ledger.deposit(account, "A", money("3")));
  EXPECT_TRUE(ledger.lock(account, "A", money("1")));
  Ledger other;
  other.open();
  other.restore(account, ledger.balances(account));
  EXPECT_EQ(other.free(account, "A"), money("2"));
  EXPECT_EQ(other.locked(account, "A"), money("1"));
}

RC_GTEST_PROP(Ledger, NothingIsCreatedOrLost, ()) {
  Ledger ledger;
  for (int i = 0; i < 3; ++i) {
    const auto id = ledger.open();
    RC_ASSERT(ledger.deposit(id, "A", core::Money::from_units(1'000)));
  }
  const auto steps = *rc::gen::inRange(1, 60);
  for (int i = 0; i < steps; ++i) {
    const auto from = static_cast<AccountId>(*rc::gen::inRange(0, 3));
    const auto to = static_cast<AccountId>(*rc::gen::inRange(0, 3));
    const auto amount = core::Money::from_units(*rc::gen::inRange(0, 400));
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        ledger.lock(from, "A", amount);
        break;
      case 1:
        if (ledger.locked(from, "A") >= amount) ledger.unlock(from, "A", amount);
        break;
      case 2:
        if (ledger.locked(from, "A") >= amount) ledger.pay_locked(from, to, "A", amount);
        break;
      default:
        if (ledger.free(from, "A") >= amount) ledger.pay_free(from, to, "A", amount);
    }
    RC_ASSERT(ledger.total("A") == core::Money::from_units(3'000));
    RC_ASSERT(!ledger.free(from, "A").is_negative());
  }
}

}  // namespace
}  // namespace atb::exchange
