#include "aws_simulator/trail_event.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

CallRecord record() {
  CallRecord record;
  record.call.operation = "GetSecretValue";
  record.call.region = "eu-central-1";
  record.call.now = testing::test_time();
  record.call.source_ip = "192.0.2.7";
  record.call.caller.access_key_id = "ASIAEXAMPLE";
  record.call.caller.arn = "arn:aws:sts::123456789012:assumed-role/bot/i-1";
  record.call.caller.user_id = "AROA1:i-1";
  record.call.caller.account = "123456789012";
  record.call.caller.session_issuer_arn = "arn:aws:iam::123456789012:role/apps/bot";
  record.event_source = "secretsmanager.amazonaws.com";
  record.trace.request_parameters = {{"secretId", "s"}};
  return record;
}

json event_of(const CallRecord& call) {
  return json::parse(to_trail_event(call, "e-1", {}).text);
}

TEST(TrailEvent, SaysWhoAskedForWhat) {
  const auto event = event_of(record());
  EXPECT_EQ(event["userIdentity"]["type"], "AssumedRole");
  EXPECT_EQ(event["userIdentity"]["sessionContext"]["sessionIssuer"]["arn"],
            "arn:aws:iam::123456789012:role/apps/bot");
  EXPECT_EQ(event["userIdentity"]["sessionContext"]["sessionIssuer"]["userName"], "bot");
  EXPECT_EQ(event["requestParameters"], (json{{"secretId", "s"}}));
  EXPECT_EQ(event["eventTime"], "2025-01-02T03:04:05Z");
  EXPECT_EQ(event["awsRegion"], "eu-central-1");
  EXPECT_TRUE(event["responseElements"].is_null());
  EXPECT_FALSE(event.contains("errorCode"));
  EXPECT_EQ(to_trail_event(record(), "e-1", {}).user, "i-1");
}

TEST(TrailEvent, WritesDenialsWithoutTheSuffixOtherCodesAsTheyAre) {
  auto call = record();
  call.error_code = "AccessDeniedException";
  call.error_message = "no";
  EXPECT_EQ(event_of(call)["errorCode"], "AccessDenied");
  call.error_code = "ResourceNotFoundException";
  EXPECT_EQ(event_of(call)["errorCode"], "ResourceNotFoundException");
}

TEST(TrailEvent, TellsRootAndUsersApart) {
  auto call = record();
  call.call.caller.session_issuer_arn.clear();
  call.call.caller.arn = "arn:aws:iam::123456789012:user/u";
  EXPECT_EQ(event_of(call)["userIdentity"]["userName"], "u");
  call.call.caller.arn = "arn:aws:iam::123456789012:root";
  EXPECT_EQ(event_of(call)["userIdentity"]["type"], "Root");
}

TEST(TrailEvent, GlobalServicesBelongToOneRegionAndDataCallsToNone) {
  auto call = record();
  call.event_source = "iam.amazonaws.com";
  EXPECT_EQ(to_trail_event(call, "e-1", {}).region, "us-east-1");
  EXPECT_TRUE(is_management_call(call));
  call.call.operation = "PutMetricData";
  EXPECT_FALSE(is_management_call(call));
}

}  // namespace
}  // namespace atb::aws_simulator
