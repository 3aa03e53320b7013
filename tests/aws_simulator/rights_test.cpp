#include "aws_simulator/rights.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

ServiceCall call() {
  ServiceCall made;
  made.region = "us-east-1";
  made.now = *core::parse_timestamp("2025-01-02T03:04:05Z");
  made.source_ip = "127.0.0.1";
  made.caller.arn = "arn:aws:sts::1:assumed-role/bot/i-1";
  made.caller.session_issuer_arn = "arn:aws:iam::1:role/bot";
  return made;
}

Right right() {
  Right made;
  made.action = "fake:Get";
  made.resource = "arn:fake";
  made.context["own"] = {"x"};
  return made;
}

TEST(Rights, CarryTheKeysOfEveryCallBesideTheirOwn) {
  const auto context = with_global_keys(right(), call()).context;
  EXPECT_EQ(context.at("own").front(), "x");
  EXPECT_EQ(context.at("aws:PrincipalArn").front(), "arn:aws:iam::1:role/bot");
  EXPECT_EQ(context.at("aws:RequestedRegion").front(), "us-east-1");
  EXPECT_EQ(context.at("aws:CurrentTime").front(), "2025-01-02T03:04:05Z");
  EXPECT_EQ(context.at("aws:EpochTime").front(), "1735787045");
}

TEST(Rights, AreRefusedInTheWordsOfAws) {
  using Verdict = Authoriser::Verdict;
  EXPECT_EQ(denial(right(), call(), Verdict::implicit_deny).message,
            "User: arn:aws:sts::1:assumed-role/bot/i-1 is not authorized to perform: fake:Get on "
            "resource: arn:fake because no identity-based policy allows the fake:Get action");
  EXPECT_NE(denial(right(), call(), Verdict::explicit_deny).message.find("explicit deny"),
            std::string::npos);
  auto own_words = right();
  own_words.denial = "Access to KMS is not allowed";
  EXPECT_EQ(denial(own_words, call(), Verdict::implicit_deny).message, own_words.denial);
  EXPECT_EQ(denial(own_words, call(), Verdict::implicit_deny).code, "AccessDeniedException");
}

}  // namespace
}  // namespace atb::aws_simulator
