#include "history/candle_store.h"

#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "history/support/fixture.h"

namespace atb::history {
namespace {

using core::Duration;
using test::Folder;
using ::testing::HasSubstr;

constexpr Duration kMinute = Duration::minutes(1);

core::Result<ImportReport> import_minutes(const Folder& folder,
                                          const market::CandleColumns& candles,
                                          const std::string& symbol = "BTCUSDT") {
  return import_candles(folder.path(), symbol, kMinute, candles.view(), "a.csv");
}

TEST(CandleStore, GivesBackWhatWasImportedBitForBit) {
  const Folder folder;
  for (const auto& [symbol, candles] : {std::pair{"BTCUSDT", test::full_minutes(1, 3'000)},
                                        std::pair{"ETHBTC", test::minutes(1, 1)}}) {
    const auto report = import_minutes(folder, candles, symbol);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->path, folder / fmt::format("candles/{}-1m.h5", symbol));
    EXPECT_EQ(report->added, candles.size());
    const auto stored = open_store(folder.path(), symbol, kMinute);
    ASSERT_TRUE(stored) << stored.error().message;
    test::expect_same(stored->view(), candles.view());
    EXPECT_EQ(stored->info().symbol, symbol);
    EXPECT_EQ(stored->info().source, "a.csv");
    EXPECT_TRUE(stored->verify_checksum());
  }
}

TEST(CandleStore, AddsOnlyWhatItDoesNotHave) {
  const Folder folder;
  ASSERT_TRUE(import_minutes(folder, test::full_minutes(10, 10)));
  const auto report = import_minutes(folder, test::full_minutes(5, 10));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->added, 5U);
  EXPECT_EQ(report->known, 5U);
  EXPECT_EQ(report->rows, 15U);
  EXPECT_EQ(report->first, core::Timestamp::from_us(5 * kMinute.us()));
  EXPECT_EQ(report->last, core::Timestamp::from_us(19 * kMinute.us()));
  test::expect_same(open_store(folder.path(), "BTCUSDT", kMinute)->view(),
                    test::full_minutes(5, 15).view());
}

TEST(CandleStore, LeavesTheFileAloneWhenNothingIsNew) {
  const Folder folder;
  const auto path = import_minutes(folder, test::minutes(1, 100))->path;
  struct stat before {};
  ASSERT_EQ(stat(path.c_str(), &before), 0);
  EXPECT_EQ(import_minutes(folder, test::minutes(20, 50))->added, 0U);
  struct stat after {};
  ASSERT_EQ(stat(path.c_str(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);
}

TEST(CandleStore, IsUntouchedByAnImportThatIsRefused) {
  const Folder folder;
  const auto path = import_minutes(folder, test::minutes(1, 100))->path;
  const std::string before = test::get(path);
  auto conflicting = test::minutes(90, 100);
  conflicting.high[5] += 1;
  const auto conflict = import_minutes(folder, conflicting);
  ASSERT_FALSE(conflict);
  EXPECT_THAT(conflict.error().message, HasSubstr("1970-01-01T01:35:00Z has high"));
  EXPECT_EQ(core::exit_code(conflict.error().kind), 2);
  EXPECT_FALSE(import_minutes(folder, test::full_minutes(200, 10)));
  EXPECT_FALSE(
      import_candles(folder.path(), "BTCUSDT", Duration::hours(1), test::minutes(1, 9).view(), ""));
  EXPECT_FALSE(import_minutes(folder, {}));
  EXPECT_FALSE(import_minutes(folder, test::minutes(1, 9), "../BTCUSDT"));
  EXPECT_EQ(test::get(path), before);
  EXPECT_EQ(list_store(folder.path())->size(), 1U);
}

TEST(CandleStore, RefusesToBuildOnAFileThatIsNotWhatWasWritten) {
  const Folder folder;
  const auto path = import_minutes(folder, test::minutes(1, 1'000))->path;
  std::string bytes = test::get(path);
  const auto price = bytes.find(std::string("\x01\xE1\xF5\x05\0\0\0\0", 8));  // 1.00000001
  ASSERT_NE(price, std::string::npos);
  bytes[price] = 2;
  test::put(path, bytes);
  const auto outcome = import_minutes(folder, test::minutes(2'000, 10));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "store.damaged");
  EXPECT_EQ(test::get(path), bytes);
}

TEST(CandleStore, ListsWhatItHoldsAndWhatIsBroken) {
  const Folder folder;
  EXPECT_TRUE(list_store(folder.path())->empty());
  ASSERT_TRUE(import_minutes(folder, test::minutes(1, 100), "ETHUSDT"));
  ASSERT_TRUE(import_minutes(folder, test::minutes(1, 100)));
  test::put(folder / "candles/BROKEN-1m.h5", "no HDF5");
  test::put(folder / "candles/notes.txt", "ignored");
  const auto stored = list_store(folder.path());
  ASSERT_EQ(stored->size(), 3U);
  EXPECT_TRUE((*stored)[0].fault);
  EXPECT_EQ((*stored)[1].symbol, "BROKEN" < std::string{"BTCUSDT"} ? "BTCUSDT" : "");
  EXPECT_EQ((*stored)[2].symbol, "ETHUSDT");
  EXPECT_EQ((*stored)[2].interval, kMinute);
  EXPECT_EQ((*stored)[2].rows, 100U);
  EXPECT_EQ((*stored)[2].last, core::Timestamp::from_us(100 * kMinute.us()));
}

TEST(CandleStore, FindsThePairAloneWhenItIsStoredAtOneInterval) {
  const Folder folder;
  ASSERT_TRUE(import_minutes(folder, test::minutes(1, 100)));
  EXPECT_EQ(open_store(folder.path(), "BTCUSDT", {})->info().interval, kMinute);
  const auto other = open_store(folder.path(), "BTCUSDT", Duration::hours(1));
  ASSERT_FALSE(other);
  EXPECT_EQ(core::exit_code(other.error().kind), 5);
  EXPECT_THAT(other.error().advice, HasSubstr("BTCUSDT-1m"));
  EXPECT_EQ(core::exit_code(open_store(folder.path(), "BTCUSD", {}).error().kind), 5);

  auto hours = test::minutes(1, 10);
  for (auto& time : hours.open_time) time *= 60;
  ASSERT_TRUE(
      import_candles(folder.path(), "BTCUSDT", Duration::hours(1), hours.view(), "hours.csv"));
  EXPECT_EQ(open_store(folder.path(), "BTCUSDT", {}).error().code, "store.ambiguous");
}

TEST(CandleStore, IsReadableByOtherHdf5Programs) {
  const Folder folder;
  const auto path = import_minutes(folder, test::full_minutes(1, 500))->path;
  const std::string script = folder / "read.py";
  test::put(script,
            "import h5py, sys\n"
            "with h5py.File(sys.argv[1], 'r') as f:\n"
            "    assert f.attrs['symbol'] == 'BTCUSDT' and f.attrs['interval'] == '1m'\n"
            "    assert list(f['open_time_us'][:2]) == [60000000, 120000000]\n"
            "    assert f['close'][2] / f['close'].attrs['scale'] == 1.00000004\n"
            "    assert f['trades'][499] == 500 and abs(f['volume'][9] - 1.0) < 1e-12\n"
            "    assert f['close'].id.get_offset() % 4096 == 0\n"
            "print('read')\n");
  const std::string command = fmt::format("/usr/bin/python3 {} {} 2>&1", script, path.string());
  FILE* const output = popen(command.c_str(), "r");
  ASSERT_NE(output, nullptr);
  std::string text(4'096, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), output));
  EXPECT_EQ(pclose(output), 0) << text;
  EXPECT_EQ(text, "read\n");
}

}  // namespace
}  // namespace atb::history
