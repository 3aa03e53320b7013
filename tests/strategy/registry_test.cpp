#include "strategy/registry.h"

#include <gtest/gtest.h>

namespace atb::strategy {
namespace {

TEST(StrategyRegistry, MakesSmaCrossWithTheComparisonJobsDefaults) {
  const auto made = make("sma-cross", {});
  ASSERT_TRUE(made);
  EXPECT_EQ((*made)->warm_up(), 31U);
}

TEST(StrategyRegistry, NamesTheKnownOnesForAnUnknownName) {
  const auto made = make("smacross", {});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "strategy.unknown");
  EXPECT_NE(made.error().advice.find("sma-cross"), std::string::npos);
}

TEST(StrategyRegistry, RefusesUnknownMalformedAndReversedParameters) {
  for (const auto& parameters :
       {Parameters{{"quick", "10"}}, Parameters{{"fast", "ten"}}, Parameters{{"fast", "10x"}},
        Parameters{{"fast", "0"}}, Parameters{{"slow", "-5"}}, Parameters{{"slow", "1000001"}},
        Parameters{{"fast", "30"}}, Parameters{{"fast", "10.5"}}}) {
    const auto made = make("sma-cross", parameters);
    ASSERT_FALSE(made) << parameters.begin()->first << "=" << parameters.begin()->second;
    EXPECT_EQ(made.error().code, "strategy.parameter");
  }
}

TEST(StrategyRegistry, ReadsParametersFromText) {
  const auto parsed = parse_parameters("fast=10,slow=30");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(*parsed, (Parameters{{"fast", "10"}, {"slow", "30"}}));
  EXPECT_TRUE(parse_parameters("")->empty());
  for (const auto* const bad : {"fast", "=10", "fast=", "fast=10,,slow=30", "fast=1,fast=2"})
    EXPECT_FALSE(parse_parameters(bad)) << bad;
}

}  // namespace
}  // namespace atb::strategy
