#include "aws/cloudtrail.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws/json_fields.h"
#include "aws/paging.h"
#include "aws/secret_json.h"

namespace atb::aws {
namespace {

using core::Result;

constexpr std::size_t kEventsAPage = 50;

Result<SecretJson> object_with(const char* key, const core::SecretBuffer& answer,
                               std::string_view operation) {
  auto object = parse_secret_json(answer);
  if (!object.is_object() || !object.contains(key)) return malformed_answer(kCloudTrail, operation);
  return object;
}

FieldSelector field_in(const SecretJson& object) {
  FieldSelector field{copy_at(object, "Field"), texts_at(object, "Equals"),
                      texts_at(object, "NotEquals"), false};
  for (const auto* other : {"StartsWith", "EndsWith", "NotStartsWith", "NotEndsWith"})
    field.has_others = field.has_others || !list_at(object, other).empty();
  return field;
}

EventSelectors selectors_in(const SecretJson& object) {
  EventSelectors selectors;
  for (const auto& item : list_at(object, "EventSelectors"))
    selectors.basic.push_back({copy_at(item, "ReadWriteType"),
                               flag_at(item, "IncludeManagementEvents"),
                               texts_at(item, "ExcludeManagementEventSources")});
  for (const auto& item : list_at(object, "AdvancedEventSelectors")) {
    AdvancedEventSelector selector{copy_at(item, "Name"), {}};
    for (const auto& field : list_at(item, "FieldSelectors"))
      selector.fields.push_back(field_in(field));
    selectors.advanced.push_back(std::move(selector));
  }
  return selectors;
}

/// Whole seconds, as the JSON protocol takes times.
std::string seconds_of(core::Timestamp time) {
  return fmt::format("{}", time.ms() / 1'000);
}

core::SecretBuffer lookup_request(const EventLookup& lookup, const std::string& token) {
  JsonWriter attribute;
  attribute.add("AttributeKey", lookup.attribute);
  attribute.add("AttributeValue", lookup.value);
  JsonWriter request;
  request.add_json("LookupAttributes", fmt::format("[{}]", net::as_text(attribute.finish())));
  request.add_json("StartTime", seconds_of(lookup.start));
  request.add_json("EndTime", seconds_of(lookup.end));
  request.add_json("MaxResults", fmt::format("{}", kEventsAPage));
  if (!token.empty()) request.add("NextToken", token);
  return request.finish();
}

}  // namespace

Result<core::SecretBuffer> CloudTrail::call(std::string_view operation, std::string_view resource,
                                            const core::SecretBuffer& body) {
  return client_.call(body, {.operation = std::string{operation},
                             .resource = std::string{resource},
                             .region = client_.region()});
}

Result<std::vector<Trail>> CloudTrail::describe_trails() {
  JsonWriter request;
  request.add_flag("includeShadowTrails", true);
  ATB_ASSIGN(const auto answer, call("DescribeTrails", "", request.finish()));
  ATB_ASSIGN(const auto object, object_with("trailList", answer, "DescribeTrails"));
  std::vector<Trail> trails;
  for (const auto& item : list_at(object, "trailList"))
    trails.push_back({copy_at(item, "Name"), copy_at(item, "TrailARN"), copy_at(item, "HomeRegion"),
                      copy_at(item, "CloudWatchLogsLogGroupArn"),
                      flag_at(item, "IsMultiRegionTrail"), flag_at(item, "IsOrganizationTrail")});
  return trails;
}

Result<TrailStatus> CloudTrail::get_trail_status(std::string_view trail_arn) {
  JsonWriter request;
  request.add("Name", trail_arn);
  ATB_ASSIGN(const auto answer, call("GetTrailStatus", trail_arn, request.finish()));
  ATB_ASSIGN(const auto object, object_with("IsLogging", answer, "GetTrailStatus"));
  return TrailStatus{flag_at(object, "IsLogging"),
                     time_at(object, "LatestCloudWatchLogsDeliveryTime"),
                     copy_at(object, "LatestCloudWatchLogsDeliveryError")};
}

Result<EventSelectors> CloudTrail::get_event_selectors(std::string_view trail_arn) {
  JsonWriter request;
  request.add("TrailName", trail_arn);
  ATB_ASSIGN(const auto answer, call("GetEventSelectors", trail_arn, request.finish()));
  ATB_ASSIGN(const auto object, object_with("TrailARN", answer, "GetEventSelectors"));
  return selectors_in(object);
}

void CloudTrail::keep_pace() {
  constexpr auto kPause = core::Duration::milliseconds(500);
  const auto& around = client_.surroundings();
  if (last_lookup_) {
    const auto wait = *last_lookup_ + kPause - around.now();
    if (wait > core::Duration{}) around.sleep(std::min(wait, kPause));
  }
  last_lookup_ = around.now();
}

Result<LookedUpEvents> CloudTrail::lookup_events(const EventLookup& lookup) {
  LookedUpEvents found;
  const auto get = [&](const std::string& token) -> Result<std::string> {
    keep_pace();
    ATB_ASSIGN(const auto answer,
               call("LookupEvents", lookup.value, lookup_request(lookup, token)));
    ATB_ASSIGN(const auto object, object_with("Events", answer, "LookupEvents"));
    for (const auto& item : list_at(object, "Events"))
      found.events.push_back({copy_at(item, "EventId"), copy_at(item, "EventName"),
                              copy_at(item, "Username"), time_at(item, "EventTime"),
                              copy_at(item, "CloudTrailEvent")});
    auto next = copy_at(object, "NextToken");
    const bool full = found.events.size() >= lookup.events_max;
    if (!full) return next;
    found.complete = next.empty() && found.events.size() == lookup.events_max;
    found.events.resize(lookup.events_max);
    return std::string{};
  };
  ATB_TRY(for_each_page("LookupEvents", get));
  return found;
}

}  // namespace atb::aws
