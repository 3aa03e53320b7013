#include "aws/credential_json.h"

#include <gtest/gtest.h>

#include "net/http.h"

namespace atb::aws {
namespace {

core::Result<Credentials> parsed(std::string_view json, CredentialFormat format) {
  return parse_credentials(net::to_body(json), format);
}

TEST(CredentialJson, ReadsWhatAProgramPrints) {
  const auto key =
      parsed(R"({"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"s","SessionToken":"t",)"
             R"("Expiration":"2025-01-02T03:04:05+01:00","AccountId":"1"})",
             CredentialFormat::process);
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(key->key.access_key_id, "AKID");
  EXPECT_EQ(key->key.session_token.reveal(), "t");
  EXPECT_EQ(key->expires, core::parse_timestamp("2025-01-02T02:04:05Z").value());
}

TEST(CredentialJson, TakesAMissingEndForAKeyThatStays) {
  const auto key =
      parsed(R"({"Version":1,"AccessKeyId":"A","SecretAccessKey":"s"})", CredentialFormat::process);
  ASSERT_TRUE(key);
  EXPECT_FALSE(key->expires);
  EXPECT_TRUE(key->key.session_token.empty());
}

TEST(CredentialJson, NamesTheFieldThatIsWrongButNoValue) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"AccessKeyId":"hunter2","SecretAccessKey":"hunter2"})", "Version"},
      {R"({"Version":2,"AccessKeyId":"hunter2","SecretAccessKey":"hunter2"})", "Version"},
      {R"({"Version":"1","AccessKeyId":"hunter2","SecretAccessKey":"hunter2"})", "Version"},
      {R"({"Version":1,"SecretAccessKey":"hunter2"})", "AccessKeyId"},
      {R"({"Version":1,"AccessKeyId":"hunter2\r\n","SecretAccessKey":"s"})", "AccessKeyId"},
      {R"({"Version":1,"AccessKeyId":"hunter2"})", "SecretAccessKey"},
      {R"({"Version":1,"AccessKeyId":"a","SecretAccessKey":"b","SessionToken":"hunter2 x"})",
       "SessionToken"},
      {R"({"Version":1,"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"hunter2"})",
       "Expiration"},
      {R"({"Version":1,"AccessKeyId":"a","SecretAccessKey":"b","Expiration":7})", "Expiration"},
      {R"(["hunter2"])", "JSON object"},
      {R"(hunter2)", "JSON object"}};
  for (const auto& [json, named] : cases) {
    const auto key = parsed(json, CredentialFormat::process);
    ASSERT_FALSE(key) << json;
    EXPECT_EQ(key.error().code, "aws.credentials_malformed");
    EXPECT_NE(key.error().message.find(named), std::string::npos) << key.error().message;
    EXPECT_EQ((key.error().message + key.error().advice).find("hunter2"), std::string::npos);
  }
}

TEST(CredentialJson, WantsTokenAndEndFromInstanceMetadata) {
  EXPECT_FALSE(parsed(R"({"Code":"Success","AccessKeyId":"A","SecretAccessKey":"s","Token":"t"})",
                      CredentialFormat::metadata));
  EXPECT_FALSE(parsed(R"({"Code":"Success","AccessKeyId":"A","SecretAccessKey":"s",)"
                      R"("Expiration":"2025-01-02T03:04:05Z"})",
                      CredentialFormat::metadata));
  EXPECT_TRUE(parsed(R"({"AccessKeyId":"A","SecretAccessKey":"s"})", CredentialFormat::container));
}

TEST(CredentialJson, ReadsTheTimesThatAwsToolsWrite) {
  const auto noon = core::parse_timestamp("2025-01-02T12:00:00Z").value();
  for (const auto* text :
       {"2025-01-02T12:00:00Z", "2025-01-02T12:00:00+00:00", "2025-01-02T14:30:00+0230",
        "2025-01-02T04:00:00-08:00", "2025-01-02T12:00:00.000000000Z"})
    EXPECT_EQ(parse_expiration(text).value(), noon) << text;
  for (const auto* text : {"", "tomorrow", "2025-01-02T12:00:00+1", "2025-01-02T12:00:00+99:00",
                           "2025-01-02T12:00:00+01:00x", "2025-01-02T12:00:00."})
    EXPECT_FALSE(parse_expiration(text)) << text;
}

TEST(CredentialJson, ShowsPeopleOnlyTheFirstLineCut) {
  EXPECT_EQ(for_people("a\x1b[31mb\nsecret"), "a[31mb");
  EXPECT_EQ(for_people(std::string(1'000, 'x')).size(), 400U);
}

}  // namespace
}  // namespace atb::aws
