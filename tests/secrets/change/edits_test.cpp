#include "secrets/change/edits.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"

namespace atb::secrets {
namespace {

using settings::Environment;
using settings::Values;

Values one(std::string_view name, std::string_view value) {
  Values values;
  values.set(name, core::SecretString{value});
  return values;
}

Values noted(Values values) {
  note_environment(values, Environment::staging);
  return values;
}

TEST(Edits, SettingAKeyKeepsTheOthersAndNotesTheEnvironment) {
  const auto after =
      set_values(one("LOG_LEVEL", "DEBUG"), Environment::staging)(test::good_values());
  ASSERT_TRUE(after);
  const auto changes = settings::difference(test::good_values(), *after);
  EXPECT_EQ(changes.added, (std::vector<std::string>{"LOG_LEVEL", "ENVIRONMENT"}));
  EXPECT_TRUE(changes.changed.empty());
  EXPECT_TRUE(changes.removed.empty());
}

TEST(Edits, SettingWhatIsThereChangesNothingAtAll) {
  const auto after =
      set_values(one("TRADING_MODE", "paper"), Environment::staging)(test::good_values());
  ASSERT_TRUE(after);
  EXPECT_TRUE(after->equals(test::good_values()));
}

TEST(Edits, ANotedEnvironmentIsNotOverwritten) {
  auto values = one("ENVIRONMENT", "production");
  note_environment(values, Environment::staging);
  EXPECT_EQ(values.find("ENVIRONMENT")->reveal(), "production");
}

TEST(Edits, UnsettingTakesOutTheNamedKeysOnly) {
  const auto after = unset_names({"DATABASE_URL"}, Environment::staging)(test::good_values());
  ASSERT_TRUE(after);
  EXPECT_EQ(settings::difference(test::good_values(), *after).removed,
            std::vector<std::string>{"DATABASE_URL"});
}

TEST(Edits, UnsettingWhatIsNotThereNamesWhatMayBeMeant) {
  const auto after = unset_names({"DATABASE_ULR"}, Environment::staging)(test::good_values());
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().kind, core::ErrorKind::not_found);
  EXPECT_TRUE(test::holds(after.error().advice, "DATABASE_URL"));
}

TEST(Edits, UnsettingDoesNotRepeatWhatMayBeAValue) {
  const auto after = unset_names({"a8Fq0zzPlM3"}, Environment::staging)(test::good_values());
  ASSERT_FALSE(after);
  EXPECT_FALSE(test::holds(after.error().message + after.error().advice, "a8Fq"));
}

TEST(Edits, AKeyWithAnOddNameCanBeTakenOut) {
  auto values = test::good_values();
  values.set("odd.name", core::SecretString{"x"});
  EXPECT_TRUE(
      unset_names({"odd.name"}, Environment::staging)(values)->equals(noted(test::good_values())));
}

TEST(Edits, UnsettingNotesTheEnvironmentWhereItIsMissing) {
  const auto after = unset_names({"DATABASE_URL"}, Environment::production)(test::good_values());
  ASSERT_TRUE(after);
  EXPECT_EQ(after->find("ENVIRONMENT")->reveal(), "production");
}

TEST(Edits, TheEnvironmentCannotBeTakenOut) {
  const auto after =
      unset_names({"ENVIRONMENT"}, Environment::production)(noted(test::good_values()));
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().kind, core::ErrorKind::settings);
  EXPECT_TRUE(test::holds(after.error().message, "ENVIRONMENT"));
}

TEST(Edits, AnEmptyEnvironmentIsAMissingOne) {
  auto values = one("ENVIRONMENT", "");
  note_environment(values, Environment::production);
  EXPECT_EQ(values.find("ENVIRONMENT")->reveal(), "production");
}

}  // namespace
}  // namespace atb::secrets
