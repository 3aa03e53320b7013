#include "aws/profile_file.h"

#include <gtest/gtest.h>

#include "aws/support/profiles.h"
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

TEST(ProfileFile, GoesOnWithAValueOnDeeperLines) {
  const auto profiles = parse_profiles(
      "[profile a]\nlong = one\n   two = 2\n\n  # no part of it\n  three\nregion: x\n",
      ProfileFileKind::config, "f");
  ASSERT_TRUE(profiles) << profiles.error().message;
  EXPECT_EQ(profiles->profiles.at("a").find("long"), "one\ntwo = 2\n\nthree");
  EXPECT_EQ(profiles->profiles.at("a").find("region"), "x") << "a colon divides too";
}

TEST(ProfileFile, TakesIndentedSectionsAndLowersKeys) {
  const auto profiles = parse_profiles("  [profile a] # note\n  Region = x\n  output = y\n",
                                       ProfileFileKind::config, "f");
  ASSERT_TRUE(profiles) << profiles.error().message;
  EXPECT_EQ(profiles->profiles.at("a").find("region"), "x");
  EXPECT_EQ(profiles->profiles.at("a").find("output"), "y");
}

TEST(ProfileFile, LetsTheLaterSpellingOfAProfileCount) {
  const auto profiles = parse_profiles(
      "[default]\nregion=a\noutput=o\n[profile default]\nregion=b\n", ProfileFileKind::config, "f");
  ASSERT_TRUE(profiles);
  EXPECT_EQ(profiles->profiles.at("default").find("region"), "b");
  EXPECT_FALSE(profiles->profiles.at("default").find("output"));
}

TEST(ProfileFile, RefusesWhatStandsThereTwice) {
  for (const auto* text : {"[a]\nk=1\n[a]\nl=hunter2\n", "[a]\nk=1\nK=hunter2\n"}) {
    const auto profiles = parse_profiles(text, ProfileFileKind::credentials, "f");
    ASSERT_FALSE(profiles) << text;
    EXPECT_EQ(profiles.error().code, "aws.profile_duplicate");
    EXPECT_NE(profiles.error().message.find("f, line 3"), std::string::npos);
  }
  EXPECT_TRUE(parse_profiles("[a]\nk=1\n[b]\nk=2\n", ProfileFileKind::credentials, "f"));
}

TEST(ProfileFile, FindsTheServicesThatAProfileNames) {
  const auto files = test::profile_files(
      "",
      "[profile a]\nservices = local\n"
      "[services local]\nsecrets_manager =\n  endpoint_url = http://127.0.0.1:1\n"
      "sts =\n  endpoint_url = http://127.0.0.1:2\n[profile b]\nservices = gone\n");
  EXPECT_EQ(files.service_setting("a", "secrets_manager", "endpoint_url"), "http://127.0.0.1:1");
  EXPECT_EQ(files.service_setting("a", "sts", "endpoint_url"), "http://127.0.0.1:2");
  EXPECT_FALSE(files.service_setting("a", "iam", "endpoint_url"));
  EXPECT_FALSE(files.service_setting("b", "sts", "endpoint_url"));
  EXPECT_FALSE(files.service_setting("c", "sts", "endpoint_url"));
}

TEST(ProfileFile, NamesTheLineThatItCannotReadWithoutShowingIt) {
  for (const auto* text : {"[a]\nhunter2\n", "[a]\n= hunter2\n", "x = 1\nk = hunter2", "\n[hunter2",
                           "[a]\ns3 =\n  hunter2\n"}) {
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
