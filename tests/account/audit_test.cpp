#include "account/audit.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::account {
namespace {

std::string record(const char* time, const char* action, const char* who, const char* error = "") {
  nlohmann::json event{{"eventTime", time},
                       {"eventName", action},
                       {"userIdentity", {{"arn", who}}},
                       {"requestParameters", {{"secretId", "bot/staging"}}}};
  if (*error != '\0') event["errorCode"] = error;
  return event.dump();
}

AuditRequest request() {
  return {"bot/staging", {"bot"}, core::parse_timestamp("2026-01-01").value(), "123456789012"};
}

TEST(Audit, ShowsTheNewestFirstAndLeavesOutTheOld) {
  const auto report = audit({record("2026-01-02T00:00:00Z", "GetSecretValue", "bot"),
                             record("2026-01-03T00:00:00Z", "PutSecretValue", "ada"),
                             record("2025-12-31T00:00:00Z", "GetSecretValue", "bot")},
                            request());
  ASSERT_EQ(report.events.size(), 2U);
  EXPECT_EQ(report.events[0].action, "PutSecretValue");
  EXPECT_EQ(report.reads, 1U);
  EXPECT_EQ(report.changes, 1U);
  EXPECT_EQ(report.unknown, 0U);
}

TEST(Audit, CountsStrangersAndRefusals) {
  const auto report =
      audit({record("2026-01-02T00:00:00Z", "GetSecretValue", "eve", "AccessDenied"),
             record("2026-01-02T00:00:01Z", "GetSecretValue", "eve"),
             record("2026-01-02T00:00:02Z", "DescribeSecret", "eve", "AccessDenied")},
            request());
  EXPECT_EQ(report.unknown, 2U);
  EXPECT_EQ(report.denied, 1U);
  EXPECT_EQ(report.reads, 1U);
}

TEST(Audit, KnowsADeniedCallFromOneThatFailed) {
  const auto report =
      audit({record("2026-01-02T00:00:00Z", "GetSecretValue", "bot", "AccessDenied"),
             record("2026-01-02T00:00:01Z", "PutSecretValue", "bot", "AccessDeniedException"),
             record("2026-01-02T00:00:02Z", "GetSecretValue", "bot", "ResourceNotFoundException"),
             record("2026-01-02T00:00:03Z", "GetSecretValue", "bot", "ThrottlingException")},
            request());
  EXPECT_EQ(report.denied, 2U);
  EXPECT_EQ(report.failed, 2U);
  EXPECT_EQ(report.reads + report.changes, 0U);
}

TEST(Audit, CountsARecordOnceAndSaysWhatItCannotRead) {
  const auto twice = record("2026-01-02T00:00:00Z", "GetSecretValue", "bot");
  const auto report = audit({twice, twice, "{half"}, request());
  EXPECT_EQ(report.reads, 1U);
  EXPECT_EQ(report.unreadable, 1U);
}

TEST(Audit, LeavesOtherSecretsOut) {
  auto other = request();
  other.secret_name = "bot/production";
  EXPECT_TRUE(
      audit({record("2026-01-02T00:00:00Z", "GetSecretValue", "bot")}, other).events.empty());
}

}  // namespace
}  // namespace atb::account
