#include "aws/protocol/client.h"

#include <gtest/gtest.h>

#include "aws/support/fake_service.h"

namespace atb::aws {
namespace {

using core::Duration;
using test::FakeService;

const CallContext kContext{"GetSecretValue", "ai-trading-bot/staging", "us-east-1"};
constexpr std::string_view kBody = R"({"SecretId":"ai-trading-bot/staging"})";
constexpr std::string_view kThrottled = R"({"__type":"ThrottlingException"})";

core::Result<core::SecretBuffer> call(Client& client) {
  return client.call(net::to_body(kBody), kContext);
}

TEST(Client, SendsTheSignedCallOfTheVector) {
  FakeService service;
  service.answer(200, "{}");
  auto client = service.client();

  ASSERT_TRUE(call(client));

  ASSERT_EQ(service.sent.size(), 1U);
  EXPECT_EQ(service.sent[0].target, "secretsmanager.GetSecretValue");
  EXPECT_TRUE(service.sent[0].authorization.ends_with(
      "e327ef3352a5307860efbf815a8a2273298ee4888c33dcfe52956dbe4c3b5aa2"));
}

TEST(Client, WaitsLongerAfterEachFailureAndSignsAnew) {
  FakeService service;
  service.answer(400, kThrottled);
  service.fail_with({core::ErrorKind::temporary, std::string{net::codes::kAnswerTimeout}, "", ""});
  service.answer(200, "{}");
  auto client = service.client();

  ASSERT_TRUE(call(client));

  const std::vector<Duration> expected{Duration::milliseconds(500), Duration::milliseconds(1'000)};
  EXPECT_EQ(service.slept, expected);
  ASSERT_EQ(service.sent.size(), 3U);
  EXPECT_NE(service.sent[0].date, service.sent[2].date);
  EXPECT_EQ(service.sent[0].body, service.sent[2].body);
}

TEST(Client, RepeatsWhatActsAnewOnlyWhereItCannotHaveTakenEffect) {
  const auto tries = [](const auto& arrange) {
    FakeService service;
    arrange(service);
    service.answer(200, "{}");
    auto client = service.client();
    (void)client.call(net::to_body(kBody),
                      {.operation = "CreatePolicyVersion", .repeatable = false});
    return service.sent.size();
  };
  const auto failing = [](std::string_view code) {
    return [code](FakeService& service) {
      service.fail_with({core::ErrorKind::temporary, std::string{code}, "", ""});
    };
  };
  EXPECT_EQ(tries(failing(net::codes::kConnectionLost)), 1U);
  EXPECT_EQ(tries(failing(net::codes::kAnswerTimeout)), 1U);
  EXPECT_EQ(tries([](FakeService& service) { service.answer(500, ""); }), 1U);
  EXPECT_EQ(tries(failing(net::codes::kConnectFailed)), 2U);
  EXPECT_EQ(tries([](FakeService& service) { service.answer(400, kThrottled); }), 2U);
}

TEST(Client, GivesUpAfterThreeTriesWithTheLastFault) {
  FakeService service;
  for (int i = 0; i < 3; ++i) service.answer(500, "");
  auto client = service.client();
  const auto answer = call(client);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, core::ErrorKind::temporary);
  EXPECT_EQ(service.sent.size(), 3U);
}

TEST(Client, TellsWhetherATryOfTheLastCallMayHaveHadItsEffect) {
  FakeService service;
  service.fail_with({core::ErrorKind::temporary, std::string{net::codes::kConnectionLost}, "", ""});
  for (int i = 0; i < 2; ++i) service.answer(400, R"({"__type":"AccessDeniedException"})");
  auto client = service.client();
  ASSERT_FALSE(call(client));
  EXPECT_TRUE(client.may_have_had_effect());
  ASSERT_FALSE(call(client));
  EXPECT_FALSE(client.may_have_had_effect());
}

TEST(Client, DoesNotRepeatWhatWaitingCannotCure) {
  for (const auto* code : {"AccessDeniedException", "LimitExceededException",
                           "ResourceNotFoundException", "ExpiredTokenException"}) {
    FakeService service;
    service.answer(400, std::string{R"({"__type":")"} + code + R"("})");
    auto client = service.client();
    const auto answer = call(client);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, code);
    EXPECT_TRUE(service.slept.empty());
  }
}

TEST(Client, DoesNotRepeatAnUntrustedCertificate) {
  FakeService service;
  service.fail_with({core::ErrorKind::refused, std::string{net::codes::kTlsUntrusted}, "", ""});
  auto client = service.client();
  EXPECT_EQ(call(client).error().code, net::codes::kTlsUntrusted);
  EXPECT_EQ(service.sent.size(), 1U);
}

TEST(Client, CorrectsItsClockOnceFromTheServicesDate) {
  FakeService service;
  const net::Headers date{{"Date", "Thu, 02 Jan 2025 03:14:05 GMT"}};
  service.answer(400, R"({"__type":"InvalidSignatureException"})", date);
  service.answer(200, "{}");
  service.answer(200, "{}");
  auto client = service.client();

  ASSERT_TRUE(call(client));
  ASSERT_TRUE(call(client));

  EXPECT_EQ(client.clock_offset(), Duration::minutes(10));
  EXPECT_EQ(service.sent[1].date, "20250102T031405Z");
  EXPECT_EQ(service.sent[2].date, "20250102T031405Z") << "the offset holds for later calls";
  EXPECT_TRUE(service.slept.empty());
}

TEST(Client, DoesNotBlameARightClockForAWrongKey) {
  FakeService service;
  service.answer(400, R"({"__type":"InvalidSignatureException"})",
                 {{"Date", "Thu, 02 Jan 2025 03:08:05 GMT"}});
  auto client = service.client();
  EXPECT_EQ(call(client).error().code, "InvalidSignatureException");
  EXPECT_EQ(service.sent.size(), 1U);
  EXPECT_EQ(client.clock_offset(), Duration{});
}

TEST(Client, CorrectsItsClockOnlyOncePerCall) {
  FakeService service;
  service.answer(400, R"({"__type":"RequestExpired"})",
                 {{"Date", "Thu, 02 Jan 2025 04:00:00 GMT"}});
  service.answer(400, R"({"__type":"RequestExpired"})",
                 {{"Date", "Thu, 02 Jan 2025 09:00:00 GMT"}});
  auto client = service.client();
  EXPECT_EQ(call(client).error().code, "RequestExpired");
  EXPECT_EQ(service.sent.size(), 2U);
}

/// Hands out key after key and says how often it was asked.
class Keys final : public CredentialProvider {
 public:
  explicit Keys(std::vector<std::string> ids) : ids_{std::move(ids)} {}
  core::Result<const Credentials*> get(core::Timestamp now) override {
    asked_at.push_back(now);
    if (ids_.empty())
      return core::fail(core::ErrorKind::not_authorised, "aws.no_credentials", "none");
    current_ = {.key = {ids_.front(), core::SecretString{"secret"}, {}}, .source = "test"};
    return &current_;
  }
  bool discard() override {
    if (ids_.size() < 2) return false;
    ids_.erase(ids_.begin());
    return true;
  }

  std::vector<core::Timestamp> asked_at;

 private:
  std::vector<std::string> ids_;
  Credentials current_;
};

TEST(Client, AsksForTheKeyAtEachTryInTheServicesTime) {
  FakeService service;
  service.answer(400, R"({"__type":"RequestTimeTooSkewed"})",
                 {{"Date", "Thu, 02 Jan 2025 03:14:05 GMT"}});
  service.answer(200, "{}");
  Keys keys{{"A"}};
  auto client = service.client(keys);
  ASSERT_TRUE(call(client));
  ASSERT_EQ(keys.asked_at.size(), 2U);
  EXPECT_EQ(keys.asked_at[1] - keys.asked_at[0], Duration::minutes(10));
}

TEST(Client, TakesAnotherKeyOnceWhenItsOwnHasExpired) {
  for (const auto* code : {"ExpiredTokenException", "ExpiredToken", "RequestExpired"}) {
    FakeService service;
    for (int i = 0; i < 2; ++i) service.answer(403, std::string{R"({"__type":")"} + code + R"("})");
    Keys keys{{"A", "B", "C"}};
    auto client = service.client(keys);
    EXPECT_EQ(call(client).error().code, code);
    ASSERT_EQ(service.sent.size(), 2U) << code;
    EXPECT_NE(service.sent[0].authorization.find("Credential=A/"), std::string::npos);
    EXPECT_NE(service.sent[1].authorization.find("Credential=B/"), std::string::npos);
    EXPECT_TRUE(service.slept.empty());
  }
}

TEST(Client, SendsNothingWithoutAKey) {
  FakeService service;
  Keys none{{}};
  auto client = service.client(none);
  EXPECT_EQ(call(client).error().code, "aws.no_credentials");
  EXPECT_TRUE(service.sent.empty());
}

TEST(Client, LeavesAnUnsignedCallUnsigned) {
  FakeService service;
  service.answer(200, "<a/>");
  Keys none{{}};
  auto client = service.client(none, kSts);
  ASSERT_TRUE(client.call(net::to_body("Action=X"), {.operation = "X", .is_signed = false}));
  EXPECT_EQ(service.sent[0].authorization, "");
  EXPECT_EQ(service.sent[0].target, "");
  EXPECT_EQ(service.sent[0].content_type, "application/x-www-form-urlencoded; charset=utf-8");
  EXPECT_TRUE(none.asked_at.empty());
}

TEST(Client, WaitsAsLongAsTheServiceAsks) {
  FakeService service;
  service.answer(503, "", {{"Retry-After", "7"}});
  service.answer(429, "", {{"Retry-After", "Thu, 02 Jan 2025 03:04:21 GMT"}});
  service.answer(200, "{}");
  auto client = service.client();

  ASSERT_TRUE(call(client));

  const std::vector<Duration> expected{Duration::seconds(7), Duration::seconds(9)};
  EXPECT_EQ(service.slept, expected);
}

TEST(Client, DoesNotWaitForHours) {
  FakeService service;
  service.answer(503, "", {{"Retry-After", "3600"}});
  auto client = service.client();
  EXPECT_EQ(call(client).error().code, "aws.retry_after_too_long");
  EXPECT_TRUE(service.slept.empty());
}

TEST(Client, IgnoresARetryAfterThatMakesNoSense) {
  for (const auto* text : {"-5", "soon", "99999999999999", "1.5"}) {
    FakeService service;
    service.answer(503, "", {{"Retry-After", text}});
    service.answer(200, "{}");
    auto client = service.client();
    ASSERT_TRUE(call(client)) << text;
    EXPECT_EQ(service.slept.at(0), Duration::milliseconds(500)) << text;
  }
}

}  // namespace
}  // namespace atb::aws
