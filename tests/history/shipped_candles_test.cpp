#include <gtest/gtest.h>

#include "history/candle_file.h"
#include "history/quality.h"

namespace atb::history {
namespace {

/// What data/README.md says of the candles that come with the project.
struct Shipped {
  const char* file;
  core::Duration interval;
  std::size_t rows;
  const char* first;
  const char* last;
  std::size_t gaps;
  std::size_t missing;
  std::size_t longest_gap;
};

class ShippedCandles : public ::testing::TestWithParam<Shipped> {};

TEST_P(ShippedCandles, AreWhatTheirDescriptionSays) {
  const auto& said = GetParam();
  const auto candles = read_candle_file(std::filesystem::path{ATB_SOURCE_DIR "/data"} / said.file);
  ASSERT_TRUE(candles) << candles.error().message;
  const auto report = examine(candles->view(), said.interval);
  EXPECT_EQ(report.rows, said.rows);
  EXPECT_EQ(core::to_text(core::Timestamp::from_us(candles->open_time.front())), said.first);
  EXPECT_EQ(core::to_text(core::Timestamp::from_us(candles->open_time.back())), said.last);
  EXPECT_EQ(report.gaps, said.gaps);
  EXPECT_EQ(report.missing, said.missing);
  EXPECT_EQ(report.longest_gap, said.longest_gap);
  EXPECT_EQ(report.duplicates + report.disordered + report.misaligned, 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Files, ShippedCandles,
    ::testing::Values(Shipped{"btcusdt-1h.csv.gz", core::Duration::hours(1), 37'711,
                              "2020-01-01T00:00:00Z", "2024-04-21T14:00:00Z", 15, 32, 5},
                      Shipped{"btcusd-1m-sample.csv.gz", core::Duration::minutes(1), 100'000,
                              "2018-01-01T00:00:00Z", "2018-03-11T10:42:00Z", 2, 3, 2}));

}  // namespace
}  // namespace atb::history
