#include "aws/endpoint.h"

#include <gtest/gtest.h>

#include "aws/support/variables.h"

namespace atb::aws {
namespace {

using test::variables;

const ProfileFiles kNoFiles;

core::Result<std::string> endpoint_of(const Service& service, std::string_view region,
                                      const Environment& environment, std::string_view flag = "") {
  return resolve_endpoint(service, region, {flag, environment, kNoFiles, "default"});
}

TEST(Endpoint, IsAwsOwnHostInTheRegion) {
  const auto none = variables({});
  EXPECT_EQ(*endpoint_of(kSecretsManager, "eu-central-1", none),
            "https://secretsmanager.eu-central-1.amazonaws.com");
  EXPECT_EQ(*endpoint_of(kSecretsManager, "cn-north-1", none),
            "https://secretsmanager.cn-north-1.amazonaws.com.cn");
  EXPECT_EQ(*endpoint_of(kCloudWatch, "eu-central-1", none),
            "https://monitoring.eu-central-1.amazonaws.com");
  EXPECT_EQ(*endpoint_of(kCloudWatchLogs, "us-gov-west-1", none),
            "https://logs.us-gov-west-1.amazonaws.com");
  EXPECT_EQ(*endpoint_of(kSts, "eu-west-1", none), "https://sts.eu-west-1.amazonaws.com");
}

TEST(Endpoint, IsOneForAWholePartitionWithIam) {
  const auto none = variables({});
  EXPECT_EQ(*endpoint_of(kIam, "eu-central-1", none), "https://iam.amazonaws.com");
  EXPECT_EQ(*endpoint_of(kIam, "cn-northwest-1", none), "https://iam.cn-north-1.amazonaws.com.cn");
  EXPECT_EQ(*endpoint_of(kIam, "us-gov-east-1", none), "https://iam.us-gov.amazonaws.com");
  EXPECT_EQ(signing_region(kIam, "eu-central-1"), "us-east-1");
  EXPECT_EQ(signing_region(kIam, "cn-northwest-1"), "cn-north-1");
  EXPECT_EQ(signing_region(kIam, "us-gov-east-1"), "us-gov-west-1");
  EXPECT_EQ(signing_region(kSts, "eu-central-1"), "eu-central-1");
}

TEST(Endpoint, KnowsThePartitionOfARegion) {
  EXPECT_EQ(partition_of("eu-central-1"), "aws");
  EXPECT_EQ(partition_of("cn-north-1"), "aws-cn");
  EXPECT_EQ(partition_of("us-gov-west-1"), "aws-us-gov");
}

TEST(Endpoint, FollowsTheFipsAndDualStackSwitches) {
  const auto fips = variables({{"AWS_USE_FIPS_ENDPOINT", "true"}});
  EXPECT_EQ(*endpoint_of(kSecretsManager, "us-east-1", fips),
            "https://secretsmanager-fips.us-east-1.amazonaws.com");
  EXPECT_EQ(*endpoint_of(kIam, "us-east-1", fips), "https://iam-fips.amazonaws.com");
  EXPECT_EQ(*endpoint_of(kSecretsManager, "us-gov-west-1", fips),
            "https://secretsmanager-fips.us-gov-west-1.amazonaws.com");
  EXPECT_EQ(*endpoint_of(kSts, "us-gov-west-1", fips), "https://sts.us-gov-west-1.amazonaws.com");
  const auto dual = variables({{"AWS_USE_DUALSTACK_ENDPOINT", "True"}});
  EXPECT_EQ(*endpoint_of(kCloudTrail, "eu-west-1", dual), "https://cloudtrail.eu-west-1.api.aws");
  EXPECT_EQ(*endpoint_of(kCloudTrail, "cn-north-1", dual),
            "https://cloudtrail.cn-north-1.api.amazonwebservices.com.cn");
  const auto both =
      variables({{"AWS_USE_DUALSTACK_ENDPOINT", "true"}, {"AWS_USE_FIPS_ENDPOINT", "true"}});
  EXPECT_EQ(*endpoint_of(kSts, "us-gov-west-1", both), "https://sts-fips.us-gov-west-1.api.aws");
}

TEST(Endpoint, FollowsFlagServiceVariableGeneralVariable) {
  const auto both = variables({{"AWS_ENDPOINT_URL", "https://general:1"},
                               {"AWS_ENDPOINT_URL_SECRETS_MANAGER", "https://service:1/"}});
  EXPECT_EQ(*endpoint_of(kSecretsManager, "r", both, "http://127.0.0.1:9"), "http://127.0.0.1:9");
  EXPECT_EQ(*endpoint_of(kSecretsManager, "r", both), "https://service:1");
  EXPECT_EQ(*endpoint_of(kIam, "r", both), "https://general:1");
}

/// A config file with an endpoint of each kind.
ProfileFiles configured() {
  ProfileFiles files;
  files.config["p"].set("services", "local");
  files.config["p"].set("endpoint_url", "https://profile");
  files.services["local"].set_nested("secrets_manager", "endpoint_url", "https://section");
  return files;
}

TEST(Endpoint, LooksIntoTheProfileAfterTheVariables) {
  const auto files = configured();
  const auto of = [&](const Service& service, const Environment& environment) {
    return *resolve_endpoint(service, "r-1", {"", environment, files, "p"});
  };
  EXPECT_EQ(of(kSecretsManager, variables({})), "https://section");
  EXPECT_EQ(of(kIam, variables({})), "https://profile");
  EXPECT_EQ(of(kSecretsManager, variables({{"AWS_ENDPOINT_URL", "https://general"}})),
            "https://general");
  EXPECT_EQ(of(kIam, variables({{"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"}})),
            "https://iam.amazonaws.com");
}

TEST(Endpoint, IgnoresAllButTheFlagWhenTheProfileSaysSo) {
  auto files = configured();
  files.config["p"].set("ignore_configured_endpoint_urls", "true");
  files.config["p"].set("use_fips_endpoint", "true");
  const auto none = variables({});
  EXPECT_EQ(*resolve_endpoint(kSts, "r-1", {"", none, files, "p"}),
            "https://sts-fips.r-1.amazonaws.com");
  EXPECT_EQ(*resolve_endpoint(kSts, "r-1", {"https://flag", none, files, "p"}), "https://flag");
}

TEST(Endpoint, RefusesAPlantedPlainHttpAddressAndNamesItsOrigin) {
  const auto planted = variables({{"AWS_ENDPOINT_URL", "http://10.0.0.9:80"}});
  const auto endpoint = endpoint_of(kSecretsManager, "r", planted);
  ASSERT_FALSE(endpoint);
  EXPECT_EQ(endpoint.error().code, "net.http_refused");
  EXPECT_NE(endpoint.error().message.find("AWS_ENDPOINT_URL"), std::string::npos);
  auto files = configured();
  files.config["p"].set("endpoint_url", "http://10.0.0.9:80");
  const auto in_file = resolve_endpoint(kIam, "r", {"", variables({}), files, "p"});
  ASSERT_FALSE(in_file);
  EXPECT_NE(in_file.error().message.find("endpoint_url of profile p"), std::string::npos);
}

TEST(Endpoint, RefusesAPath) {
  EXPECT_EQ(endpoint_of(kSecretsManager, "r", variables({}), "https://h/x").error().code,
            "aws.endpoint_with_path");
}

}  // namespace
}  // namespace atb::aws
