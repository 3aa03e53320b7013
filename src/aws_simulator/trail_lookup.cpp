#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "aws_simulator/trail_operations.h"
#include "aws_simulator/wire_text.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kCallsPerSecond = 2;
constexpr std::int64_t kPageMax = 50;
constexpr std::array<std::string_view, 8> kAttributes{"EventId",     "EventName",    "ReadOnly",
                                                      "Username",    "ResourceType", "ResourceName",
                                                      "EventSource", "AccessKeyId"};

struct Lookup {
  std::string attribute;  ///< empty: everything
  std::string value;
  std::optional<core::Timestamp> start;
  std::optional<core::Timestamp> end;
};

/// The type that CloudTrail gives to a resource of that ARN.
std::string resource_type(const std::string& arn) {
  if (arn.find(":secretsmanager:") != std::string::npos) return "AWS::SecretsManager::Secret";
  if (arn.find(":role/") != std::string::npos) return "AWS::IAM::Role";
  if (arn.find(":alarm:") != std::string::npos) return "AWS::CloudWatch::Alarm";
  return arn.find(":log-group:") != std::string::npos ? "AWS::Logs::LogGroup"
                                                      : "AWS::CloudTrail::Trail";
}

bool has_attribute(const Lookup& lookup, const TrailEvent& event) {
  const auto& [attribute, value, start, end] = lookup;
  if (attribute == "EventId") return event.id == value;
  if (attribute == "EventName") return event.name == value;
  if (attribute == "ReadOnly") return (event.read_only ? "true" : "false") == value;
  if (attribute == "Username") return event.user == value;
  if (attribute == "EventSource") return event.source == value;
  if (attribute == "AccessKeyId") return event.access_key_id == value;
  return std::any_of(event.resources.begin(), event.resources.end(), [&](const auto& arn) {
    return attribute == "ResourceType" ? resource_type(arn) == value : arn == value;
  });
}

Outcome<Lookup> lookup_in(const Fields& input) {
  Lookup lookup;
  ATB_TAKE(const auto attributes, input.objects("LookupAttributes"));
  if (attributes.size() > 1)
    return refuse("InvalidLookupAttributesException",
                  "Only one lookup attribute is supported at this time.");
  if (!attributes.empty()) {
    ATB_TAKE(lookup.attribute, attributes.front().text("AttributeKey"));
    ATB_TAKE(lookup.value, attributes.front().text("AttributeValue"));
    if (std::find(kAttributes.begin(), kAttributes.end(), lookup.attribute) == kAttributes.end() ||
        lookup.value.empty())
      return refuse("InvalidLookupAttributesException",
                    fmt::format("Lookup attribute {} is not valid.", lookup.attribute));
  }
  ATB_TAKE(lookup.start, input.time("StartTime"));
  ATB_TAKE(lookup.end, input.time("EndTime"));
  if (lookup.start && lookup.end && *lookup.start > *lookup.end)
    return refuse("InvalidTimeRangeException", "Start time must be before the end time.");
  return lookup;
}

bool is_wanted(const Lookup& lookup, const TrailEvent& event, const std::string& region) {
  return event.is_delivered && event.region == region &&
         (!lookup.start || event.time >= *lookup.start) &&
         (!lookup.end || event.time <= *lookup.end) &&
         (lookup.attribute.empty() || has_attribute(lookup, event));
}

json event_view(const TrailEvent& event) {
  json resources = json::array();
  for (const auto& arn : event.resources)
    resources.push_back({{"ResourceType", resource_type(arn)}, {"ResourceName", arn}});
  json view{{"EventId", event.id},
            {"EventName", event.name},
            {"ReadOnly", event.read_only ? "true" : "false"},
            {"EventTime", to_wire(Protocol::json, event.time)},
            {"EventSource", event.source},
            {"Resources", std::move(resources)},
            {"CloudTrailEvent", event.text}};
  if (!event.access_key_id.empty()) view["AccessKeyId"] = event.access_key_id;
  if (!event.user.empty()) view["Username"] = event.user;
  return view;
}

}  // namespace

bool LookupThrottle::admit(const std::string& region, core::Timestamp now) {
  auto& calls = calls_[region];
  while (!calls.empty() && calls.front() + core::Duration::seconds(1) <= now) calls.pop_front();
  if (calls.size() >= kCallsPerSecond) return false;
  calls.push_back(now);
  return true;
}

Outcome<json> lookup_events(const Fields& input, TrailContext& context) {
  if (!context.throttle.admit(context.call.region, context.call.now))
    return refuse("ThrottlingException", "Rate exceeded");
  ATB_TAKE(const auto lookup, lookup_in(input));
  ATB_TAKE(const auto size, input.integer("MaxResults"));
  if (size && (*size < 1 || *size > kPageMax))
    return refuse("InvalidMaxResultsException", "MaxResults must be between 1 and 50.");
  ATB_TAKE(const auto token, input.text("NextToken"));
  std::vector<const TrailEvent*> found;
  for (const auto& event : context.trails.events())
    if (is_wanted(lookup, event, context.call.region)) found.push_back(&event);
  std::reverse(found.begin(), found.end());
  const auto page = page_of(found.size(), static_cast<std::size_t>(size.value_or(kPageMax)), token);
  if (!page) return refuse("InvalidNextTokenException", "Invalid next token.");
  json answer{{"Events", json::array()}};
  for (std::size_t i = page->first; i < page->last; ++i)
    answer["Events"].push_back(event_view(*found[i]));
  if (!page->next.empty()) answer["NextToken"] = page->next;
  return answer;
}

}  // namespace atb::aws_simulator
