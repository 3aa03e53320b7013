#include "aws/query.h"

#include <gtest/gtest.h>

#include "aws/support/fake_service.h"

namespace atb::aws {
namespace {

using test::FakeService;

std::string_view body_of(const QueryForm& form) {
  return net::as_text(form.body());
}

TEST(Query, WritesAFormOfActionVersionAndParameters) {
  QueryForm form{kIam, "GetRole"};
  form.add("RoleName", "a b+c/~ü");
  form.add_some("Left", "");
  form.add_list("N", {"x", "y&z"});
  form.add_list("None", {});
  EXPECT_EQ(body_of(form),
            "Action=GetRole&Version=2010-05-08&RoleName=a%20b%2Bc%2F~%C3%BC"
            "&N.member.1=x&N.member.2=y%26z");
}

/// The second vector of the project's signing facts: computed by hand and by botocore.
TEST(Query, SendsTheSignedFormOfTheVector) {
  FakeService service;
  service.answer(200, "<GetCallerIdentityResponse/>");
  FixedCredentials temporary{
      {.key = {"AKIDEXAMPLE", core::SecretString{"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
               core::SecretString{"TOKEN/abc+123=="}},
       .source = "test"}};
  Client client{service,
                {.endpoint = "https://sts.eu-central-1.amazonaws.com",
                 .region = "eu-central-1",
                 .service = kSts},
                temporary,
                service.surroundings()};

  ASSERT_TRUE(call_query(client, QueryForm{kSts, "GetCallerIdentity"}, ""));

  EXPECT_EQ(service.sent[0].body, "Action=GetCallerIdentity&Version=2011-06-15");
  EXPECT_EQ(service.sent[0].url, "https://sts.eu-central-1.amazonaws.com/");
  EXPECT_TRUE(service.sent[0].authorization.ends_with(
      "c98e602555190c2d9a026a0b2d5ef13cdd2c36bb72b509752d1784da03ad7f5d"));
}

TEST(Query, FindsTheResultOfTheAction) {
  const auto answer = parse_query_answer(
      net::to_body("<GetRoleResponse><GetRoleResult><A>1</A></GetRoleResult></GetRoleResponse>"),
      "GetRole", kIam);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->result.text("A"), "1");
  const auto bare = parse_query_answer(net::to_body("<XResponse/>"), "X", kIam);
  ASSERT_TRUE(bare);
  EXPECT_FALSE(bare->result.exists());
}

TEST(Query, RefusesTheAnswerToSomethingElse) {
  for (const auto* text : {"<GetUserResponse/>", "<html/>", "", "{}"}) {
    const auto answer = parse_query_answer(net::to_body(text), "GetRole", kIam);
    ASSERT_FALSE(answer) << text;
    EXPECT_EQ(answer.error().code, "aws.answer_malformed");
    EXPECT_NE(answer.error().message.find("GetRole is not what IAM sends"), std::string::npos);
  }
}

TEST(Query, TriesAThrottledCallAgain) {
  FakeService service;
  service.answer(400, "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>");
  service.answer(200, "<XResponse/>");
  auto client = service.client(kIam);
  EXPECT_TRUE(call_query(client, QueryForm{kIam, "X"}, ""));
  EXPECT_EQ(service.slept.size(), 1U);
}

}  // namespace
}  // namespace atb::aws
