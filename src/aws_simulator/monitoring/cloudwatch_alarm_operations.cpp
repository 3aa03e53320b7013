#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "aws_simulator/monitoring/cloudwatch_operations.h"
#include "aws_simulator/monitoring/metric_units.h"
#include "aws_simulator/wire/wire_text.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kNotFound = 404;
constexpr std::size_t kNameMax = 255;
constexpr std::size_t kActionsMax = 5;
constexpr std::int64_t kRecordsMax = 100;
constexpr std::int64_t kRecordsDefault = 50;
constexpr std::int64_t kDayInSeconds = 86'400;

tl::unexpected<ServiceError> invalid(std::string message) {
  return refuse("ValidationError", std::move(message));
}

Outcome<std::vector<std::string>> actions_in(const Fields& input, const char* key) {
  ATB_TAKE(auto actions, input.texts(key));
  if (actions.size() > kActionsMax)
    return invalid(fmt::format("{} must not have more than 5 entries.", key));
  for (const auto& action : actions)
    if (!action.starts_with("arn:")) return invalid(fmt::format("Invalid ARN: {}", action));
  return actions;
}

/// Texts of the rule that must be one of a few.
Outcome<void> check_rule(const AlarmRule& rule) {
  constexpr std::array<std::string_view, 4> kModes{"breaching", "notBreaching", "ignore",
                                                   "missing"};
  if (!statistic(Sample{}, rule.statistic))
    return invalid(
        fmt::format("Statistic {} is not one of SampleCount, Average, Sum, Minimum, "
                    "Maximum.",
                    rule.statistic));
  if (!is_comparison(rule.comparison))
    return invalid(fmt::format("Invalid comparison operator {}.", rule.comparison));
  if (std::find(kModes.begin(), kModes.end(), rule.treat_missing) == kModes.end())
    return invalid(fmt::format(
        "Option: {}, is not valid for TreatMissingData. Valid options: breaching, notBreaching, "
        "ignore, missing",
        rule.treat_missing));
  if (rule.datapoints_to_alarm > rule.evaluation_periods)
    return invalid("DatapointsToAlarm must not be greater than EvaluationPeriods.");
  const auto span = rule.period * rule.evaluation_periods;
  if (span > core::Duration::days(7) ||
      (rule.period < core::Duration::hours(1) && span > core::Duration::seconds(kDayInSeconds)))
    return invalid(
        "Metrics cannot be checked across more than a day (EvaluationPeriods * Period "
        "must be <= 86400).");
  return {};
}

Outcome<AlarmRule> rule_in(const Fields& input, const std::string& region) {
  AlarmRule rule;
  rule.metric.region = region;
  if (input.has("Metrics") || input.has("ExtendedStatistic"))
    return invalid("Metric math and percentiles are outside of what is simulated.");
  ATB_TAKE(rule.metric.name_space, input.needed_text("Namespace"));
  ATB_TAKE(rule.metric.name, input.needed_text("MetricName"));
  ATB_TAKE(rule.metric.dimensions, dimensions_in(input));
  ATB_TAKE(rule.statistic, input.needed_text("Statistic"));
  ATB_TAKE(rule.unit, unit_in(input));
  ATB_TAKE(rule.comparison, input.needed_text("ComparisonOperator"));
  ATB_TAKE(rule.period, period_in(input));
  ATB_TAKE(const auto threshold, input.number("Threshold"));
  if (!threshold) return invalid("Threshold must be specified.");
  rule.threshold = *threshold;
  ATB_TAKE(const auto periods, input.integer("EvaluationPeriods"));
  if (!periods || *periods < 1) return invalid("EvaluationPeriods must be at least 1.");
  rule.evaluation_periods = *periods;
  ATB_TAKE(rule.datapoints_to_alarm,
           input.integer_between("DatapointsToAlarm", *periods, 1, kDayInSeconds));
  ATB_TAKE(const auto missing, input.text("TreatMissingData"));
  if (!missing.empty()) rule.treat_missing = missing;
  ATB_CHECK(check_rule(rule));
  return rule;
}

Outcome<json> put_metric_alarm(const Fields& input, CloudWatchContext& context) {
  Alarm alarm;
  ATB_TAKE(alarm.name, input.needed_text("AlarmName"));
  if (alarm.name.size() > kNameMax) return invalid("AlarmName must have at most 255 characters.");
  ATB_TAKE(alarm.description, input.text("AlarmDescription"));
  ATB_TAKE(alarm.actions_enabled, input.flag("ActionsEnabled", true));
  ATB_TAKE(alarm.ok_actions, actions_in(input, "OKActions"));
  ATB_TAKE(alarm.alarm_actions, actions_in(input, "AlarmActions"));
  ATB_TAKE(alarm.insufficient_data_actions, actions_in(input, "InsufficientDataActions"));
  ATB_TAKE(alarm.rule, rule_in(input, context.call.region));
  alarm.arn = alarm_arn(context.call, alarm.name);
  context.alarms.put(std::move(alarm), context.call.now);
  return json{};
}

void add_rule(json& view, const AlarmRule& rule) {
  view["Namespace"] = rule.metric.name_space;
  view["MetricName"] = rule.metric.name;
  view["Dimensions"] = dimensions_view(rule.metric.dimensions);
  view["Statistic"] = rule.statistic;
  view["Period"] = rule.period.us() / core::Duration::seconds(1).us();
  view["EvaluationPeriods"] = rule.evaluation_periods;
  view["DatapointsToAlarm"] = rule.datapoints_to_alarm;
  view["Threshold"] = rule.threshold;
  view["ComparisonOperator"] = rule.comparison;
  view["TreatMissingData"] = rule.treat_missing;
  if (!rule.unit.empty()) view["Unit"] = rule.unit;
}

json alarm_view(const Alarm& alarm, Protocol protocol) {
  json view{{"AlarmName", alarm.name},
            {"AlarmArn", alarm.arn},
            {"ActionsEnabled", alarm.actions_enabled},
            {"OKActions", alarm.ok_actions},
            {"AlarmActions", alarm.alarm_actions},
            {"InsufficientDataActions", alarm.insufficient_data_actions},
            {"StateValue", to_text(alarm.state)},
            {"StateReason", alarm.reason},
            {"StateUpdatedTimestamp", to_wire(protocol, alarm.state_changed)},
            {"AlarmConfigurationUpdatedTimestamp", to_wire(protocol, alarm.configured)}};
  if (!alarm.description.empty()) view["AlarmDescription"] = alarm.description;
  add_rule(view, alarm.rule);
  return view;
}

/// Entries of one page under `key`, and NextToken when there are more.
Outcome<json> page_view(const Fields& input, const char* key, const std::vector<json>& entries) {
  ATB_TAKE(const auto size, input.integer_between("MaxRecords", kRecordsDefault, 1, kRecordsMax));
  ATB_TAKE(const auto token, input.text("NextToken"));
  const auto page = page_of(entries.size(), static_cast<std::size_t>(size), token);
  if (!page) return refuse("InvalidNextToken", "The next token specified is invalid.");
  json answer{{key, json::array()}};
  for (std::size_t i = page->first; i < page->last; ++i) answer[key].push_back(entries[i]);
  if (!page->next.empty()) answer["NextToken"] = page->next;
  return answer;
}

bool is_named(const std::vector<std::string>& names, const std::string& name) {
  return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

Outcome<json> describe_alarms(const Fields& input, CloudWatchContext& context) {
  ATB_TAKE(const auto names, input.texts("AlarmNames"));
  ATB_TAKE(const auto prefix, input.text("AlarmNamePrefix"));
  ATB_TAKE(const auto state, input.text("StateValue"));
  ATB_TAKE(const auto action, input.text("ActionPrefix"));
  ATB_TAKE(const auto types, input.texts("AlarmTypes"));
  if (!names.empty() && !prefix.empty())
    return refuse("InvalidParameterCombination",
                  "AlarmNamePrefix and AlarmNames cannot be both specified.");
  const bool wants_metric_alarms = is_named(types, "MetricAlarm");
  std::vector<json> entries;
  for (const auto& [key, alarm] : context.alarms.alarms()) {
    const bool is_wanted =
        wants_metric_alarms && key.first == context.call.region && is_named(names, alarm.name) &&
        alarm.name.starts_with(prefix) && (state.empty() || to_text(alarm.state) == state) &&
        (action.empty() || std::any_of(alarm.alarm_actions.begin(), alarm.alarm_actions.end(),
                                       [&](const auto& arn) { return arn.starts_with(action); }));
    if (is_wanted) entries.push_back(alarm_view(alarm, context.call.protocol));
  }
  ATB_TAKE(auto answer, page_view(input, "MetricAlarms", entries));
  answer["CompositeAlarms"] = json::array();
  return answer;
}

Outcome<json> describe_alarm_history(const Fields& input, CloudWatchContext& context) {
  ATB_TAKE(const auto name, input.text("AlarmName"));
  ATB_TAKE(const auto type, input.text("HistoryItemType"));
  ATB_TAKE(const auto from, input.time("StartDate"));
  ATB_TAKE(const auto to, input.time("EndDate"));
  ATB_TAKE(const auto order, input.text("ScanBy"));
  std::vector<json> entries;
  for (const auto& event : context.alarms.history()) {
    const bool is_wanted = event.region == context.call.region &&
                           (name.empty() || event.alarm == name) &&
                           (type.empty() || event.type == type) && (!from || event.time >= *from) &&
                           (!to || event.time <= *to);
    if (is_wanted)
      entries.push_back({{"AlarmName", event.alarm},
                         {"AlarmType", "MetricAlarm"},
                         {"Timestamp", to_wire(context.call.protocol, event.time)},
                         {"HistoryItemType", event.type},
                         {"HistorySummary", event.summary},
                         {"HistoryData", event.data}});
  }
  if (order != "TimestampAscending") std::reverse(entries.begin(), entries.end());
  return page_view(input, "AlarmHistoryItems", entries);
}

Outcome<json> set_alarm_state(const Fields& input, CloudWatchContext& context) {
  ATB_TAKE(const auto name, input.needed_text("AlarmName"));
  ATB_TAKE(const auto value, input.needed_text("StateValue"));
  ATB_TAKE(const auto reason, input.needed_text("StateReason"));
  ATB_TAKE(const auto data, input.text("StateReasonData"));
  const auto state = parse_alarm_state(value);
  if (!state) return invalid(fmt::format("{} is not a state of an alarm.", value));
  if (!data.empty() && !json::accept(data))
    return refuse("InvalidFormat", "StateReasonData is not valid JSON.");
  if (!context.alarms.set_state(context.call.region, name, *state, reason, context.call.now))
    return refuse_with(kNotFound, "ResourceNotFound", fmt::format("Unknown alarm: {}", name));
  return json{};
}

Outcome<json> delete_alarms(const Fields& input, CloudWatchContext& context) {
  ATB_TAKE(const auto names, input.texts("AlarmNames"));
  for (const auto& name : names)
    if (context.alarms.find(context.call.region, name) == nullptr)
      return refuse_with(kNotFound, "ResourceNotFound", fmt::format("Unknown alarm: {}", name));
  for (const auto& name : names) context.alarms.remove(context.call.region, name);
  return json{};
}

}  // namespace

std::string alarm_arn(const ServiceCall& call, const std::string& name) {
  return fmt::format("arn:aws:cloudwatch:{}:{}:alarm:{}", call.region, call.caller.account, name);
}

const CloudWatchOperations& alarm_operations() {
  static const CloudWatchOperations operations{
      {"PutMetricAlarm", &put_metric_alarm},
      {"DescribeAlarms", &describe_alarms},
      {"DescribeAlarmHistory", &describe_alarm_history},
      {"SetAlarmState", &set_alarm_state},
      {"DeleteAlarms", &delete_alarms},
  };
  return operations;
}

}  // namespace atb::aws_simulator
