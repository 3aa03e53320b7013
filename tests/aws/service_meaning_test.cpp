#include "aws/service_meaning.h"

#include <gtest/gtest.h>

namespace atb::aws {
namespace {

using core::ErrorKind;

struct Case {
  const Service& service;
  const char* code;
  ErrorKind kind;
};

TEST(ServiceMeaning, GivesEachServicesCodesTheirKind) {
  const Case cases[] = {{kIam, "NoSuchEntity", ErrorKind::not_found},
                        {kIam, "EntityAlreadyExists", ErrorKind::refused},
                        {kIam, "LimitExceeded", ErrorKind::refused},
                        {kIam, "MalformedPolicyDocument", ErrorKind::usage},
                        {kIam, "ConcurrentModification", ErrorKind::temporary},
                        {kSts, "AccessDenied", ErrorKind::not_authorised},
                        {kSts, "InvalidIdentityToken", ErrorKind::not_authorised},
                        {kSts, "RegionDisabledException", ErrorKind::settings},
                        {kCloudWatch, "ResourceNotFound", ErrorKind::not_found},
                        {kCloudWatch, "InvalidParameterValue", ErrorKind::usage},
                        {kCloudWatchLogs, "ResourceNotFoundException", ErrorKind::not_found},
                        {kCloudWatchLogs, "LimitExceededException", ErrorKind::refused},
                        {kCloudWatchLogs, "OperationAbortedException", ErrorKind::temporary},
                        {kCloudTrail, "TrailNotFoundException", ErrorKind::not_found},
                        {kCloudTrail, "InvalidTimeRangeException", ErrorKind::usage}};
  for (const auto& [service, code, kind] : cases) {
    const auto error = to_error({.status = 400, .code = code},
                                {.operation = "Op", .resource = "RES", .region = "r-1"}, service);
    EXPECT_EQ(error.kind, kind) << code;
    EXPECT_EQ(error.code, code);
    EXPECT_FALSE(error.advice.empty()) << code;
    EXPECT_EQ((error.message + error.advice).find('{'), std::string::npos) << code;
  }
}

TEST(ServiceMeaning, TellsAnExpiredIdentityTokenFromAnExpiredSession) {
  const Fault expired{.status = 400, .code = "ExpiredTokenException"};
  const auto* const web =
      service_meaning(expired, {.operation = "AssumeRoleWithWebIdentity"}, kSts);
  ASSERT_NE(web, nullptr);
  EXPECT_NE(web->advice.find("AWS_WEB_IDENTITY_TOKEN_FILE"), std::string_view::npos);
  EXPECT_EQ(service_meaning(expired, {.operation = "AssumeRole"}, kSts), nullptr);
}

TEST(ServiceMeaning, KnowsNoServiceWithoutATable) {
  EXPECT_EQ(service_meaning({.status = 400, .code = "NoSuchEntity"}, {}, kSecretsManager), nullptr);
}

}  // namespace
}  // namespace atb::aws
