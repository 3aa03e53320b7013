#include "secrets/rotation/key_pairs.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"

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
  EXPECT_FALSE(usable_pair(with("BINANCE_API_KEY", "")));
}

TEST(KeyPairs, AreTakenFromAmongTheSettings) {
  const auto pair = pair_of(test::good_values());
  EXPECT_EQ(pair.size(), 2U);
  EXPECT_TRUE(has_same(pair, test::good_values(), kBinanceSecret));
}

TEST(KeyPairs, AreReadFromWhatIsInForce) {
  test::SimulatedAws world;
  test::DirectLine line{world};
  auto manager = world.manager(line);
  world.make(R"({"BINANCE_API_KEY":"of the first version"})");
  const auto found = read_in_force(manager, {Environment::staging, "s"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->find(kBinanceKey)->reveal(), "of the first version");
  EXPECT_FALSE(read_in_force(manager, {Environment::staging, "none"}));
}

TEST(KeyPairs, WhatIsMissingIsNotTheSame) {
  EXPECT_TRUE(has_same(test::good_values(), test::good_values(), "BINANCE_API_KEY"));
  EXPECT_FALSE(has_same(test::good_values(), with("BINANCE_API_KEY", "x"), "BINANCE_API_KEY"));
  EXPECT_FALSE(has_same({}, {}, "BINANCE_API_KEY"));
}

TEST(KeyPairs, OnlyBinancesOwnAnswerIsARefusal) {
  EXPECT_TRUE(is_refusal({core::ErrorKind::not_authorised, "binance.key_refused", "", ""}));
  EXPECT_FALSE(is_refusal({core::ErrorKind::temporary, "net.connection_lost", "", ""}));
  for (const char* code : {"binance.signature_refused", "binance.location_refused"})
    EXPECT_FALSE(is_refusal({core::ErrorKind::not_authorised, code, "", ""})) << code;
}

TEST(KeyPairs, ProductionIsNotUnchecked) {
  const CheckKey none;
  EXPECT_TRUE(check_is_asked({Environment::staging, "s"}, none));
  EXPECT_EQ(check_is_asked({Environment::production, "s"}, none).error().code,
            "secrets.unchecked_key");
}

}  // namespace
}  // namespace atb::secrets
