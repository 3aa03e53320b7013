#include "history/candles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "history/candle_store.h"
#include "history/support/fixture.h"

namespace atb::history {
namespace {

using core::Duration;
using test::Folder;
using ::testing::HasSubstr;

constexpr Duration kMinute = Duration::minutes(1);

TEST(Candles, AreTheSameFromAFileTheStoreAndAStoredFileByItsPath) {
  const Folder folder;
  const auto columns = test::minutes(1, 500);
  test::put(folder / "a.csv", test::csv(columns));
  const auto path =
      import_candles(folder.path(), "BTCUSDT", kMinute, columns.view(), "a.csv")->path;
  for (const std::string& source :
       {(folder / "a.csv").string(), std::string{"store:BTCUSDT"}, path.string()}) {
    for (const auto& interval : {std::optional<Duration>{}, std::optional{kMinute}}) {
      const auto candles = open_candles(source, interval, folder.path());
      ASSERT_TRUE(candles) << source << ": " << candles.error().message;
      EXPECT_EQ(candles->interval(), kMinute);
      test::expect_same(candles->view(), columns.view());
    }
  }
}

TEST(Candles, RefuseAnIntervalThatIsNotTheirs) {
  const Folder folder;
  const auto columns = test::minutes(1, 500);
  test::put(folder / "a.csv", test::csv(columns));
  const auto path =
      import_candles(folder.path(), "BTCUSDT", kMinute, columns.view(), "a.csv")->path;
  for (const auto& source : {folder / "a.csv", path}) {
    const auto candles = open_candles(source.string(), Duration::hours(1), folder.path());
    ASSERT_FALSE(candles);
    EXPECT_THAT(candles.error().message, HasSubstr("1m apart, not 1h"));
  }
}

TEST(Candles, OpenToBeExaminedInAnyOrderAndWithTheirChecksum) {
  const Folder folder;
  test::put(folder / "a.csv",
            "open_time_ms,open,high,low,close,volume\n"
            "60000,1,1,1,1,1\n0,1,1,1,1,1\n120000,1,1,1,1,1\n180000,1,1,1,1,1\n");
  const auto source = (folder / "a.csv").string();
  EXPECT_FALSE(open_candles(source, kMinute, folder.path()));
  const auto candles = open_to_examine(source, {}, folder.path());
  ASSERT_TRUE(candles) << candles.error().message;
  EXPECT_EQ(candles->view().open_time[1], 0);
  EXPECT_EQ(candles->interval(), kMinute);

  const auto columns = test::minutes(1, 1'000);
  const auto path = import_candles(folder.path(), "BTCUSDT", kMinute, columns.view(), "a")->path;
  EXPECT_TRUE(open_to_examine("store:BTCUSDT", kMinute, folder.path()));
  std::string bytes = test::get(path);
  bytes[bytes.find(std::string("\x01\xE1\xF5\x05\0\0\0\0", 8))] = 2;  // 1.00000001
  test::put(path, bytes);
  EXPECT_TRUE(open_candles("store:BTCUSDT", kMinute, folder.path()));
  EXPECT_EQ(open_to_examine("store:BTCUSDT", kMinute, folder.path()).error().code, "store.damaged");
}

TEST(Candles, SayWhatIsMissing) {
  const Folder folder;
  const auto kind = [&](std::string_view source) {
    return open_candles(source, kMinute, folder.path()).error().kind;
  };
  EXPECT_EQ(kind("store:BTCUSDT"), core::ErrorKind::not_found);
  EXPECT_EQ(kind((folder / "a.csv").string()), core::ErrorKind::not_found);
  EXPECT_EQ(kind("store:"), core::ErrorKind::usage);
  EXPECT_EQ(kind("store:../x"), core::ErrorKind::usage);
}

}  // namespace
}  // namespace atb::history
