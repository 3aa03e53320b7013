#include "backtest/run_recorder.h"

#include <gtest/gtest.h>

#include "backtest/run.h"
#include "backtest/support/candles.h"

namespace atb::backtest {
namespace {

TEST(RunRecorder, MarksTheEquityToEachCloseAndFindsItsDrawdown) {
  const auto columns = testing::walk(3, 3'000);
  const auto result = run(columns.view(), {}, true).value();
  ASSERT_EQ(result.curve.size(), columns.size());
  double peak = result.summary.initial_equity.approximate();
  double worst = 0;
  for (const double equity : result.curve) {
    peak = std::max(peak, equity);
    worst = std::max(worst, 1 - equity / peak);
  }
  EXPECT_NEAR(result.summary.statistics.max_drawdown, worst, 1e-12);
  EXPECT_NEAR(result.curve.back(), result.summary.final_equity.approximate(), 1e-6);
}

TEST(RunRecorder, KeepsNoCurveUnlessAsked) {
  const auto columns = testing::walk(3, 100);
  EXPECT_TRUE(run(columns.view(), {}, false).value().curve.empty());
}

TEST(RunRecorder, MeasuresDaysFromTheFirstOpenToTheLastClose) {
  const auto columns = testing::walk(3, 1'440);
  const auto statistics = run(columns.view(), {}, false).value().summary.statistics;
  EXPECT_DOUBLE_EQ(statistics.days, 1);
  EXPECT_GT(statistics.exposure, 0);
  EXPECT_LT(statistics.exposure, 1);
}

}  // namespace
}  // namespace atb::backtest
