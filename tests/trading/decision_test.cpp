#include "trading/decision.h"

#include <gtest/gtest.h>

namespace atb::trading {
namespace {

TEST(Decision, SaysInWordsWhyThereIsNoOrder) {
  EXPECT_EQ(describe(Outcome::order_placed), "order placed");
  for (const auto outcome :
       {Outcome::already_in_position, Outcome::nothing_to_exit, Outcome::already_exiting,
        Outcome::below_min_notional, Outcome::no_cash})
    EXPECT_TRUE(describe(outcome).starts_with("no order: ")) << describe(outcome);
}

}  // namespace
}  // namespace atb::trading
