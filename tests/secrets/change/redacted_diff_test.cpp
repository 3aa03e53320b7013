#include "secrets/change/redacted_diff.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"

namespace atb::secrets {
namespace {

TEST(RedactedDiff, ShowsPlainSettingsAndMasksTheRest) {
  auto after = test::good_values();
  after.set("TRADING_MODE", core::SecretString{"live"});
  after.set("BINANCE_API_KEY", core::SecretString{"abcdefghijklmnopqrstuvwx"});
  after.set("MY_TOKEN", core::SecretString{"hidden"});
  after.erase("INITIAL_BALANCE");
  const auto lines = redacted_diff(test::good_values(), after);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0].name, "BINANCE_API_KEY");
  EXPECT_EQ(lines[0].after, "****uvwx (24 characters)");
  EXPECT_EQ(lines[1].before, "paper");
  EXPECT_EQ(lines[1].after, "live");
  EXPECT_EQ(name_of(lines[2].kind), "added");
  EXPECT_EQ(lines[2].after, "**** (6 characters)");
  EXPECT_EQ(name_of(lines[3].kind), "removed");
  EXPECT_EQ(lines[3].before, "1000");
}

TEST(RedactedDiff, OfEqualSettingsIsEmpty) {
  EXPECT_TRUE(redacted_diff(test::good_values(), test::good_values()).empty());
}

}  // namespace
}  // namespace atb::secrets
