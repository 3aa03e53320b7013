#include "secrets/rotation/key_pairs.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"

namespace atb::secrets {
namespace {

using settings::Environment;
using settings::Values;

Values with(std::string_view name, std::string_view value) {
  auto values = test::good_values();
  values.set(name, core::SecretString{value});
  return values;
}

TEST(KeyPairs, AKeyIsNamedMasked) {
  EXPECT_EQ(masked_key(test::good_values()), "****kkkk (24 characters)");
  EXPECT_EQ(masked_key({}), "none");
}

TEST(KeyPairs, HalfAPairOrAnExamplesIsNotUsable) {
  EXPECT_TRUE(usable_pair(test::good_values()));
  EXPECT_FALSE(usable_pair(with("BINANCE_API_SECRET", "your-api-secret")));
  EXPECT_FALSE(usable_pair(with("BINANCE_API_KEY", "none")));
  auto half = test::good_values();
  half.erase("BINANCE_API_SECRET");
  EXPECT_FALSE(usable_pair(half));
}

TEST(KeyPairs, WhatIsMissingIsNotTheSame) {
  EXPECT_TRUE(has_same(test::good_values(), test::good_values(), "BINANCE_API_KEY"));
  EXPECT_FALSE(has_same(test::good_values(), with("BINANCE_API_KEY", "x"), "BINANCE_API_KEY"));
  EXPECT_FALSE(has_same({}, {}, "BINANCE_API_KEY"));
}

TEST(KeyPairs, OnlyBinancesOwnAnswerIsARefusal) {
  EXPECT_TRUE(is_refusal({core::ErrorKind::not_authorised, "binance.key_refused", "", ""}));
  EXPECT_FALSE(is_refusal({core::ErrorKind::temporary, "net.connection_lost", "", ""}));
}

TEST(KeyPairs, ProductionIsNotUnchecked) {
  const CheckKey none;
  EXPECT_TRUE(check_is_asked({Environment::staging, "s"}, none));
  EXPECT_EQ(check_is_asked({Environment::production, "s"}, none).error().code,
            "secrets.unchecked_key");
}

}  // namespace
}  // namespace atb::secrets
