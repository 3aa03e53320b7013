#include "aws_simulator/monitoring/metric_units.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

TEST(MetricUnits, AreThoseOfCloudWatchToTheLetter) {
  for (const char* unit : {"None", "Count", "Seconds", "Terabits/Second"})
    EXPECT_TRUE(is_unit(unit)) << unit;
  for (const char* unit : {"", "count", "Second", "Furlongs", "Bytes/Hour"})
    EXPECT_FALSE(is_unit(unit)) << unit;
}

}  // namespace
}  // namespace atb::aws_simulator
