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
