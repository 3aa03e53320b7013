#include "secrets/child_environment.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"

namespace atb::secrets {
namespace {

std::vector<std::string> texts(const std::vector<core::SecretBuffer>& variables) {
  std::vector<std::string> found;
  for (const auto& variable : variables) {
    EXPECT_EQ(variable.back(), '\0');
    found.emplace_back(variable.data());
  }
  return found;
}

settings::Values one(std::string_view name, std::string_view value) {
  settings::Values values;
  values.set(name, core::SecretString{value});
  return values;
}

TEST(ChildEnvironment, HasTheSettingsInsteadOfVariablesOfTheirNames) {
  const auto made =
      child_environment({"HOME=/root", "LOG_LEVEL=DEBUG", "EMPTY="}, one("LOG_LEVEL", "INFO = x"));
  ASSERT_TRUE(made);
  EXPECT_EQ(texts(*made), (std::vector<std::string>{"HOME=/root", "EMPTY=", "LOG_LEVEL=INFO = x"}));
}

TEST(ChildEnvironment, HasNoneOfOurCredentials) {
  const auto made = child_environment(
      {"AWS_ACCESS_KEY_ID=a", "AWS_SECRET_ACCESS_KEY=b", "AWS_SESSION_TOKEN=c", "AWS_PROFILE=d",
       "AWS_CONTAINER_AUTHORIZATION_TOKEN=e", "AWS_REGION=us-east-1"},
      {});
  ASSERT_TRUE(made);
  EXPECT_EQ(texts(*made), std::vector<std::string>{"AWS_REGION=us-east-1"});
}

TEST(ChildEnvironment, RefusesNamesThatTheLoaderOrTheShellObeys) {
  for (const char* name : {"LD_PRELOAD", "PATH", "BASH_ENV", "lower", "AWS_PROFILE"}) {
    const auto made = child_environment({}, one(name, "hidden"));
    ASSERT_FALSE(made) << name;
    EXPECT_TRUE(test::holds(made.error().message, name));
    EXPECT_FALSE(test::holds(made.error().message + made.error().advice, "hidden"));
  }
}

}  // namespace
}  // namespace atb::secrets
