#include "aws/role_settings.h"

#include <gtest/gtest.h>

#include "aws/support/profiles.h"
#include "aws/support/variables.h"

namespace atb::aws {
namespace {

using test::profile_files;
using test::variables;

constexpr const char* kRole = "arn:aws:iam::123456789012:role/reader";

/// A config file with one profile p of these lines.
ProfileFiles with(const std::string& lines) {
  return profile_files("", "[profile p]\n" + lines);
}

TEST(RoleSettings, ReadsTheRoleOfAProfile) {
  const auto role =
      profile_role(with(std::string{"role_arn = "} + kRole +
                        "\nsource_profile = base\nexternal_id = 42\nrole_session_name = bot@host\n"
                        "duration_seconds = 3600\n"),
                   "p");
  ASSERT_TRUE(role && *role) << role.error().message;
  EXPECT_EQ((*role)->role.role_arn, kRole);
  EXPECT_EQ((*role)->role.session_name, "bot@host");
  EXPECT_EQ((*role)->role.external_id, "42");
  EXPECT_EQ((*role)->role.duration_seconds, 3'600);
  EXPECT_EQ((*role)->source_profile, "base");
}

TEST(RoleSettings, NamesTheSessionWhenTheProfileDoesNot) {
  const auto role = profile_role(
      with(std::string{"role_arn="} + kRole + "\ncredential_source=EcsContainer\n"), "p");
  ASSERT_TRUE(role && *role);
  EXPECT_EQ((*role)->role.session_name, "ai-trading-bot");
  EXPECT_EQ((*role)->role.duration_seconds, std::nullopt);
}

TEST(RoleSettings, LeavesOtherProfilesAlone) {
  EXPECT_EQ(profile_role(with("region=x\n"), "p").value().has_value(), false);
  EXPECT_EQ(
      profile_role(with(std::string{"role_arn="} + kRole + "\nweb_identity_token_file=/t\n"), "p")
          .value()
          .has_value(),
      false);
}

TEST(RoleSettings, RefusesRolesThatCanNeverBeAssumed) {
  const std::string role = std::string{"role_arn="} + kRole + "\n";
  for (const auto& lines :
       {role, role + "source_profile=a\ncredential_source=Environment\n",
        role + "credential_source=Moon\n", role + "source_profile=a\nrole_session_name=x\n",
        role + "source_profile=a\nrole_session_name=a b\n",
        role + "source_profile=a\nduration_seconds=899\n",
        role + "source_profile=a\nduration_seconds=43201\n",
        role + "source_profile=a\nduration_seconds=1h\n",
        std::string{"role_arn=reader\nsource_profile=a\n"}}) {
    const auto found = profile_role(with(lines), "p");
    ASSERT_FALSE(found) << lines;
    EXPECT_EQ(found.error().code, "aws.role_malformed");
    EXPECT_EQ(found.error().kind, core::ErrorKind::settings);
    EXPECT_TRUE(found.error().message.starts_with("profile p: "));
    EXPECT_FALSE(found.error().advice.empty());
  }
}

TEST(RoleSettings, RefusesMultiFactorRolesWithTheWayOut) {
  const auto found = profile_role(
      with(std::string{"role_arn="} + kRole + "\nsource_profile=a\nmfa_serial=arn:aws:x\n"), "p");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "aws.credentials_unsupported");
  EXPECT_NE(found.error().advice.find("aws configure export-credentials --profile p"),
            std::string::npos);
}

TEST(WebIdentityRole, TakesEachVariableBeforeTheProfilesSetting) {
  const auto files = with(std::string{"role_arn="} + kRole + "\nweb_identity_token_file=/p\n");
  const auto environment =
      variables({{"AWS_WEB_IDENTITY_TOKEN_FILE", "/e"}, {"AWS_ROLE_SESSION_NAME", "pod"}});
  const auto role = web_identity_role(files, "p", environment, true).value();
  ASSERT_TRUE(role);
  EXPECT_EQ(role->token_file, "/e");
  EXPECT_EQ(role->role.role_arn, kRole) << "from the profile";
  EXPECT_EQ(role->role.session_name, "pod");
  const auto without = web_identity_role(files, "p", environment, false).value();
  ASSERT_TRUE(without);
  EXPECT_EQ(without->token_file, "/p");
  EXPECT_EQ(without->role.session_name, "ai-trading-bot");
}

TEST(WebIdentityRole, NeedsARoleBesideTheToken) {
  const auto found =
      web_identity_role({}, "p", variables({{"AWS_WEB_IDENTITY_TOKEN_FILE", "/e"}}), true);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "aws.role_malformed");
  EXPECT_NE(found.error().advice.find("AWS_ROLE_ARN"), std::string::npos);
  EXPECT_FALSE(web_identity_role({}, "p", variables({{"AWS_ROLE_ARN", kRole}}), true).value())
      << "a role alone is no token";
}

}  // namespace
}  // namespace atb::aws
