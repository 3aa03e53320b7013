#include "aws/credential_chain.h"

#include <gtest/gtest.h>

#include "aws/support/fake_metadata.h"
#include "aws/support/profiles.h"
#include "aws/support/variables.h"
#include "files/support/sandbox.h"

namespace atb::aws {
namespace {

using core::ErrorKind;
using Values = std::map<std::string, std::string, std::less<>>;

const auto kNow = *core::parse_timestamp("2025-01-02T03:04:05Z");
const Values kEnvironmentKeys{{"AWS_ACCESS_KEY_ID", "ENV"}, {"AWS_SECRET_ACCESS_KEY", "s"}};

std::string keys(const std::string& id) {
  return "aws_access_key_id=" + id + "\naws_secret_access_key=s\n";
}
std::string role(const std::string& name) {
  return "role_arn=arn:aws:iam::123456789012:role/" + name + "\n";
}

/// A chain over both files' texts and an environment; what STS is asked is written down.
class Chain : public testing::Test {
 protected:
  core::Result<std::unique_ptr<CredentialProvider>> provider() {
    const auto files = test::profile_files(credentials, config);
    return make_credential_provider(
        {.profile_flag = flag,
         .environment = test::variables(values),
         .files = files,
         .metadata_transport = metadata,
         .surroundings = {.now = [] { return kNow; },
                          .sleep = [](core::Duration) {},
                          .random = [] { return 0.5; }},
         .assume_role =
             [this](const AssumeRoleRequest& request, const Credentials& signer, core::Timestamp) {
               return assumed(request.role_arn, signer.key.access_key_id);
             },
         .assume_role_with_web_identity =
             [this](const WebIdentityRequest& request, core::Timestamp) {
               return assumed(request.role_arn, request.token.reveal());
             }});
  }

  /// The id of the key that is found, or the code of the error.
  std::string found() {
    const auto made = provider();
    if (!made) return made.error().code;
    const auto key = (*made)->get(kNow);
    return key ? (*key)->key.access_key_id : key.error().code;
  }

  core::Result<Credentials> assumed(std::string_view arn, std::string_view proof) {
    Credentials key;
    key.key.access_key_id = std::string{arn.substr(arn.rfind('/') + 1)} + "<" + std::string{proof};
    key.expires = kNow + core::Duration::hours(1);
    ++sts_calls;
    return key;
  }

  std::string flag;
  std::string credentials;
  std::string config;
  Values values;
  test::FakeMetadata metadata;
  int sts_calls = 0;
};

TEST_F(Chain, TakesTheEnvironmentBeforeAProfileFromAVariable) {
  credentials = "[p]\n" + keys("FILE");
  values = kEnvironmentKeys;
  values["AWS_PROFILE"] = "p";
  EXPECT_EQ(found(), "ENV");
}

TEST_F(Chain, LetsAProfileNamedByFlagSkipTheEnvironment) {
  credentials = "[p]\n" + keys("FILE");
  values = kEnvironmentKeys;
  values["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/not-read";
  flag = "p";
  EXPECT_EQ(found(), "FILE");
}

TEST_F(Chain, AssumesTheRoleOfAProfileBeforeItsKeys) {
  credentials = "[base]\n" + keys("BASE") + "[p]\n" + keys("OWN");
  config = "[profile p]\n" + role("reader") + "source_profile=base\n";
  values["AWS_PROFILE"] = "p";
  EXPECT_EQ(found(), "reader<BASE");
}

TEST_F(Chain, AssumesARoleThroughAnotherRole) {
  credentials = "[base]\n" + keys("BASE");
  config = "[profile a]\n" + role("outer") + "source_profile=b\n[profile b]\n" + role("inner") +
           "source_profile=base\n";
  flag = "a";
  EXPECT_EQ(found(), "outer<inner<BASE");
  EXPECT_EQ(sts_calls, 2);
}

TEST_F(Chain, LetsAProfileBeItsOwnSourceWhenItHoldsKeys) {
  config = "[profile p]\n" + role("reader") + "source_profile=p\n" + keys("OWN");
  flag = "p";
  EXPECT_EQ(found(), "reader<OWN");
}

TEST_F(Chain, NamesACircleOfSources) {
  config = "[profile a]\n" + role("r") + "source_profile=b\n[profile b]\n" + role("r") +
           "source_profile=c\n[profile c]\n" + role("r") + "source_profile=a\n[profile d]\n" +
           role("r") + "source_profile=d\n";
  flag = "a";
  const auto made = provider();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "aws.profile_cycle");
  EXPECT_NE(made.error().message.find("a -> b -> c -> a"), std::string::npos);
  flag = "d";
  EXPECT_EQ(found(), "aws.profile_cycle");
}

TEST_F(Chain, TakesTheKeyThatARoleNamesBySource) {
  values = kEnvironmentKeys;
  flag = "p";
  config = "[profile p]\n" + role("r") + "credential_source=Environment\n";
  EXPECT_EQ(found(), "r<ENV");
  config = "[profile p]\n" + role("r") + "credential_source=Ec2InstanceMetadata\n";
  EXPECT_EQ(found(), "r<ASIAEXAMPLE");
  config = "[profile p]\n" + role("r") + "credential_source=EcsContainer\n";
  EXPECT_EQ(found(), "aws.credentials_incomplete") << "no container variables are set";
  values.clear();
  config = "[profile p]\n" + role("r") + "credential_source=Environment\n";
  EXPECT_EQ(found(), "aws.credentials_incomplete");
}

TEST_F(Chain, TakesAWebIdentityBeforeTheKeysOfAProfile) {
  const files::test::Sandbox place;
  files::test::put(place / "token", "eyJh");
  credentials = "[default]\n" + keys("FILE");
  values = {{"AWS_WEB_IDENTITY_TOKEN_FILE", (place / "token").string()},
            {"AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/pod"}};
  EXPECT_EQ(found(), "pod<eyJh");
  values.clear();
  config = "[default]\n" + role("pod2") + "web_identity_token_file=" + (place / "token").string();
  EXPECT_EQ(found(), "pod2<eyJh");
}

TEST_F(Chain, TakesTheCredentialsFileThenTheProgramThenTheConfigFile) {
  config = "[default]\n" + keys("CONFIG");
  EXPECT_EQ(found(), "CONFIG");
  config +=
      "credential_process = echo "
      "'{\"Version\":1,\"AccessKeyId\":\"PROCESS\",\"SecretAccessKey\":\"s\"}'\n";
  EXPECT_EQ(found(), "PROCESS");
  credentials = "[default]\n" + keys("FILE");
  EXPECT_EQ(found(), "FILE");
}

TEST_F(Chain, TakesTheContainerBeforeInstanceMetadata) {
  values["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1:1/key";
  const auto made = provider();
  ASSERT_TRUE(made);
  EXPECT_FALSE((*made)->get(kNow)) << "the fake knows no such path";
  EXPECT_EQ(metadata.asked.at(0).path, "http://127.0.0.1:1/key");
  values.clear();
  metadata.asked.clear();
  EXPECT_EQ(found(), "ASIAEXAMPLE");
  EXPECT_FALSE(metadata.saw_version_1());
}

TEST_F(Chain, RefusesLoginsOfPeopleWithTheWayOut) {
  for (const auto* line : {"sso_session=x", "sso_start_url=x", "login_session=x"}) {
    config = std::string{"[profile p]\n"} + line + "\n";
    flag = "p";
    const auto made = provider();
    ASSERT_FALSE(made) << line;
    EXPECT_EQ(made.error().code, "aws.credentials_unsupported");
    EXPECT_NE(made.error().advice.find("aws configure export-credentials --profile p"),
              std::string::npos);
  }
  credentials = "[p]\n" + keys("FILE");
  EXPECT_EQ(found(), "FILE") << "keys stand before a login session";
}

TEST_F(Chain, ReportsSettingsThatCanNeverWorkAtOnce) {
  values["AWS_ACCESS_KEY_ID"] = "half";
  EXPECT_EQ(provider().error().code, "aws.credentials_incomplete");
  values = {{"AWS_PROFILE", "prodution"}};
  EXPECT_EQ(provider().error().code, "aws.profile_unknown");
  values = {{"AWS_PROFILE", "p"}};
  credentials = "[p]\naws_access_key_id=half\n";
  EXPECT_EQ(provider().error().code, "aws.credentials_incomplete");
  credentials = "";
  config = "[profile p]\n" + role("r") + "source_profile=gone\n";
  EXPECT_EQ(provider().error().code, "aws.profile_unknown");
  config += "[profile gone]\nregion=x\n";
  EXPECT_EQ(provider().error().code, "aws.credentials_incomplete");
  EXPECT_TRUE(metadata.asked.empty());
}

TEST_F(Chain, SendsNothingBeforeTheFirstUse) {
  config = "[profile p]\n" + role("r") + "credential_source=Ec2InstanceMetadata\n";
  for (const auto* name : {"", "p"}) {
    flag = name;
    EXPECT_TRUE(provider());
  }
  EXPECT_TRUE(metadata.asked.empty());
  EXPECT_EQ(sts_calls, 0);
}

TEST_F(Chain, SaysWhereItLookedWhenNothingIsSet) {
  values["AWS_EC2_METADATA_DISABLED"] = "true";
  const auto made = provider();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "aws.no_credentials");
  EXPECT_EQ(made.error().kind, ErrorKind::not_authorised);
  EXPECT_NE(made.error().message.find("/home/x/.aws/credentials"), std::string::npos);
}

TEST_F(Chain, SaysThatNothingIsSetWhenTheMachineHasNoKeyEither) {
  metadata.failure_code = "net.connect_timeout";
  const auto made = provider();
  ASSERT_TRUE(made);
  const auto key = (*made)->get(kNow);
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().code, "aws.metadata_unreachable");
  EXPECT_NE(key.error().message.find("no AWS credentials"), std::string::npos)
      << key.error().message;
}

TEST_F(Chain, RenewsAndDiscardsTheKeyOfARole) {
  credentials = "[base]\n" + keys("BASE");
  config = "[profile p]\n" + role("r") + "source_profile=base\n";
  flag = "p";
  const auto made = provider();
  ASSERT_TRUE((*made)->get(kNow) && (*made)->get(kNow));
  EXPECT_EQ(sts_calls, 1);
  ASSERT_TRUE((*made)->get(kNow + core::Duration::minutes(50)));
  EXPECT_EQ(sts_calls, 2);
  EXPECT_TRUE((*made)->discard());
  ASSERT_TRUE((*made)->get(kNow));
  EXPECT_EQ(sts_calls, 3);
}

TEST_F(Chain, HasNoOtherKeyToGiveWhenItIsWrittenDown) {
  values = kEnvironmentKeys;
  EXPECT_FALSE((*provider())->discard());
}

}  // namespace
}  // namespace atb::aws
