#include "secrets/checked_values.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using settings::Environment;

std::string json_of(const settings::Values& values) {
  const auto bytes = settings::render_secret_json(values);
  return {bytes.begin(), bytes.end()};
}

TEST(CheckedValues, RefuseWhatNoEnvFileCanHold) {
  auto values = test::good_values();
  values.set("OTHER", core::SecretString{"it's $x"});
  const auto checked = check_values(std::move(values), Environment::staging);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, "env.unwritable");
}

TEST(CheckedValues, RefuseLiveInStaging) {
  auto values = test::good_values();
  values.set("TRADING_MODE", core::SecretString{"live"});
  EXPECT_EQ(check_values(values.clone(), Environment::staging).error().kind,
            core::ErrorKind::refused);
  EXPECT_TRUE(check_values(std::move(values), Environment::production));
}

TEST(CheckedValues, ASecretThatDoesNotSayItsEnvironmentIsWarnedOf) {
  auto values = test::good_values();
  const auto warns = [&values] {
    const auto checked = check_whole(values, Environment::production);
    return checked && test::any_holds(*checked, "no ENVIRONMENT");
  };
  EXPECT_TRUE(warns());
  values.set("ENVIRONMENT", core::SecretString{""});
  EXPECT_TRUE(warns());
  values.set("ENVIRONMENT", core::SecretString{"production"});
  EXPECT_FALSE(warns());
}

TEST(CheckedValues, LeaveOutMembersOfOtherToolsWithAWarning) {
  auto values = test::good_values();
  values.set("_chamber_metadata", core::SecretString{"{\"a\":1}"});
  const auto checked = take_secret(json_of(values), Environment::staging);
  ASSERT_TRUE(checked) << checked.error().message;
  EXPECT_EQ(checked->values.find("_chamber_metadata"), nullptr);
  EXPECT_EQ(checked->values.size(), values.size()) << "one out, ENVIRONMENT in";
  EXPECT_TRUE(test::any_holds(checked->warnings, "_chamber_metadata"));
}

TEST(CheckedValues, AddTheEnvironmentThatASecretDoesNotName) {
  for (const bool empty : {false, true}) {
    auto values = test::good_values();
    values.set("TRADING_MODE", core::SecretString{"live"});
    if (empty) values.set("ENVIRONMENT", core::SecretString{""});
    const auto checked = take_secret(json_of(values), Environment::production);
    ASSERT_TRUE(checked) << checked.error().message;
    EXPECT_EQ(checked->values.find("ENVIRONMENT")->reveal(), "production");
    EXPECT_TRUE(test::any_holds(checked->warnings, "set ENVIRONMENT=production"));
  }
}

TEST(CheckedValues, RefuseASecretOfTheOtherEnvironment) {
  auto values = test::good_values();
  values.set("ENVIRONMENT", core::SecretString{"production"});
  EXPECT_EQ(take_secret(json_of(values), Environment::staging).error().kind,
            core::ErrorKind::refused);
  EXPECT_TRUE(take_secret(json_of(values), Environment::production)->warnings.empty());
}

TEST(CheckedValues, RefuseASecretThatLostItsKeys) {
  const auto checked = take_secret(R"({"TRADING_MODE":"live"})", Environment::production);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, core::ErrorKind::settings);
  EXPECT_TRUE(test::holds(checked.error().advice, "BINANCE_API_SECRET is missing"));
  EXPECT_EQ(take_secret("{...}", Environment::staging).error().code, "secret.malformed_json");
}

}  // namespace
}  // namespace atb::secrets
