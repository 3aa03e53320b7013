#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/alarm_plan.h"

namespace atb::account {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kStrangeRole = "arn:aws:iam::111122223333:role/stranger";

Json by_role(std::string_view role_arn) {
  return {{"type", "AssumedRole"},
          {"arn", "arn:aws:sts::111122223333:assumed-role/name/session"},
          {"sessionContext", {{"sessionIssuer", {{"type", "Role"}, {"arn", role_arn}}}}}};
}

Json by_user() {
  return {{"type", "IAMUser"}, {"arn", "arn:aws:iam::111122223333:user/somebody"}};
}

/// An event as CloudTrail writes it, as far as the filters look.
Json event(std::string_view name, const Json& identity, std::string_view secret_id) {
  return {{"eventVersion", "1.11"},
          {"userIdentity", identity},
          {"eventTime", "2026-01-02T03:04:05Z"},
          {"eventSource", "secretsmanager.amazonaws.com"},
          {"eventName", name},
          {"awsRegion", "us-east-1"},
          {"sourceIPAddress", "192.0.2.1"},
          {"requestParameters", {{"secretId", secret_id}}},
          {"responseElements", nullptr},
          {"readOnly", name == "GetSecretValue"}};
}

Json denied(Json event, std::string_view secret_id, bool with_parameters) {
  event["errorCode"] = "AccessDenied";
  event["errorMessage"] = fmt::format(
      "User: arn:aws:iam::111122223333:user/somebody is not authorized to perform: "
      "secretsmanager:GetSecretValue on resource: {}",
      secret_id);
  if (!with_parameters) event["requestParameters"] = nullptr;
  return event;
}

}  // namespace

std::vector<SampleEvent> sample_events(const AlarmRequest& request) {
  constexpr std::string_view kRead = "GetSecretValue";
  const std::string& own = request.secret_name;
  const std::string own_arn =
      fmt::format("arn:aws:secretsmanager:us-east-1:111122223333:secret:{}-AbCdEf", own);
  const std::string foreign = "another-secret";
  std::vector<SampleEvent> samples;
  const auto add = [&](const Json& json, bool is_denied, bool is_stranger, bool is_change) {
    samples.push_back({json.dump(), is_denied, is_stranger, is_change});
  };
  add(denied(event(kRead, by_user(), own), own, true), true, false, false);
  add(denied(event(kRead, by_role(kStrangeRole), own_arn), own_arn, false), true, false, false);
  add(denied(event(kRead, by_user(), foreign), foreign, true), false, false, false);
  add(event(kRead, by_role(kStrangeRole), own_arn), false, true, false);
  add(event(kRead, by_user(), own), false, true, false);
  for (const auto& role : request.known_roles)
    add(event(kRead, by_role(role), own), false, false, false);
  add(event(kRead, by_user(), foreign), false, false, false);
  for (const char* name :
       {"PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage", "DeleteSecret",
        "PutResourcePolicy", "DeleteResourcePolicy", "ReplicateSecretToRegions", "RotateSecret"})
    add(event(name, by_user(), own), false, false, true);
  add(event("PutSecretValue", by_user(), foreign), false, false, false);
  add(event("DescribeSecret", by_user(), own), false, false, false);
  add(event("GetResourcePolicy", by_user(), own), false, false, false);
  return samples;
}

}  // namespace atb::account
