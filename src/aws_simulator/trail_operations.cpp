#include "aws_simulator/trail_operations.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/wire_text.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kTrailsMax = 5;
constexpr std::size_t kSelectorsMax = 5;

Outcome<std::string> trail_name_in(const Fields& input) {
  ATB_TAKE(auto name, input.text("Name"));
  const auto is_letter_or_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  const bool is_allowed = std::all_of(name.begin(), name.end(), [&](char c) {
    return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
  });
  if (name.size() < 3 || name.size() > 128 || !is_allowed || !is_letter_or_digit(name.front()))
    return refuse("InvalidTrailNameException",
                  "Trail name must have 3 to 128 letters, digits, periods, underscores or dashes, "
                  "and start with a letter or digit.");
  return name;
}

Outcome<Trail*> trail_in(const Fields& input, TrailContext& context, const char* key = "Name") {
  ATB_TAKE(const auto name, input.text(key));
  auto* const trail = context.trails.find(context.call.region, name);
  if (trail == nullptr)
    return refuse("TrailNotFoundException", fmt::format("Unknown trail: {} for the user: {}", name,
                                                        context.call.caller.account));
  return trail;
}

json trail_view(const Trail& trail) {
  json view{{"Name", trail.name},
            {"S3BucketName", trail.bucket},
            {"IncludeGlobalServiceEvents", trail.includes_global_events},
            {"IsMultiRegionTrail", trail.is_multi_region},
            {"TrailARN", trail.arn},
            {"LogFileValidationEnabled", trail.validates_files},
            {"IsOrganizationTrail", false}};
  if (!trail.log_group_arn.empty()) {
    view["CloudWatchLogsLogGroupArn"] = trail.log_group_arn;
    view["CloudWatchLogsRoleArn"] = trail.log_role_arn;
  }
  return view;
}

json described(const Trail& trail) {
  json view = trail_view(trail);
  view["HomeRegion"] = trail.home_region;
  view["HasCustomEventSelectors"] =
      !trail.advanced_selectors.is_null() || trail.event_selectors != default_event_selectors();
  view["HasInsightSelectors"] = false;
  return view;
}

/// What creating and updating have in common; members that are not given stay.
Outcome<void> take_settings(const Fields& input, TrailContext& context, Trail& trail) {
  ATB_TAKE(const auto bucket, input.text("S3BucketName"));
  if (!bucket.empty()) trail.bucket = bucket;
  ATB_TAKE(trail.is_multi_region, input.flag("IsMultiRegionTrail", trail.is_multi_region));
  ATB_TAKE(trail.includes_global_events,
           input.flag("IncludeGlobalServiceEvents", trail.includes_global_events));
  ATB_TAKE(trail.validates_files, input.flag("EnableLogFileValidation", trail.validates_files));
  ATB_TAKE(const auto group, input.text("CloudWatchLogsLogGroupArn"));
  ATB_TAKE(const auto role, input.text("CloudWatchLogsRoleArn"));
  if (trail.bucket.empty())
    return refuse("InvalidS3BucketNameException", "Bucket name cannot be blank!");
  if (trail.is_multi_region && !trail.includes_global_events)
    return refuse("InvalidParameterCombinationException",
                  "Multi-Region trail must include global service events.");
  if (!role.empty()) trail.log_role_arn = role;
  if (group.empty()) return {};
  if (!context.trails.has_log_group(group))
    return refuse("InvalidCloudWatchLogsLogGroupArnException",
                  "CloudTrail cannot validate the specified log group ARN.");
  if (!trail.log_role_arn.starts_with("arn:"))
    return refuse("InvalidCloudWatchLogsRoleArnException",
                  "CloudTrail cannot validate the specified role ARN.");
  trail.log_group_arn = group;
  return {};
}

Outcome<json> create_trail(const Fields& input, TrailContext& context) {
  const auto& call = context.call;
  Trail trail;
  ATB_TAKE(trail.name, trail_name_in(input));
  trail.home_region = call.region;
  trail.arn = fmt::format("arn:aws:cloudtrail:{}:{}:trail/{}", call.region, call.caller.account,
                          trail.name);
  trail.event_selectors = default_event_selectors();
  ATB_CHECK(take_settings(input, context, trail));
  std::size_t count = 0;
  for (const auto& [arn, other] : context.trails.trails()) {
    if (other.home_region != call.region) continue;
    ++count;
    if (other.name == trail.name)
      return refuse(
          "TrailAlreadyExistsException",
          fmt::format("Trail {} already exists for customer: {}", trail.name, call.caller.account));
  }
  if (count >= kTrailsMax)
    return refuse("MaximumNumberOfTrailsExceededException",
                  fmt::format("User: {} already has {} trails in {}.", call.caller.account,
                              kTrailsMax, call.region));
  return trail_view(context.trails.add(std::move(trail)));
}

Outcome<json> update_trail(const Fields& input, TrailContext& context) {
  ATB_TAKE(auto* const trail, trail_in(input, context));
  Trail changed = *trail;
  ATB_CHECK(take_settings(input, context, changed));
  *trail = std::move(changed);
  return trail_view(*trail);
}

Outcome<json> delete_trail(const Fields& input, TrailContext& context) {
  ATB_TAKE(const auto* const trail, trail_in(input, context));
  context.trails.remove(std::string{trail->arn});
  return json::object();
}

Outcome<json> describe_trails(const Fields& input, TrailContext& context) {
  ATB_TAKE(const auto names, input.texts("trailNameList"));
  ATB_TAKE(const bool with_shadows, input.flag("includeShadowTrails", true));
  json list = json::array();
  for (const auto& [arn, trail] : context.trails.trails()) {
    const bool is_here = trail.home_region == context.call.region;
    const bool is_named =
        names.empty() || std::any_of(names.begin(), names.end(), [&](const auto& name) {
          return name == trail.name || name == arn;
        });
    if (is_named && (is_here || (with_shadows && trail.is_multi_region)))
      list.push_back(described(trail));
  }
  return json{{"trailList", std::move(list)}};
}

Outcome<json> get_trail(const Fields& input, TrailContext& context) {
  ATB_TAKE(const auto* const trail, trail_in(input, context));
  return json{{"Trail", described(*trail)}};
}

Outcome<json> get_trail_status(const Fields& input, TrailContext& context) {
  ATB_TAKE(const auto* const trail, trail_in(input, context));
  json status{{"IsLogging", trail->is_logging}};
  const auto add = [&](const char* key, const std::optional<core::Timestamp>& time) {
    if (time) status[key] = to_wire(Protocol::json, *time);
  };
  add("StartLoggingTime", trail->started);
  add("StopLoggingTime", trail->stopped);
  add("LatestCloudWatchLogsDeliveryTime", trail->delivered);
  return status;
}

Outcome<json> start_logging(const Fields& input, TrailContext& context) {
  ATB_TAKE(auto* const trail, trail_in(input, context));
  trail->is_logging = true;
  trail->started = context.call.now;
  return json::object();
}

Outcome<json> stop_logging(const Fields& input, TrailContext& context) {
  ATB_TAKE(auto* const trail, trail_in(input, context));
  trail->is_logging = false;
  trail->stopped = context.call.now;
  return json::object();
}

json selectors_view(const Trail& trail) {
  json view{{"TrailARN", trail.arn}};
  if (trail.advanced_selectors.is_null())
    view["EventSelectors"] = trail.event_selectors;
  else
    view["AdvancedEventSelectors"] = trail.advanced_selectors;
  return view;
}

Outcome<json> get_event_selectors(const Fields& input, TrailContext& context) {
  ATB_TAKE(const auto* const trail, trail_in(input, context, "TrailName"));
  return selectors_view(*trail);
}

tl::unexpected<ServiceError> invalid_selectors(std::string message) {
  return refuse("InvalidEventSelectorsException", std::move(message));
}

/// With what is not given filled in.
Outcome<json> basic_selectors_in(const std::vector<Fields>& selectors) {
  json list = json::array();
  for (const auto& selector : selectors) {
    ATB_TAKE(auto type, selector.text("ReadWriteType"));
    ATB_TAKE(const bool management, selector.flag("IncludeManagementEvents", true));
    ATB_TAKE(const auto excluded, selector.texts("ExcludeManagementEventSources"));
    if (type.empty()) type = std::string{"All"};
    if (type != "All" && type != "ReadOnly" && type != "WriteOnly")
      return invalid_selectors("ReadWriteType must be All, ReadOnly or WriteOnly.");
    list.push_back({{"ReadWriteType", type},
                    {"IncludeManagementEvents", management},
                    {"DataResources", selector.raw().value("DataResources", json::array())},
                    {"ExcludeManagementEventSources", excluded}});
  }
  return list;
}

Outcome<void> check_advanced(const std::vector<Fields>& selectors) {
  for (const auto& selector : selectors) {
    ATB_TAKE(const auto fields, selector.objects("FieldSelectors"));
    bool has_category = false;
    for (const auto& field : fields) {
      ATB_TAKE(const auto name, field.needed_text("Field"));
      for (const char* const key : {"Equals", "NotEquals"}) ATB_CHECK(field.texts(key));
      has_category = has_category || name == "eventCategory";
    }
    if (!has_category)
      return invalid_selectors("An advanced event selector must have a field eventCategory.");
  }
  return {};
}

Outcome<json> put_event_selectors(const Fields& input, TrailContext& context) {
  ATB_TAKE(auto* const trail, trail_in(input, context, "TrailName"));
  ATB_TAKE(const auto basic, input.objects("EventSelectors"));
  ATB_TAKE(const auto advanced, input.objects("AdvancedEventSelectors"));
  if (basic.empty() == advanced.empty())
    return invalid_selectors("Give either EventSelectors or AdvancedEventSelectors.");
  if (basic.size() > kSelectorsMax) return invalid_selectors("At most 5 event selectors.");
  if (basic.empty()) {
    ATB_CHECK(check_advanced(advanced));
    trail->advanced_selectors = input.raw().at("AdvancedEventSelectors");
  } else {
    ATB_TAKE(trail->event_selectors, basic_selectors_in(basic));
    trail->advanced_selectors = nullptr;
  }
  return selectors_view(*trail);
}

}  // namespace

const TrailOperations& trail_operations() {
  static const TrailOperations operations{
      {"CreateTrail", &create_trail},
      {"UpdateTrail", &update_trail},
      {"DeleteTrail", &delete_trail},
      {"DescribeTrails", &describe_trails},
      {"GetTrail", &get_trail},
      {"GetTrailStatus", &get_trail_status},
      {"StartLogging", &start_logging},
      {"StopLogging", &stop_logging},
      {"GetEventSelectors", &get_event_selectors},
      {"PutEventSelectors", &put_event_selectors},
      {"LookupEvents", &lookup_events},
  };
  return operations;
}

}  // namespace atb::aws_simulator
