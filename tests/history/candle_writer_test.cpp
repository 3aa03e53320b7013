#include "history/candle_writer.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "history/support/fixture.h"

namespace atb::history {
namespace {

const StoredInfo kInfo{"BTCUSDT", core::Duration::minutes(1), "test", 0};

TEST(CandleWriter, WritesTheSameBytesForTheSameCandles) {
  const test::Folder folder;
  const auto candles = test::full_minutes(1, 600);
  ASSERT_TRUE(write_candles(folder / "a.h5", candles.view(), kInfo));
  ASSERT_TRUE(write_candles(folder / "b.h5", candles.view(), kInfo));
  EXPECT_EQ(test::get(folder / "a.h5"), test::get(folder / "b.h5"));
}

// In a child process: HDF5 can never close the file, and leaks what it kept of it.
TEST(CandleWriterDeathTest, ReportsADiskThatIsFull) {
  const auto candles = test::minutes(1, 600);
  EXPECT_EXIT(
      {
        const auto outcome = write_candles("/dev/full", candles.view(), kInfo);
        std::_Exit(!outcome && outcome.error().code == "store.write" ? 0 : 1);
      },
      ::testing::ExitedWithCode(0), "^$");
}

TEST(CandleWriter, ReportsADirectoryThatIsMissing) {
  const test::Folder folder;
  const auto outcome = write_candles(folder / "no/a.h5", test::minutes(1, 6).view(), kInfo);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(core::exit_code(outcome.error().kind), 1);
}

}  // namespace
}  // namespace atb::history
