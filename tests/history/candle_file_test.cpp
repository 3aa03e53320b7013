#include "history/candle_file.h"

#include <string>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "history/support/fixture.h"

namespace atb::history {
namespace {

using test::Folder;
using test::put;
using ::testing::HasSubstr;
using ::testing::StartsWith;

core::Error refusal(const std::filesystem::path& path) {
  const auto candles = read_candle_file(path);
  EXPECT_FALSE(candles) << path;
  return candles ? core::Error{} : candles.error();
}

TEST(CandleFile, ReadsTheSameCandlesHoweverTheyArePacked) {
  const Folder folder;
  const auto candles = test::minutes(1, 20'000);  // more than one piece
  const std::string text = test::csv(candles);
  put(folder / "plain", text);
  put(folder / "packed", test::gzip(text));
  put(folder / "two-members", test::gzip(text.substr(0, 5'000)) + test::gzip(text.substr(5'000)));
  test::put_zip(folder / "archive", {"BTCUSDT-1m.csv"}, text);
  for (const auto* const name : {"plain", "packed", "two-members", "archive"}) {
    const auto read = read_candle_file(folder / name);
    ASSERT_TRUE(read) << name << ": " << read.error().message;
    test::expect_same(read->view(), candles.view());
  }
}

TEST(CandleFile, ReadsAnArchiveOfBinanceAcrossTheChangeToMicroseconds) {
  const Folder folder;
  test::put_zip(folder / "BTCUSDT-1m-2025-01.zip", {"BTCUSDT-1m-2025-01.csv"},
                "1735689540000,1,1,1,1,5,1735689599999,50,9,2,20,0\n"
                "1735689600000000,1,1,1,1,6,1735689659999999,60,8,3,30,0\n");
  const auto candles = read_candle_file(folder / "BTCUSDT-1m-2025-01.zip");
  ASSERT_TRUE(candles) << candles.error().message;
  EXPECT_EQ(candles->open_time[1] - candles->open_time[0], 60'000'000);
  EXPECT_EQ(candles->trades, (std::vector<std::int64_t>{9, 8}));
}

TEST(CandleFile, ReadsAPipe) {
  const Folder folder;
  const auto pipe = folder / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const auto candles = test::minutes(1, 20'000);
  std::thread writer{[&] { put(pipe, test::csv(candles)); }};
  const auto read = read_candle_file(pipe);
  writer.join();
  ASSERT_TRUE(read) << read.error().message;
  test::expect_same(read->view(), candles.view());
}

TEST(CandleFile, KeepsTheOrderOfTheRowsWhenAsked) {
  const Folder folder;
  put(folder / "f", "open_time_ms,open,high,low,close,volume\n60000,1,1,1,1,1\n0,1,1,1,1,1\n");
  EXPECT_EQ(read_candle_file(folder / "f", market::RowOrder::any).value().open_time,
            (std::vector<std::int64_t>{60'000'000, 0}));
}

TEST(CandleFile, NamesFileLineAndReasonOfABadRow) {
  const Folder folder;
  const std::string text = test::csv(test::minutes(1, 10'000)) + "9000000000,1,1,2,1,1\n";
  const std::string reason = ":10002: low 2 is above open 1 or close 1";
  put(folder / "plain.csv", text);
  put(folder / "packed.csv.gz", test::gzip(text));
  test::put_zip(folder / "archive.zip", {"a.csv"}, text);
  for (const auto* const name : {"plain.csv", "packed.csv.gz", "archive.zip"}) {
    const auto error = refusal(folder / name);
    EXPECT_EQ(error.message, (folder / name).string() + reason);
    EXPECT_EQ(core::exit_code(error.kind), 2);
  }
}

TEST(CandleFile, RefusesWhatIsNoFileOfCandles) {
  const Folder folder;
  EXPECT_EQ(core::exit_code(refusal(folder / "missing.csv").kind), 5);
  EXPECT_THAT(refusal(folder.path()).message, HasSubstr("is a directory"));
  put(folder / "empty.csv", "");
  EXPECT_EQ(refusal(folder / "empty.csv").message,
            (folder / "empty.csv").string() + ":1: there is no candle row");
  put(folder / "empty.gz", test::gzip(""));
  EXPECT_THAT(refusal(folder / "empty.gz").message, HasSubstr("no candle row"));
  put(folder / "picture", std::string("\x89PNG\r\n\x1A\n\0\0", 10));
  EXPECT_THAT(refusal(folder / "picture").message,
              HasSubstr(":1: the first line has no open_time_ms"));
}

TEST(CandleFile, RefusesAGzipFileThatIsCutAnywhereOrChanged) {
  const Folder folder;
  const std::string whole = test::gzip(test::csv(test::minutes(1, 300)));
  for (std::size_t length = 2; length < whole.size(); length += 1 + length / 8) {
    put(folder / "cut.gz", whole.substr(0, length));
    const auto error = refusal(folder / "cut.gz");
    EXPECT_EQ(core::exit_code(error.kind), 2) << length;
  }
  put(folder / "cut.gz", whole.substr(0, whole.size() - 1));
  EXPECT_THAT(refusal(folder / "cut.gz").message, HasSubstr("damaged or cut short"));
  std::string changed = whole;
  changed[changed.size() - 6] = static_cast<char>(changed[changed.size() - 6] ^ 1);  // its checksum
  put(folder / "changed.gz", changed);
  EXPECT_THAT(refusal(folder / "changed.gz").message, HasSubstr("damaged"));
}

TEST(CandleFile, RefusesAZipArchiveThatIsNotOneWholeCsvFile) {
  const Folder folder;
  const std::string text = test::csv(test::minutes(1, 300));
  const auto zip = folder / "a.zip";
  test::put_zip(zip, {"a.csv", "b.csv"}, text);
  EXPECT_THAT(refusal(zip).message, HasSubstr("holds 2 files"));
  test::put_zip(zip, {"a.txt"}, text);
  EXPECT_THAT(refusal(zip).message, HasSubstr("\"a.txt\", which is no .csv file"));
  test::put_zip(zip, {"a.csv"}, text);
  const std::string whole = test::get(zip);
  put(zip, whole.substr(0, whole.size() / 2));
  EXPECT_THAT(refusal(zip).message, HasSubstr("damaged or cut short"));
  std::string changed = whole;
  changed[whole.size() / 2] = static_cast<char>(changed[whole.size() / 2] ^ 1);
  put(zip, changed);
  EXPECT_EQ(core::exit_code(refusal(zip).kind), 2);
}

}  // namespace
}  // namespace atb::history
