#include "aws_simulator/cloudtrail_service.h"

#include <array>

#include <fmt/format.h>

#include "aws_simulator/time_state.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr const char* kFaultCode = "InvalidParameterException";

/// Name or ARN of the trail that the call is about; empty: none or all.
std::string trail_of(const json& input) {
  const Fields fields{input, kFaultCode};
  for (const char* const key : {"Name", "TrailName"})
    if (const auto name = fields.text(key); name && !name->empty()) return *name;
  return {};
}

json optional_time(const std::optional<core::Timestamp>& time) {
  return time ? json(*time) : json(nullptr);
}

std::optional<core::Timestamp> to_optional(const json& value) {
  if (value.is_null()) return std::nullopt;
  return value.get<core::Timestamp>();
}

json saved(const Trail& trail) {
  return {{"name", trail.name},
          {"arn", trail.arn},
          {"home_region", trail.home_region},
          {"bucket", trail.bucket},
          {"log_group_arn", trail.log_group_arn},
          {"log_role_arn", trail.log_role_arn},
          {"is_multi_region", trail.is_multi_region},
          {"includes_global_events", trail.includes_global_events},
          {"validates_files", trail.validates_files},
          {"is_logging", trail.is_logging},
          {"event_selectors", trail.event_selectors},
          {"advanced_selectors", trail.advanced_selectors},
          {"started", optional_time(trail.started)},
          {"stopped", optional_time(trail.stopped)},
          {"delivered", optional_time(trail.delivered)}};
}

Trail loaded(const json& state) {
  Trail trail;
  state.at("name").get_to(trail.name);
  state.at("arn").get_to(trail.arn);
  state.at("home_region").get_to(trail.home_region);
  state.at("bucket").get_to(trail.bucket);
  state.at("log_group_arn").get_to(trail.log_group_arn);
  state.at("log_role_arn").get_to(trail.log_role_arn);
  state.at("is_multi_region").get_to(trail.is_multi_region);
  state.at("includes_global_events").get_to(trail.includes_global_events);
  state.at("validates_files").get_to(trail.validates_files);
  state.at("is_logging").get_to(trail.is_logging);
  trail.event_selectors = state.at("event_selectors");
  trail.advanced_selectors = state.at("advanced_selectors");
  trail.started = to_optional(state.at("started"));
  trail.stopped = to_optional(state.at("stopped"));
  trail.delivered = to_optional(state.at("delivered"));
  return trail;
}

}  // namespace

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(TrailEvent, id, time, region, name, source, user, access_key_id,
                                   read_only, resources, text, due, is_delivered)

const ServiceNames& CloudTrailService::names() const {
  static const ServiceNames kNames{
      .signing_name = "cloudtrail",
      .target_prefix = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.",
      .json_version = "1.1",
      .query_version = "",
      .xml_namespace = "",
      .event_source = "cloudtrail.amazonaws.com"};
  return kNames;
}

bool CloudTrailService::knows(std::string_view operation) const {
  return trail_operations().contains(operation);
}

std::vector<Right> CloudTrailService::required_rights(const ServiceCall& call) const {
  Right right;
  right.action = fmt::format("cloudtrail:{}", call.operation);
  const auto name = trail_of(call.input);
  if (call.operation == "LookupEvents" || call.operation == "DescribeTrails")
    right.resource = std::string{"*"};
  else if (name.starts_with("arn:"))
    right.resource = name;
  else
    right.resource =
        fmt::format("arn:aws:cloudtrail:{}:{}:trail/{}", call.region, call.caller.account, name);
  return {std::move(right)};
}

Trace CloudTrailService::trace(const ServiceCall& call) const {
  const std::string_view operation = call.operation;
  Trace trace;
  trace.read_only = operation.starts_with("Get") || operation.starts_with("Describe") ||
                    operation.starts_with("Lookup");
  if (const auto name = trail_of(call.input); !name.empty())
    trace.request_parameters = {{"name", name}};
  return trace;
}

Outcome<Answer> CloudTrailService::run(const ServiceCall& call) {
  TrailContext context{trails_, throttle_, call};
  ATB_TAKE(
      const auto result,
      trail_operations().find(call.operation)->second(Fields{call.input, kFaultCode}, context));
  return Answer{result.dump()};
}

void CloudTrailService::record(const CallRecord& record) {
  if (is_management_call(record))
    trails_.record(to_trail_event(record, new_id_(), record.call.now + TrailStore::kDelay));
}

void CloudTrailService::tick(core::Timestamp now, bool at_once) {
  trails_.deliver(now, at_once);
}

json CloudTrailService::save() const {
  json trails = json::array();
  for (const auto& [arn, trail] : trails_.trails()) trails.push_back(saved(trail));
  return {{"trails", std::move(trails)}, {"events", trails_.events()}};
}

void CloudTrailService::load(const json& state) {
  std::map<std::string, Trail> trails;
  for (const auto& item : state.at("trails")) {
    Trail trail = loaded(item);
    trails.insert_or_assign(trail.arn, trail);
  }
  trails_.replace_all(std::move(trails), state.at("events").get<std::deque<TrailEvent>>());
}

json CloudTrailService::summary() const {
  json trails = json::object();
  for (const auto& [arn, trail] : trails_.trails()) trails[trail.name] = trail.is_logging;
  std::size_t delivered = 0;
  for (const auto& event : trails_.events()) delivered += event.is_delivered ? 1 : 0;
  return {{"trails_logging", std::move(trails)},
          {"events", trails_.events().size()},
          {"events_delivered", delivered}};
}

}  // namespace atb::aws_simulator
