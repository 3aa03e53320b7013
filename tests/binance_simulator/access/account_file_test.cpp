#include "binance_simulator/access/account_file.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

TEST(AccountFile, OpensAnAccountWithItsKeys) {
  const auto plans = parse_accounts(R"({"balances":{"USDT":"1000.5"},"pays_with_bnb":true,
    "commission":{"maker":"0","taker":"0.002"},
    "keys":[{"key":"k","type":"hmac","secret":"s","rights":["reading"],"ips":["10.0.0.1"]}]})");
  ASSERT_TRUE(plans);
  const auto& plan = plans->front();
  EXPECT_EQ(core::to_text(plan.balances.at("USDT")), "1000.5");
  EXPECT_TRUE(plan.terms.pays_with_discount);
  EXPECT_TRUE(plan.terms.maker.is_zero());
  EXPECT_EQ(core::to_text(plan.terms.taker), "0.002");
  EXPECT_TRUE(plan.keys[0].rights.reading);
  EXPECT_FALSE(plan.keys[0].rights.spot_trading);
  EXPECT_EQ(plan.keys[0].addresses, std::vector<std::string>{"10.0.0.1"});
}

TEST(AccountFile, MayHoldSeveralAccounts) {
  EXPECT_EQ(parse_accounts(R"([{"balances":{}},{"keys":[]}])")->size(), 2U);
}

TEST(AccountFile, NamesWhatIsWrong) {
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"{", "no JSON"},
      {"[]", "no account"},
      {R"({"balance":{}})", "\"balance\" is not known"},
      {R"({"balances":{"USDT":1}})", "USDT is no text"},
      {R"({"balances":{"USDT":"-1"}})", "USDT is no amount"},
      {R"({"keys":[{"type":"hmac","secret":"s"}]})", "\"key\" is missing"},
      {R"({"keys":[{"key":"k","type":"dsa"}]})", "hmac, rsa or ed25519"},
      {R"({"keys":[{"key":"k","type":"hmac","secret":"s","rights":["all"]}]})", "rights"},
      {R"({"commission":{"taker":"1"}})", "commission"},
  };
  for (const auto& [text, part] : wrong) {
    const auto plans = parse_accounts(text);
    ASSERT_FALSE(plans) << text;
    EXPECT_EQ(plans.error().kind, core::ErrorKind::usage);
    EXPECT_NE(plans.error().message.find(part), std::string::npos) << plans.error().message;
  }
}

TEST(AccountFile, ATypeThatIsNotTheKeysIsRefused) {
  const auto plans =
      parse_accounts(R"({"keys":[{"key":"k","type":"rsa","public_key":)"
                     R"("MCowBQYDK2VwAyEAGUIKv9dSpWXBViXp2m6vAIb8QMFJYBgyFEQsFJlqgA0="}]})");
  ASSERT_FALSE(plans);
  EXPECT_NE(plans.error().message.find("not of the type rsa"), std::string::npos);
}

TEST(ExampleAccount, HasThePublishedKey) {
  const auto plan = example_account();
  ASSERT_EQ(plan.keys.size(), 1U);
  EXPECT_TRUE(plan.keys[0].rights.spot_trading);
  EXPECT_FALSE(plan.keys[0].rights.withdrawals);
}

}  // namespace
}  // namespace atb::binance_simulator
