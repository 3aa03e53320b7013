#include "account/alarm_plan.h"

#include <algorithm>

#include <fmt/format.h>

#include "account/heartbeat_metric.h"

namespace atb::account {
namespace {

using core::ErrorKind;
using core::Result;

constexpr std::string_view kSource = R"(($.eventSource = "secretsmanager.amazonaws.com"))";

/// CloudTrail tells the secret as the caller wrote it (name or ARN). Where a refused call is told
/// without its parameters, the service's message still names the secret.
std::string touches(std::string_view secret_name) {
  return fmt::format(R"((($.requestParameters.secretId = "*{0}*") || ($.errorMessage = "*{0}*")))",
                     secret_name);
}

/// The stars: the trail writes AccessDenied where the API says AccessDeniedException.
std::string denied_pattern(const AlarmRequest& request) {
  return fmt::format(
      R"({{ {} && ($.eventName = "*SecretValue*") && ($.errorCode = "*AccessDenied*") && {} }})",
      kSource, touches(request.secret_name));
}

/// Users have no session issuer, and nothing is said of a comparison with a field that is not
/// there: therefore NOT EXISTS by name.
std::string strangers_pattern(const AlarmRequest& request) {
  constexpr std::string_view kIssuer = "$.userIdentity.sessionContext.sessionIssuer.arn";
  std::string known = fmt::format("({} NOT EXISTS)", kIssuer);
  std::string others;
  for (const auto& role : request.known_roles)
    others += fmt::format(R"({}({} != "{}"))", others.empty() ? "" : " && ", kIssuer, role);
  const auto who =
      request.known_roles.empty() ? std::string{} : fmt::format(" && ({} || ({}))", known, others);
  return fmt::format(R"({{ {} && ($.eventName = "*GetSecretValue") && ($.errorCode NOT EXISTS) )"
                     R"(&& ($.requestParameters.secretId = "*{}*"){} }})",
                     kSource, request.secret_name, who);
}

std::string changes_pattern(const AlarmRequest& request) {
  std::string names;
  for (const std::string_view name :
       {"PutSecretValue", "UpdateSecret*", "DeleteSecret", "PutResourcePolicy",
        "DeleteResourcePolicy", "ReplicateSecret*", "RotateSecret"})
    names += fmt::format(R"({}($.eventName = "{}"))", names.empty() ? "" : " || ", name);
  return fmt::format("{{ {} && ({}) && {} }}", kSource, names, touches(request.secret_name));
}

MetricFilterPlan filter(Watch watch, const AlarmRequest& request, std::string_view word,
                        std::string_view metric, std::string pattern) {
  return {watch, fmt::format("ai-trading-bot-{}-secret-{}", request.environment, word),
          std::move(pattern), fmt::format("{}-{}", metric, request.environment)};
}

AlarmPlan alarm_on(const MetricFilterPlan& filter, std::string description) {
  AlarmPlan alarm;
  alarm.name = filter.name;
  alarm.description = std::move(description);
  alarm.metric_namespace = kAlarmNamespace;
  alarm.metric = filter.metric;
  return alarm;
}

AlarmPlan heartbeat_alarm(const AlarmRequest& request) {
  AlarmPlan alarm;
  alarm.name = fmt::format("ai-trading-bot-{}-heartbeat{}", request.environment,
                           request.pair.empty() ? "" : "-" + request.pair);
  alarm.description = "The trading bot has not been healthy for five minutes";
  alarm.metric_namespace = kHeartbeatNamespace;
  alarm.metric = kHeartbeatMetric;
  alarm.dimensions.emplace_back(kEnvironmentDimension, request.environment);
  if (!request.pair.empty()) alarm.dimensions.emplace_back(kPairDimension, request.pair);
  alarm.period_seconds = 60;
  alarm.evaluation_periods = 5;
  alarm.datapoints = 5;
  alarm.comparison = "LessThanThreshold";
  alarm.threshold = 1;
  alarm.missing_data = "breaching";
  return alarm;
}

bool fits_a_pattern(std::string_view text) {
  constexpr std::string_view kSigns = "/_+=.@-:,";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kSigns.find(c) != std::string_view::npos;
  });
}

Result<void> check_names(const AlarmRequest& request) {
  auto names = request.known_roles;
  names.push_back(request.secret_name);
  for (const auto& name : names)
    if (!fits_a_pattern(name))
      return core::fail(ErrorKind::usage, "alarm.bad_name",
                        fmt::format("\"{}\" cannot stand in a filter pattern", name.substr(0, 200)),
                        "Names of secrets and ARNs of roles hold letters, digits and /_+=.@-:, "
                        "only.");
  return {};
}

bool expected(const SampleEvent& sample, Watch watch) {
  switch (watch) {
    case Watch::denied:
      return sample.denied;
    case Watch::strangers:
      return sample.stranger;
    case Watch::changes:
      return sample.change;
  }
  return false;
}

}  // namespace

Result<AlarmSet> alarm_set(const AlarmRequest& request) {
  ATB_TRY(check_names(request));
  AlarmSet set;
  set.filters = {
      filter(Watch::denied, request, "denied", "SecretDenied", denied_pattern(request)),
      filter(Watch::strangers, request, "strangers", "SecretReadByStranger",
             strangers_pattern(request)),
      filter(Watch::changes, request, "changes", "SecretChanged", changes_pattern(request))};
  for (const auto& plan : set.filters)
    if (plan.pattern.size() > kPatternCharactersMax)
      return core::fail(ErrorKind::usage, "alarm.pattern_too_long",
                        fmt::format("the pattern of {} has {} characters; CloudWatch Logs takes {}",
                                    plan.name, plan.pattern.size(), kPatternCharactersMax),
                        "Name fewer roles with --known-role.");
  const auto& name = request.secret_name;
  set.alarms = {
      alarm_on(set.filters[0], fmt::format("A read or write of {} was denied", name)),
      alarm_on(set.filters[1], fmt::format("{} was read by someone unknown", name)),
      alarm_on(set.filters[2], fmt::format("{} or the access to it was changed, or somebody "
                                           "tried to",
                                           name))};
  if (request.heartbeat) set.alarms.push_back(heartbeat_alarm(request));
  return set;
}

Result<void> check_matches(const MetricFilterPlan& filter, const std::vector<SampleEvent>& samples,
                           const std::vector<std::size_t>& matched) {
  std::string faults;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const bool found = std::find(matched.begin(), matched.end(), i) != matched.end();
    if (found == expected(samples[i], filter.watch)) continue;
    faults += fmt::format("{}sample {} is {}: {}", faults.empty() ? "" : "\n", i + 1,
                          found ? "counted and must not be" : "not counted", samples[i].json);
  }
  if (faults.empty()) return {};
  return core::fail(
      ErrorKind::internal, "alarm.filter_fails",
      fmt::format("the filter {} does not match what it should; nothing was made", filter.name),
      std::move(faults) + "\nPlease report this with the lines above.");
}

}  // namespace atb::account
