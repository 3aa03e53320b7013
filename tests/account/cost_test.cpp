#include "account/cost.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::account {
namespace {

TEST(Cost, OfOneSecretAtTheGuidesPaceIsTheGuides) {
  Usage usage;
  usage.secrets = 1;
  usage.starts_per_month = 0;
  const auto cost = monthly_cost(usage).value();
  EXPECT_EQ(core::to_text(cost.total), "0.4003");  // 0.40 and 60 calls at 0.000005
  EXPECT_EQ(cost.secrets_manager, cost.total);
}

TEST(Cost, ShowsCloudWatchOnLinesOfItsOwn) {
  Usage usage;
  usage.replicas = 1;
  usage.heartbeats_per_day = 1'440;
  usage.alarms = 4;
  usage.custom_metrics = 4;
  const auto cost = monthly_cost(usage).value();
  EXPECT_EQ(core::to_text(cost.secrets_manager), "1.20035");
  EXPECT_EQ(core::to_text(cost.cloudwatch), "2.032");  // 0.40 + 1.20 + 43,200 at 0.00001
  EXPECT_EQ(cost.lines.size(), 6U);
}

RC_GTEST_PROP(Cost, IsTheExactSumOfItsLines, ()) {
  const auto count = [] { return *rc::gen::inRange<std::int64_t>(0, kCountMax + 1); };
  const auto cost =
      monthly_cost({count(), count(), count(), count(), count(), count(), count()}).value();
  core::Int128 sum = 0;
  for (const auto& line : cost.lines) {
    RC_ASSERT(line.total.units() == line.unit_price.units() * line.count);
    sum += line.total.units();
  }
  RC_ASSERT(sum == cost.total.units());
}

TEST(Cost, RefusesCountsOutOfRange) {
  Usage usage;
  usage.alarms = -1;
  EXPECT_EQ(monthly_cost(usage).error().code, "cost.out_of_range");
  usage.alarms = kCountMax + 1;
  EXPECT_EQ(monthly_cost(usage).error().kind, core::ErrorKind::usage);
}

}  // namespace
}  // namespace atb::account
