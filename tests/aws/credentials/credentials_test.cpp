#include "aws/credentials/credentials.h"

#include <gtest/gtest.h>

#include "aws/support/profiles.h"
#include "aws/support/variables.h"

namespace atb::aws {
namespace {

using test::profile_files;
using test::variables;

constexpr std::string_view kStaging =
    "[staging]\naws_access_key_id=FILE\naws_secret_access_key=t\naws_session_token=u\n";

TEST(Credentials, TakesTheWholeKeyOfTheEnvironment) {
  const auto found = environment_credentials(variables(
      {{"AWS_ACCESS_KEY_ID", "ENV"}, {"AWS_SECRET_ACCESS_KEY", "s"}, {"AWS_SESSION_TOKEN", "u"}}));
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->key.access_key_id, "ENV");
  EXPECT_EQ((*found)->key.session_token.reveal(), "u");
  EXPECT_EQ((*found)->source, "environment");
  EXPECT_EQ(environment_credentials(variables({}))->has_value(), false);
}

TEST(Credentials, ReportsHalfAPairInsteadOfSteppingOverIt) {
  for (const auto* name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}) {
    const auto found = environment_credentials(variables({{name, "hunter2"}}));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, "aws.credentials_incomplete");
    EXPECT_EQ(found.error().message.find("hunter2"), std::string::npos);
  }
  EXPECT_FALSE(shared_file_credentials(profile_files("[a]\naws_access_key_id=X\n"), "a"));
}

TEST(Credentials, NamesTheFileAndProfileOfAKey) {
  const auto shared = shared_file_credentials(profile_files(kStaging), "staging");
  ASSERT_TRUE(shared && *shared);
  EXPECT_EQ((*shared)->key.access_key_id, "FILE");
  EXPECT_EQ((*shared)->source, "profile staging in /home/x/.aws/credentials");
  const auto config = profile_files("", "[default]\naws_access_key_id=C\naws_secret_access_key=s");
  ASSERT_TRUE(config_file_credentials(config, "default").value());
  EXPECT_FALSE(shared_file_credentials(config, "default").value());
}

TEST(Credentials, SaysWhereItLookedWhenThereAreNone) {
  const auto none = none_found("", "default", profile_files(kStaging)).value();
  EXPECT_EQ(none.kind, core::ErrorKind::not_authorised);
  EXPECT_NE(none.message.find("none in the environment"), std::string::npos);
  EXPECT_NE(none.message.find("/home/x/.aws/credentials"), std::string::npos);
  EXPECT_NE(none.advice.find("aws configure"), std::string::npos);
  EXPECT_EQ(none_found("p", "p", {}).value().message.find("environment"), std::string::npos)
      << "a profile that was named skips it";
}

}  // namespace
}  // namespace atb::aws
