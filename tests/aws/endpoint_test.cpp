#include "aws/endpoint.h"

#include <gtest/gtest.h>

#include "aws/support/variables.h"

namespace atb::aws {
namespace {

using test::variables;

TEST(Endpoint, IsAwsOwnHostInTheRegion) {
  EXPECT_EQ(*resolve_endpoint(kSecretsManager, "", "eu-central-1", variables({})),
            "https://secretsmanager.eu-central-1.amazonaws.com");
  EXPECT_EQ(*resolve_endpoint(kSecretsManager, "", "cn-north-1", variables({})),
            "https://secretsmanager.cn-north-1.amazonaws.com.cn");
}

TEST(Endpoint, FollowsFlagServiceVariableGeneralVariable) {
  const auto both = variables({{"AWS_ENDPOINT_URL", "https://general:1"},
                               {"AWS_ENDPOINT_URL_SECRETS_MANAGER", "https://service:1/"}});
  EXPECT_EQ(*resolve_endpoint(kSecretsManager, "http://127.0.0.1:9", "r", both),
            "http://127.0.0.1:9");
  EXPECT_EQ(*resolve_endpoint(kSecretsManager, "", "r", both), "https://service:1");
  EXPECT_EQ(*resolve_endpoint(kSecretsManager, "", "r",
                              variables({{"AWS_ENDPOINT_URL", "https://general:1"}})),
            "https://general:1");
}

TEST(Endpoint, IgnoresTheVariablesWhenTold) {
  const auto environment = variables(
      {{"AWS_ENDPOINT_URL", "https://general"}, {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"}});
  EXPECT_EQ(*resolve_endpoint(kSecretsManager, "", "r-1", environment),
            "https://secretsmanager.r-1.amazonaws.com");
}

TEST(Endpoint, RefusesAPlantedPlainHttpAddressAndNamesTheVariable) {
  const auto planted = variables({{"AWS_ENDPOINT_URL", "http://10.0.0.9:80"}});
  const auto endpoint = resolve_endpoint(kSecretsManager, "", "r", planted);
  ASSERT_FALSE(endpoint);
  EXPECT_EQ(endpoint.error().code, "net.http_refused");
  EXPECT_NE(endpoint.error().message.find("AWS_ENDPOINT_URL"), std::string::npos);
}

TEST(Endpoint, RefusesAPath) {
  EXPECT_EQ(resolve_endpoint(kSecretsManager, "https://h/x", "r", variables({})).error().code,
            "aws.endpoint_with_path");
}

}  // namespace
}  // namespace atb::aws
