#include "aws_simulator/faults.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

Faults with(std::string_view text, std::uint64_t seed = 1) {
  Faults faults{seed};
  if (const auto added = faults.add(text); !added) throw std::logic_error{added.error().message};
  return faults;
}

TEST(Faults, BefallTheNamedOperationAsOftenAsAsked) {
  auto faults = with(
      R"([{"operation":"GetSecretValue","times":2,"error":"ThrottlingException"},
          {"operation":"*","status":503}])");
  EXPECT_EQ(faults.take("s", "DescribeSecret")->status, 503);
  EXPECT_FALSE(faults.take("s", "DescribeSecret"));
  EXPECT_EQ(faults.take("s", "GetSecretValue")->error, "ThrottlingException");
  EXPECT_EQ(faults.pending(), 1U);
  EXPECT_EQ(faults.take("s", "GetSecretValue")->error, "ThrottlingException");
  EXPECT_FALSE(faults.take("s", "GetSecretValue"));
  EXPECT_EQ(faults.pending(), 0U);
}

TEST(Faults, WaitForTheCallsBeforeThem) {
  auto faults = with(R"({"operation":"Get","after":2,"drop":"before"})");
  EXPECT_FALSE(faults.take("s", "Get"));
  EXPECT_FALSE(faults.take("s", "Other"));
  EXPECT_FALSE(faults.take("s", "Get"));
  EXPECT_EQ(faults.take("s", "Get")->delivery, Fault::Delivery::dropped_early);
}

TEST(Faults, BefallOneServiceOnly) {
  auto faults = with(R"({"service":"sts","operation":"*","cut":true,"delay_ms":5})");
  EXPECT_FALSE(faults.take("iam", "Get"));
  const auto fault = faults.take("sts", "Get");
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->delivery, Fault::Delivery::cut);
  EXPECT_EQ(fault->delay, core::Duration::milliseconds(5));
}

TEST(Faults, TellTheThreeWaysOfDroppingApart) {
  const auto delivery = [](const char* drop) {
    return with(std::string{R"({"operation":"*","drop":)"} + drop + "}").take("s", "o")->delivery;
  };
  EXPECT_EQ(delivery("true"), Fault::Delivery::dropped);
  EXPECT_EQ(delivery(R"("after")"), Fault::Delivery::dropped);
  EXPECT_EQ(delivery(R"("before")"), Fault::Delivery::dropped_early);
  EXPECT_EQ(delivery("false"), Fault::Delivery::answered);
}

TEST(Faults, ComeByChanceTheSameWayForTheSameSeed) {
  const auto draw = [](std::uint64_t seed) {
    auto faults = with(R"({"operation":"*","times":1000,"probability":0.5,"status":500})", seed);
    std::string drawn;
    for (int i = 0; i < 200; ++i) drawn += faults.take("s", "o") ? 'x' : '.';
    return drawn;
  };
  EXPECT_EQ(draw(7), draw(7));
  EXPECT_NE(draw(7), draw(8));
  const auto drawn = draw(7);
  const auto hits = std::count(drawn.begin(), drawn.end(), 'x');
  EXPECT_GT(hits, 60);
  EXPECT_LT(hits, 140);
}

TEST(Faults, AreForgottenWhenCleared) {
  auto faults = with(R"({"operation":"*","status":500})");
  faults.clear();
  EXPECT_FALSE(faults.take("s", "o"));
}

TEST(Faults, RefuseAListThatMakesNoSenseAndAddNothingOfIt) {
  Faults faults;
  for (const auto* text :
       {"", "{}", "[1]", R"([{"times":1}])", R"([{"operation":1}])",
        R"([{"operation":"*","status":200}])", R"([{"operation":"*","times":0}])",
        R"([{"operation":"*","drop":"never"}])", R"([{"operation":"*","probability":2}])",
        R"([{"operation":"*","delayms":2}])",
        R"([{"operation":"*"},{"operation":"*","after":-1}])"})
    EXPECT_EQ(faults.add(text).error().code, "simulator.faults_malformed") << text;
  EXPECT_EQ(faults.pending(), 0U);
}

}  // namespace
}  // namespace atb::aws_simulator
