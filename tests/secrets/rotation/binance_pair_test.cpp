#include "secrets/rotation/binance_pair.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;

TEST(BinancePair, IsTakenFromAmongTheSettings) {
  const auto pair = pair_of(test::good_values());
  EXPECT_EQ(pair.size(), 2U);
  EXPECT_TRUE(has_same(pair, test::good_values(), kBinanceKey));
  EXPECT_EQ(masked_key(pair), "****kkkk (24 characters)");
  EXPECT_EQ(masked_key({}), "none");
}

TEST(BinancePair, IsUsableOnlyWholeAndWhenItIsNoExample) {
  EXPECT_TRUE(usable_pair(test::good_values()));
  for (const char* name : {"BINANCE_API_KEY", "BINANCE_API_SECRET"})
    for (const char* value : {"", "your-api-key-here"}) {
      auto values = test::good_values();
      values.set(name, core::SecretString{value});
      EXPECT_FALSE(usable_pair(values)) << name;
    }
  EXPECT_FALSE(usable_pair({}));
}

TEST(BinancePair, AMissingSettingIsTheSameAsNone) {
  EXPECT_FALSE(has_same({}, {}, kBinanceKey));
  EXPECT_FALSE(has_same({}, test::good_values(), kBinanceKey));
}

TEST(BinancePair, OnlyAnAnswerAboutTheKeyIsARefusalOfIt) {
  EXPECT_TRUE(is_key_refused({ErrorKind::not_authorised, "binance.key_refused", "", ""}));
  EXPECT_TRUE(is_key_refused({ErrorKind::settings, "binance.key_malformed", "", ""}));
  for (const char* code : {"binance.signature_refused", "binance.location_refused",
                           "binance.unreachable", "binance.clock"})
    EXPECT_FALSE(is_key_refused({ErrorKind::not_authorised, code, "", ""})) << code;
}

}  // namespace
}  // namespace atb::secrets
