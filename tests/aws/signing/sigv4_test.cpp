#include "aws/signing/sigv4.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "aws/signing/canonical.h"
#include "aws/signing/digest.h"

namespace atb::aws {
namespace {

const auto kTime = *core::parse_timestamp("2025-01-02T03:04:05Z");

SigningKey example_key(std::string_view token = {}) {
  return {"AKIDEXAMPLE", core::SecretString{"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
          core::SecretString{token}};
}

net::HttpRequest get_secret_value() {
  net::HttpRequest request;
  request.method = "POST";
  request.url = "https://secretsmanager.us-east-1.amazonaws.com/";
  request.headers.add("Content-Type", "application/x-amz-json-1.1");
  request.headers.add("X-Amz-Target", "secretsmanager.GetSecretValue");
  request.body = net::to_body(R"({"SecretId":"ai-trading-bot/staging"})");
  return request;
}

net::HttpRequest get_caller_identity() {
  net::HttpRequest request;
  request.method = "POST";
  request.url = "https://sts.eu-central-1.amazonaws.com/";
  request.headers.add("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  request.body = net::to_body("Action=GetCallerIdentity&Version=2011-06-15");
  return request;
}

std::string canonical_of(const net::HttpRequest& request) {
  const auto names = signable_names(request.headers);
  return canonical_request({.method = request.method,
                            .path = "/",
                            .query = "",
                            .headers = request.headers,
                            .signed_names = names,
                            .body_sha256 = sha256_hex(net::as_text(request.body))});
}

// Both vectors were computed twice, by hand and by botocore.
TEST(SigV4, SignsTheJsonVector) {
  auto request = get_secret_value();
  EXPECT_EQ(sha256_hex(net::as_text(request.body)),
            "ca372ebdb7c736b4c38518908feb2d240716a8fa9f70f628ccdb4c887fe76736");

  ASSERT_TRUE(sign(request, example_key(), "us-east-1", "secretsmanager", kTime));

  EXPECT_EQ(sha256_hex(canonical_of(request)),
            "1ae318c44a863f71c75bd7c7dba1e0743868ae40921c74ccc7f12f632973fab9");
  EXPECT_EQ(request.headers.find("Authorization"),
            "AWS4-HMAC-SHA256 "
            "Credential=AKIDEXAMPLE/20250102/us-east-1/secretsmanager/aws4_request, "
            "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
            "Signature=e327ef3352a5307860efbf815a8a2273298ee4888c33dcfe52956dbe4c3b5aa2");
}

TEST(SigV4, SignsTheQueryVectorWithASessionToken) {
  auto request = get_caller_identity();
  EXPECT_EQ(sha256_hex(net::as_text(request.body)),
            "ab821ae955788b0e33ebd34c208442ccfc2d406e2edc5e7a39bd6458fbb4f843");

  ASSERT_TRUE(sign(request, example_key("TOKEN/abc+123=="), "eu-central-1", "sts", kTime));

  EXPECT_EQ(sha256_hex(canonical_of(request)),
            "976f8b912cee1eea042ff982c006abe732e53ade836ac048822dcfe97ddcc81a");
  EXPECT_EQ(request.headers.find("Authorization"),
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20250102/eu-central-1/sts/aws4_request, "
            "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, "
            "Signature=c98e602555190c2d9a026a0b2d5ef13cdd2c36bb72b509752d1784da03ad7f5d");
}

TEST(SigV4, SigningAgainReplacesTheFirstSignature) {
  auto again = get_secret_value();
  ASSERT_TRUE(sign(again, example_key(), "us-east-1", "secretsmanager",
                   kTime + core::Duration::minutes(7)));
  ASSERT_TRUE(sign(again, example_key(), "us-east-1", "secretsmanager", kTime));
  auto once = get_secret_value();
  ASSERT_TRUE(sign(once, example_key(), "us-east-1", "secretsmanager", kTime));

  EXPECT_EQ(again.headers.size(), once.headers.size());
  EXPECT_EQ(again.headers.find("Authorization"), once.headers.find("Authorization"));
}

TEST(SigV4, DropsFractionsFromTheSigningTime) {
  EXPECT_EQ(signing_time(kTime + core::Duration::microseconds(999'999)), "20250102T030405Z");
}

TEST(SigV4, CarriesThePortOfALocalServiceInTheHost) {
  auto request = get_secret_value();
  request.url = "http://127.0.0.1:4566/";
  ASSERT_TRUE(sign(request, example_key(), "us-east-1", "secretsmanager", kTime));
  EXPECT_EQ(request.headers.find("host"), "127.0.0.1:4566");
}

RC_GTEST_PROP(SigV4, ChangesWithEveryBodyByte, ()) {
  const auto body = *rc::gen::nonEmpty(rc::gen::string<std::string>());
  auto other = body;
  const auto at = *rc::gen::inRange<std::size_t>(0, body.size());
  other[at] = static_cast<char>(other[at] ^ 1);
  auto first = get_secret_value();
  auto second = get_secret_value();
  first.body = net::to_body(body);
  second.body = net::to_body(other);
  RC_ASSERT(sign(first, example_key(), "us-east-1", "secretsmanager", kTime).has_value());
  RC_ASSERT(sign(second, example_key(), "us-east-1", "secretsmanager", kTime).has_value());
  RC_ASSERT(first.headers.find("authorization") != second.headers.find("authorization"));
}

}  // namespace
}  // namespace atb::aws
