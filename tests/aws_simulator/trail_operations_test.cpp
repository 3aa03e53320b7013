#include "aws_simulator/trail_operations.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

using core::Duration;
using testing::test_time;

TEST(LookupThrottle, AdmitsTwoCallsInAnySecondOfARegion) {
  LookupThrottle throttle;
  EXPECT_TRUE(throttle.admit("us-east-1", test_time()));
  EXPECT_TRUE(throttle.admit("us-east-1", test_time() + Duration::milliseconds(900)));
  EXPECT_FALSE(throttle.admit("us-east-1", test_time() + Duration::milliseconds(999)));
  EXPECT_TRUE(throttle.admit("eu-west-1", test_time() + Duration::milliseconds(999)));
  EXPECT_TRUE(throttle.admit("us-east-1", test_time() + Duration::seconds(1)));
  EXPECT_FALSE(throttle.admit("us-east-1", test_time() + Duration::seconds(1)));
}

TEST(TrailOperations, KnowsWhatTheToolCalls) {
  for (const auto* const name : {"CreateTrail", "GetTrailStatus", "LookupEvents"})
    EXPECT_TRUE(trail_operations().contains(name)) << name;
  EXPECT_FALSE(trail_operations().contains("CreateEventDataStore"));
}

}  // namespace
}  // namespace atb::aws_simulator
