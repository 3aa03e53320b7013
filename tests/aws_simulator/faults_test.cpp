#include "aws_simulator/faults.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

TEST(Faults, BefallTheNamedOperationAsOftenAsAsked) {
  auto faults = *Faults::parse(
      R"([{"operation":"GetSecretValue","times":2,"error":"ThrottlingException"},
          {"operation":"*","status":503}])");
  EXPECT_EQ(faults.take("DescribeSecret")->status, 503);
  EXPECT_FALSE(faults.take("DescribeSecret"));
  EXPECT_EQ(faults.take("GetSecretValue")->error, "ThrottlingException");
  EXPECT_EQ(faults.take("GetSecretValue")->error, "ThrottlingException");
  EXPECT_FALSE(faults.take("GetSecretValue"));
}

TEST(Faults, RefuseAListThatMakesNoSense) {
  for (const auto* text :
       {"", "{}", "[1]", R"([{"times":1}])", R"([{"operation":1}])",
        R"([{"operation":"*","status":200}])", R"([{"operation":"*","times":0}])"})
    EXPECT_EQ(Faults::parse(text).error().code, "simulator.faults_malformed") << text;
}

}  // namespace
}  // namespace atb::aws_simulator
