#include "account/audit_event.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::account {
namespace {

using nlohmann::json;

json read_by_role() {
  return {{"eventTime", "2026-01-02T03:04:05Z"},
          {"eventName", "GetSecretValue"},
          {"sourceIPAddress", "192.0.2.7"},
          {"userIdentity",
           {{"type", "AssumedRole"},
            {"arn", "arn:aws:sts::123456789012:assumed-role/bot-role/i-1"},
            {"sessionContext",
             {{"sessionIssuer", {{"arn", "arn:aws:iam::123456789012:role/team/bot-role"}}}}}}},
          {"requestParameters", {{"secretId", "bot/staging"}, {"versionStage", "AWSCURRENT"}}}};
}

AuditEvent parsed(const json& event) {
  return parse_audit_event(event.dump()).value();
}

AuditEvent about(const std::string& secret_id) {
  auto event = read_by_role();
  event["requestParameters"]["secretId"] = secret_id;
  return parsed(event);
}

TEST(AuditEvent, TellsWhoDidWhatFromWhere) {
  const auto event = parsed(read_by_role());
  EXPECT_EQ(core::to_text(event.time), "2026-01-02T03:04:05Z");
  EXPECT_EQ(event.who, "arn:aws:sts::123456789012:assumed-role/bot-role/i-1");
  EXPECT_EQ(event.role_arn, "arn:aws:iam::123456789012:role/team/bot-role");
  EXPECT_EQ(event.source_ip, "192.0.2.7");
  EXPECT_EQ(event.version, "AWSCURRENT");
  EXPECT_EQ(event.error, "");
  EXPECT_EQ(event.kind, AuditKind::read);
}

TEST(AuditEvent, BelongsToItsSecretByNameOrArn) {
  const std::string arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
  for (const auto& id :
       {std::string{"bot/staging"}, arn + "bot/staging", arn + "bot/staging-AbCdEf"})
    EXPECT_TRUE(is_about(about(id), "bot/staging")) << id;
  for (const auto& id : {std::string{"bot/staging-old"}, std::string{"other-bot/staging"},
                         arn + "bot/staging-AbCdEf-GhIjKl", arn + "bot/staging2"})
    EXPECT_FALSE(is_about(about(id), "bot/staging")) << id;
}

TEST(AuditEvent, IsFoundByItsErrorWhereTheParametersAreLeftOut) {
  auto event = read_by_role();
  event["requestParameters"] = nullptr;
  event["errorCode"] = "AccessDenied";
  event["errorMessage"] =
      "User: x is not authorized to perform: secretsmanager:GetSecretValue on resource: "
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:bot/staging-AbCdEf because no policy";
  EXPECT_TRUE(is_about(parsed(event), "bot/staging"));
  EXPECT_FALSE(is_about(parsed(event), "bot/production"));
}

TEST(AuditEvent, IsFoundInABatch) {
  auto event = read_by_role();
  event["requestParameters"] = {{"secretIdList", {"other", "bot/staging"}}};
  EXPECT_TRUE(is_about(parsed(event), "bot/staging"));
}

TEST(AuditEvent, KnowsReadsFromChanges) {
  auto event = read_by_role();
  const auto kind_of = [&](const char* action) {
    event["eventName"] = action;
    return parsed(event).kind;
  };
  for (const char* action : {"PutSecretValue", "DeleteSecret", "UpdateSecretVersionStage",
                             "PutResourcePolicy", "SomethingNew"})
    EXPECT_EQ(kind_of(action), AuditKind::change) << action;
  EXPECT_EQ(kind_of("DescribeSecret"), AuditKind::look);
  EXPECT_EQ(kind_of("BatchGetSecretValue"), AuditKind::read);
}

TEST(AuditEvent, MarksReadersThatNobodyKnows) {
  const auto marked = [](const std::vector<std::string>& known) {
    auto event = parsed(read_by_role());
    mark_unknown(event, known, "123456789012");
    return event.unknown;
  };
  EXPECT_TRUE(marked({}));
  EXPECT_TRUE(marked({""}));
  EXPECT_TRUE(marked({"role", "other-role"}));
  EXPECT_FALSE(marked({"bot-role"}));
  EXPECT_FALSE(marked({"arn:aws:iam::123456789012:role/team/bot-role"}));
  EXPECT_FALSE(marked({"arn:aws:sts::123456789012:assumed-role/bot-role/i-1"}));
}

TEST(AuditEvent, DoesNotTakeARoleOfAnotherAccountForOurs) {
  auto event = parsed(read_by_role());
  mark_unknown(event, {"bot-role"}, "210987654321");
  EXPECT_TRUE(event.unknown);
  mark_unknown(event, {"arn:aws:iam::123456789012:role/team/bot-role"}, "210987654321");
  EXPECT_FALSE(event.unknown);
}

TEST(AuditEvent, CannotPlayTricksOnATerminal) {
  auto event = read_by_role();
  event["sourceIPAddress"] = "\x1b[2Jevil";
  EXPECT_EQ(parsed(event).source_ip, "[2Jevil");
}

TEST(AuditEvent, IsNoneWithoutTimeOrName) {
  for (const char* text : {"", "[]", "{}", R"({"eventName":"x"})",
                           R"({"eventTime":"2026-01-02T03:04:05Z","eventName":5})"})
    EXPECT_FALSE(parse_audit_event(text)) << text;
}

}  // namespace
}  // namespace atb::account
