#include "aws/sts.h"

#include <gtest/gtest.h>

#include "aws/support/fake_service.h"

namespace atb::aws {
namespace {

using test::FakeService;
using test::query_answer;

constexpr std::string_view kCredentials =
    "<Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s+/1</SecretAccessKey>"
    "<SessionToken>t==</SessionToken><Expiration>2025-01-02T04:04:05Z</Expiration></Credentials>";

TEST(Sts, TellsWhoseKeyItIs) {
  FakeService service;
  service.answer(200, query_answer("GetCallerIdentity",
                                   "<Arn>arn:aws:sts::123456789012:assumed-role/bot/i-1</Arn>"
                                   "<UserId>AROA1:i-1</UserId><Account>123456789012</Account>"));
  Sts sts{service.client(kSts)};
  const auto identity = sts.get_caller_identity();
  ASSERT_TRUE(identity) << identity.error().message;
  EXPECT_EQ(identity->account, "123456789012");
  EXPECT_EQ(identity->arn, "arn:aws:sts::123456789012:assumed-role/bot/i-1");
  EXPECT_EQ(identity->user_id, "AROA1:i-1");
}

TEST(Sts, AssumesARole) {
  FakeService service;
  service.answer(200, query_answer("AssumeRole", kCredentials));
  Sts sts{service.client(kSts)};
  const auto key = sts.assume_role({.role_arn = "arn:aws:iam::1:role/r",
                                    .role_session_name = "bot",
                                    .external_id = "x y",
                                    .duration_seconds = 900});
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(key->key.access_key_id, "ASIA1");
  EXPECT_EQ(key->key.secret_access_key.reveal(), "s+/1");
  EXPECT_EQ(key->key.session_token.reveal(), "t==");
  EXPECT_EQ(core::to_text(*key->expires), "2025-01-02T04:04:05Z");
  EXPECT_EQ(service.sent[0].body,
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr"
            "&RoleSessionName=bot&ExternalId=x%20y&DurationSeconds=900");
  EXPECT_NE(service.sent[0].authorization, "");
}

TEST(Sts, AssumesARoleWithATokenAndWithoutASignature) {
  FakeService service;
  service.answer(200, query_answer("AssumeRoleWithWebIdentity", kCredentials));
  Sts sts{service.client(kSts)};
  const auto key = sts.assume_role_with_web_identity(
      {.role_arn = "r", .role_session_name = "bot", .token = core::SecretString{"a.b-c"}});
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(key->key.access_key_id, "ASIA1");
  EXPECT_EQ(service.sent[0].body,
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=r&RoleSessionName=bot"
            "&WebIdentityToken=a.b-c");
  EXPECT_EQ(service.sent[0].authorization, "");
}

TEST(Sts, RefusesHalfAKey) {
  FakeService service;
  service.answer(200, query_answer("AssumeRole",
                                   "<Credentials><AccessKeyId>A</AccessKeyId>"
                                   "<SecretAccessKey>hunter2</SecretAccessKey>"
                                   "</Credentials>"));
  service.answer(200, query_answer("GetCallerIdentity", ""));
  Sts sts{service.client(kSts)};
  const auto key = sts.assume_role({.role_arn = "r", .role_session_name = "bot"});
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().code, "aws.answer_malformed");
  EXPECT_EQ(core::render(key.error()).find("hunter2"), std::string::npos);
  EXPECT_EQ(sts.get_caller_identity().error().code, "aws.answer_malformed");
}

TEST(Sts, SaysWhichRoleItMayNotAssume) {
  FakeService service;
  service.answer(403, test::query_fault("AccessDenied", "no"));
  Sts sts{service.client(kSts)};
  const auto key = sts.assume_role({.role_arn = "arn:aws:iam::1:role/r", .role_session_name = "b"});
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().kind, core::ErrorKind::not_authorised);
  EXPECT_EQ(key.error().code, "AccessDenied");
  EXPECT_NE(key.error().advice.find("sts:AssumeRole"), std::string::npos);
  EXPECT_NE(key.error().advice.find("arn:aws:iam::1:role/r"), std::string::npos);
}

}  // namespace
}  // namespace atb::aws
