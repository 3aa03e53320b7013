#include "aws_simulator/trail_event.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

/// The part of an ARN after its last slash.
std::string last_part(const std::string& arn) {
  return arn.substr(arn.rfind('/') + 1);
}

std::string kind_of(const Identity& caller) {
  if (!caller.session_issuer_arn.empty()) return "AssumedRole";
  if (caller.arn.ends_with(":root")) return "Root";
  return caller.arn.empty() ? "WebIdentityUser" : "IAMUser";
}

json identity_of(const Identity& caller) {
  const auto kind = kind_of(caller);
  json identity{{"type", kind}};
  if (caller.arn.empty()) return identity;
  identity["principalId"] = caller.user_id;
  identity["arn"] = caller.arn;
  identity["accountId"] = caller.account;
  identity["accessKeyId"] = caller.access_key_id;
  if (kind == "IAMUser") identity["userName"] = last_part(caller.arn);
  if (kind == "AssumedRole")
    identity["sessionContext"] = {
        {"sessionIssuer",
         {{"type", "Role"},
          {"principalId", caller.user_id.substr(0, caller.user_id.find(':'))},
          {"arn", caller.session_issuer_arn},
          {"accountId", caller.account},
          {"userName", last_part(caller.session_issuer_arn)}}}};
  return identity;
}

std::string event_code(const std::string& code) {
  return code == "AccessDeniedException" ? "AccessDenied" : code;
}

bool is_global(const CallRecord& record) {
  return record.event_source == "iam.amazonaws.com";
}

}  // namespace

bool is_management_call(const CallRecord& record) {
  constexpr std::array<std::string_view, 2> kData{"PutMetricData", "PutLogEvents"};
  return std::find(kData.begin(), kData.end(), record.call.operation) == kData.end();
}

TrailEvent to_trail_event(const CallRecord& record, std::string id, core::Timestamp due) {
  const auto& call = record.call;
  TrailEvent event;
  event.id = std::move(id);
  event.time = call.now;
  event.region = is_global(record) || call.region.empty() ? "us-east-1" : call.region;
  event.name = call.operation;
  event.source = record.event_source;
  event.user = kind_of(call.caller) == "Root" ? "root" : last_part(call.caller.arn);
  event.access_key_id = call.caller.access_key_id;
  event.read_only = record.trace.read_only;
  event.resources = record.trace.resources;
  event.due = due;
  json text{{"eventVersion", "1.08"},
            {"userIdentity", identity_of(call.caller)},
            {"eventTime", core::to_text(core::Timestamp::from_ms(call.now.ms() / 1'000 * 1'000))},
            {"eventSource", event.source},
            {"eventName", event.name},
            {"awsRegion", event.region},
            {"sourceIPAddress", call.source_ip},
            {"userAgent", call.user_agent},
            {"requestParameters", record.trace.request_parameters},
            {"responseElements", nullptr},
            {"requestID", call.request_id},
            {"eventID", event.id},
            {"readOnly", event.read_only},
            {"eventType", "AwsApiCall"},
            {"managementEvent", true},
            {"recipientAccountId", call.caller.account},
            {"eventCategory", "Management"}};
  if (!record.error_code.empty()) {
    text["errorCode"] = event_code(record.error_code);
    text["errorMessage"] = record.error_message;
  }
  event.text = text.dump(-1, ' ', false, json::error_handler_t::replace);
  return event;
}

}  // namespace atb::aws_simulator
