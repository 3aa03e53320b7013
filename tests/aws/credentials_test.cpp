#include "aws/credentials.h"

#include <gtest/gtest.h>

#include "aws/support/profiles.h"
#include "aws/support/variables.h"

namespace atb::aws {
namespace {

using test::profile_files;
using test::variables;

const auto kBoth = variables({{"AWS_ACCESS_KEY_ID", "ENV"}, {"AWS_SECRET_ACCESS_KEY", "s"}});
constexpr std::string_view kStaging =
    "[staging]\naws_access_key_id=FILE\naws_secret_access_key=t\naws_session_token=u\n";

TEST(Credentials, TakesTheEnvironmentFirst) {
  const auto found = resolve_credentials("", kBoth, profile_files(kStaging));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->key.access_key_id, "ENV");
  EXPECT_EQ(found->source, "environment");
}

TEST(Credentials, LetsANamedProfileSkipTheEnvironment) {
  const auto found = resolve_credentials("staging", kBoth, profile_files(kStaging));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->key.access_key_id, "FILE");
  EXPECT_EQ(found->key.session_token.reveal(), "u");
  EXPECT_EQ(found->source, "profile staging in /home/x/.aws/credentials");
}

TEST(Credentials, PrefersTheEnvironmentToAProfileFromAVariable) {
  const auto environment = variables(
      {{"AWS_PROFILE", "staging"}, {"AWS_ACCESS_KEY_ID", "ENV"}, {"AWS_SECRET_ACCESS_KEY", "s"}});
  EXPECT_EQ(resolve_credentials("", environment, profile_files(kStaging))->key.access_key_id,
            "ENV");
}

TEST(Credentials, ReportsHalfAPairInsteadOfTryingTheNextSource) {
  for (const auto* name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}) {
    const auto found =
        resolve_credentials("", variables({{name, "hunter2"}}), profile_files(kStaging));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, "aws.credentials_incomplete");
    EXPECT_EQ(found.error().message.find("hunter2"), std::string::npos);
  }
  const auto half = resolve_credentials("a", kBoth, profile_files("[a]\naws_access_key_id=X\n"));
  EXPECT_EQ(half.error().code, "aws.credentials_incomplete");
}

TEST(Credentials, FindsKeysInTheConfigFileToo) {
  const auto files = profile_files("", "[default]\naws_access_key_id=C\naws_secret_access_key=s\n");
  EXPECT_EQ(resolve_credentials("", variables({}), files)->key.access_key_id, "C");
}

TEST(Credentials, SaysWhichSourceOfAProfileItCannotRead) {
  const auto files =
      profile_files(kStaging, "[profile staging]\nrole_arn = arn:aws:iam::1:role/r\n");
  const auto found = resolve_credentials("staging", variables({}), files);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "aws.credentials_unsupported");
  EXPECT_NE(found.error().message.find("role_arn"), std::string::npos);
}

TEST(Credentials, NamesAnUnknownProfile) {
  const auto found = resolve_credentials("prodution", kBoth, profile_files(kStaging));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "aws.profile_unknown");
  EXPECT_NE(found.error().message.find("prodution"), std::string::npos);
}

TEST(Credentials, SaysWhereItLookedWhenThereAreNone) {
  const auto found = resolve_credentials("", variables({}), profile_files(kStaging));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "aws.no_credentials");
  EXPECT_EQ(found.error().kind, core::ErrorKind::not_authorised);
  EXPECT_NE(found.error().message.find("/home/x/.aws/credentials"), std::string::npos);
  EXPECT_NE(found.error().advice.find("aws configure"), std::string::npos);
}

}  // namespace
}  // namespace atb::aws
