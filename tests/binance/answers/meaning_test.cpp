#include "binance/answers/meaning.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TEST(Meaning, EveryCodeOfTheTableHasItsAction) {
  const std::vector<std::pair<Action, std::vector<int>>> table{
      {Action::query_order, {-1000, -1001, -1006, -1007, -2011, -2026, -2039}},
      {Action::stop_trading, {-1002, -1022, -2014, -2015}},
      {Action::back_off, {-1003, -1008, -1015}},
      {Action::refresh_rules, {-1013, -1220}},
      {Action::resync_clock, {-1021}},
      {Action::query_later, {-2013}},
      {Action::read_parts, {-2021, -2022}},
      {Action::resubscribe, {-2035, -2036, -2042}},
      {Action::our_bug, {-1100, -1101, -1102, -1103, -1104, -1105, -1106, -1108, -1111, -1114,
                         -1115, -1116, -1117, -1120, -1121, -1127, -1128, -1130, -1151, -1194}},
      {Action::none, {-1112, -4711}},
  };
  for (const auto& [action, codes] : table)
    for (const int code : codes) EXPECT_EQ(action_of(code, ""), action) << code;
}

TEST(Meaning, ARejectedOrderIsToldApartByItsText) {
  EXPECT_EQ(action_of(-2010, "Duplicate order sent."), Action::query_order);
  EXPECT_EQ(action_of(-2010, "Account has insufficient balance for requested action."),
            Action::refresh_balances);
  EXPECT_EQ(action_of(-2010, "This action is disabled on this account."), Action::stop_trading);
  EXPECT_EQ(action_of(-2010, "This symbol is not permitted for this account."),
            Action::stop_trading);
  EXPECT_EQ(action_of(-2010, "Market is closed."), Action::refresh_rules);
  EXPECT_EQ(action_of(-2010, "Order would trigger immediately."), Action::none);
}

TEST(Meaning, DoubtIsLeftByFourCodesOnly) {
  for (const int code : {-1000, -1001, -1006, -1007}) EXPECT_TRUE(leaves_doubt(code)) << code;
  for (const int code : {-1003, -1008, -1021, -2010, -2013}) EXPECT_FALSE(leaves_doubt(code));
}

TEST(Meaning, ActionsHaveNames) {
  EXPECT_EQ(name_of(Action::stop_trading), "stop_trading");
  EXPECT_EQ(name_of(Action::our_bug), "our_bug");
}

}  // namespace
}  // namespace atb::binance
