#include "aws/profile_file.h"

#include <gtest/gtest.h>

#include "aws/support/variables.h"
#include "files/support/sandbox.h"

namespace atb::aws {
namespace {

using files::test::Sandbox;
using test::variables;

TEST(ProfileFile, ReadsSectionsKeysAndComments) {
  const auto profiles = parse_profiles(
      "# comment\r\n[default]\r\naws_access_key_id = AKID\r\n; more\n\n[ staging ]\nk=v=w # x\n",
      ProfileFileKind::credentials, "f");
  ASSERT_TRUE(profiles) << profiles.error().message;
  EXPECT_EQ(profiles->profiles.at("default").find("aws_access_key_id"), "AKID");
  EXPECT_EQ(profiles->profiles.at("staging").find("k"), "v=w # x");
  EXPECT_FALSE(profiles->profiles.at("staging").find("missing"));
}

TEST(ProfileFile, NamesConfigProfilesWithAWordAndSkipsOtherSections) {
  const auto profiles = parse_profiles(
      "[default]\nregion=a\n[profile b]\nregion=b\n[profile \"c d\"]\nregion=c\n"
      "[sso-session x]\nregion=x\n[services y]\nsecretsmanager =\n  endpoint_url = http://z\n"
      "[profiled]\nregion=no\n",
      ProfileFileKind::config, "f");
  ASSERT_TRUE(profiles);
  EXPECT_EQ(profiles->profiles.size(), 3U);
  EXPECT_EQ(profiles->profiles.at("b").find("region"), "b");
  EXPECT_EQ(profiles->profiles.at("c d").find("region"), "c");
}

TEST(ProfileFile, NamesTheLineThatItCannotReadWithoutShowingIt) {
  for (const auto* text :
       {"[a]\nhunter2\n", "[a]\n= hunter2\n", "x = 1\nk = hunter2", "\n[hunter2"}) {
    const auto profiles = parse_profiles(text, ProfileFileKind::credentials, "f");
    ASSERT_FALSE(profiles) << text;
    EXPECT_EQ(profiles.error().code, "aws.profile_malformed");
    EXPECT_EQ(profiles.error().message.find("hunter2"), std::string::npos);
    EXPECT_NE(profiles.error().message.find("f, line "), std::string::npos);
  }
}

TEST(ProfileFile, LoadsBothFilesFromTheHomeDirectory) {
  const Sandbox home;
  std::filesystem::create_directory(home.directory() / ".aws");
  files::test::put(home.directory() / ".aws/credentials", "[p]\nregion=r1\n", 0600);
  files::test::put(home.directory() / ".aws/config", "[profile p]\nregion=r2\n", 0644);

  const auto loaded = load_profiles(variables({{"HOME", home.directory().string()}}));

  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->setting("p", "region"), "r1")
      << "the credentials file wins, as in the AWS tools";
  EXPECT_TRUE(loaded->contains("p"));
}

TEST(ProfileFile, RefusesACredentialsFileThatOthersCanRead) {
  const Sandbox home;
  const auto path = home.directory() / "keys";
  files::test::put(path, "[p]\n", 0644);
  const auto loaded = load_profiles(variables({{"AWS_SHARED_CREDENTIALS_FILE", path.string()}}));
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().kind, core::ErrorKind::refused);
}

TEST(ProfileFile, TakesMissingFilesForEmptyOnes) {
  const Sandbox home;
  EXPECT_TRUE(load_profiles(variables({{"HOME", home.directory().string()}}))->config.empty());
  EXPECT_TRUE(load_profiles(variables({}))->credentials_path.empty());
}

TEST(ProfileFile, PrefersTheFlagOverTheVariables) {
  EXPECT_EQ(profile_name("f", variables({{"AWS_PROFILE", "v"}})), "f");
  EXPECT_EQ(profile_name("", variables({{"AWS_PROFILE", "v"}, {"AWS_DEFAULT_PROFILE", "d"}})), "v");
  EXPECT_EQ(profile_name("", variables({{"AWS_DEFAULT_PROFILE", "d"}})), "d");
  EXPECT_EQ(profile_name("", variables({})), "default");
}

}  // namespace
}  // namespace atb::aws
