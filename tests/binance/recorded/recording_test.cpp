#include "binance/recorded/recording.h"

#include <fstream>

#include <gtest/gtest.h>

namespace atb::binance::test {
namespace {

RecordingReport report_of(std::int64_t left_out = -1) {
  std::ifstream lines{ATB_SOURCE_DIR "/tests/binance/recorded/btcusdt.jsonl"};
  EXPECT_TRUE(lines.good());
  return read_recording(lines, left_out);
}

TEST(Recording, IsReadWithoutLoss) {
  const auto report = report_of();
  EXPECT_EQ(report.unreadable, 0) << report.first_fault;
  EXPECT_EQ(report.trade_gaps, 0);
  EXPECT_EQ(report.lines, report.trades + report.depth_updates + report.tickers + report.snapshots);
  EXPECT_GT(report.trades, 50);
  EXPECT_GT(report.depth_updates, 30);
  EXPECT_GT(report.tickers, 100);
  EXPECT_EQ(report.snapshots, 1);
}

TEST(Recording, TheBookShowsTheTickersPrices) {
  const auto report = report_of();
  EXPECT_EQ(report.book_gaps, 0);
  EXPECT_GT(report.compared, 5);
  EXPECT_EQ(report.different, 0);
}

TEST(Recording, EveryMissingUpdateIsNoticed) {
  const auto whole = report_of();
  // The last one has no successor that could tell, and what the snapshot covers is not needed.
  for (std::int64_t i = 3; i + 1 < whole.depth_updates; ++i)
    EXPECT_EQ(report_of(i).book_gaps, 1) << "update " << i;
}

}  // namespace
}  // namespace atb::binance::test
