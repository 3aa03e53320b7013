#include "aws/cloudwatch.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "aws/paging.h"
#include "aws/query.h"

namespace atb::aws {
namespace {

using core::Result;

/// The shortest text that reads back as the same number.
std::string number(double value) {
  return fmt::format("{}", value);
}

template <class Number>
std::optional<Number> number_in(const XmlNode& node, const char* name) {
  const auto text = node.text(name);
  Number value{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string copy(const XmlNode& node, const char* name) {
  return std::string{node.text(name)};
}

std::vector<std::string> texts_in(const XmlNode& node, const char* list) {
  std::vector<std::string> texts;
  for (const auto& member : node.members(list)) texts.emplace_back(member.text());
  return texts;
}

void add_dimensions(QueryForm& form, const std::string& prefix,
                    const std::vector<Dimension>& dimensions) {
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    const auto name = fmt::format("{}Dimensions.member.{}", prefix, i + 1);
    form.add(name + ".Name", dimensions[i].name);
    form.add(name + ".Value", dimensions[i].value);
  }
}

std::vector<Dimension> dimensions_in(const XmlNode& node) {
  std::vector<Dimension> dimensions;
  for (const auto& member : node.members("Dimensions"))
    dimensions.push_back({copy(member, "Name"), copy(member, "Value")});
  return dimensions;
}

/// One alarm of the answer; nothing for an alarm without a metric and threshold of its own.
std::optional<AlarmState> alarm_in(const XmlNode& node) {
  const auto threshold = number_in<double>(node, "Threshold");
  if (!threshold || node.text("MetricName").empty()) return std::nullopt;
  MetricAlarm alarm;
  alarm.name = node.text("AlarmName");
  alarm.description = node.text("AlarmDescription");
  alarm.metric = {copy(node, "Namespace"), copy(node, "MetricName"), dimensions_in(node)};
  alarm.statistic = node.text("Statistic");
  alarm.period_seconds = number_in<int>(node, "Period").value_or(0);
  alarm.evaluation_periods = number_in<int>(node, "EvaluationPeriods").value_or(0);
  alarm.datapoints_to_alarm = number_in<int>(node, "DatapointsToAlarm").value_or(0);
  alarm.threshold = *threshold;
  alarm.comparison = node.text("ComparisonOperator");
  if (const auto missing = node.text("TreatMissingData"); !missing.empty())
    alarm.treat_missing_data = missing;
  alarm.actions_enabled = node.text("ActionsEnabled") == "true";
  alarm.alarm_actions = texts_in(node, "AlarmActions");
  alarm.ok_actions = texts_in(node, "OKActions");
  const auto changed = core::parse_timestamp(node.text("StateUpdatedTimestamp"));
  return AlarmState{std::move(alarm), copy(node, "AlarmArn"), copy(node, "StateValue"),
                    copy(node, "StateReason"), changed ? std::optional{*changed} : std::nullopt};
}

/// A call whose answer says only that it worked.
Result<void> command(Client& client, const QueryForm& form, std::string_view resource) {
  ATB_TRY(call_query(client, form, resource));
  return {};
}

}  // namespace

Result<void> CloudWatch::put_metric_alarm(const MetricAlarm& alarm) {
  QueryForm form{kCloudWatch, "PutMetricAlarm"};
  form.add("AlarmName", alarm.name);
  form.add_some("AlarmDescription", alarm.description);
  form.add("ActionsEnabled", alarm.actions_enabled ? "true" : "false");
  form.add_list("OKActions", alarm.ok_actions);
  form.add_list("AlarmActions", alarm.alarm_actions);
  form.add("MetricName", alarm.metric.name);
  form.add("Namespace", alarm.metric.name_space);
  form.add("Statistic", alarm.statistic);
  add_dimensions(form, "", alarm.metric.dimensions);
  form.add("Period", fmt::format("{}", alarm.period_seconds));
  form.add("EvaluationPeriods", fmt::format("{}", alarm.evaluation_periods));
  if (alarm.datapoints_to_alarm > 0)
    form.add("DatapointsToAlarm", fmt::format("{}", alarm.datapoints_to_alarm));
  form.add("Threshold", number(alarm.threshold));
  form.add("ComparisonOperator", alarm.comparison);
  form.add("TreatMissingData", alarm.treat_missing_data);
  return command(client_, form, alarm.name);
}

Result<std::vector<AlarmState>> CloudWatch::describe_alarms(std::string_view name_prefix) {
  std::vector<AlarmState> alarms;
  const auto get = [&](const std::string& token) -> Result<std::string> {
    QueryForm form{kCloudWatch, "DescribeAlarms"};
    form.add_some("AlarmNamePrefix", name_prefix);
    form.add_some("NextToken", token);
    ATB_ASSIGN(const auto answer, call_query(client_, form, name_prefix));
    if (!answer.result.exists()) return malformed_answer(kCloudWatch, form.action());
    for (const auto& member : answer.result.members("MetricAlarms"))
      if (auto alarm = alarm_in(member)) alarms.push_back(std::move(*alarm));
    return copy(answer.result, "NextToken");
  };
  ATB_TRY(for_each_page("DescribeAlarms", get));
  return alarms;
}

Result<void> CloudWatch::set_alarm_state(std::string_view name, std::string_view state,
                                         std::string_view reason) {
  QueryForm form{kCloudWatch, "SetAlarmState"};
  form.add("AlarmName", name);
  form.add("StateValue", state);
  form.add("StateReason", reason);
  return command(client_, form, name);
}

Result<void> CloudWatch::delete_alarms(const std::vector<std::string>& names) {
  QueryForm form{kCloudWatch, "DeleteAlarms"};
  form.add_list("AlarmNames", names);
  return command(client_, form, fmt::format("{}", fmt::join(names, ", ")));
}

Result<void> CloudWatch::put_metric_data(std::string_view name_space,
                                         const std::vector<MetricDatum>& data) {
  QueryForm form{kCloudWatch, "PutMetricData"};
  form.add("Namespace", name_space);
  for (std::size_t i = 0; i < data.size(); ++i) {
    const auto& datum = data[i];
    if (!std::isfinite(datum.value))
      return core::fail(core::ErrorKind::internal, "aws.metric_not_finite",
                        fmt::format("the value of metric {} is no number", datum.name),
                        "This is a fault of the program: please report it.");
    const auto prefix = fmt::format("MetricData.member.{}.", i + 1);
    form.add(prefix + "MetricName", datum.name);
    add_dimensions(form, prefix, datum.dimensions);
    form.add(prefix + "Value", number(datum.value));
    form.add_some(prefix + "Unit", datum.unit);
    if (datum.at) form.add(prefix + "Timestamp", core::to_text(*datum.at));
  }
  return command(client_, form, name_space);
}

Result<std::vector<Datapoint>> CloudWatch::get_metric_statistics(const StatisticsRequest& request) {
  QueryForm form{kCloudWatch, "GetMetricStatistics"};
  form.add("Namespace", request.metric.name_space);
  form.add("MetricName", request.metric.name);
  add_dimensions(form, "", request.metric.dimensions);
  form.add("StartTime", core::to_text(request.start));
  form.add("EndTime", core::to_text(request.end));
  form.add("Period", fmt::format("{}", request.period_seconds));
  form.add_list("Statistics", {request.statistic});
  ATB_ASSIGN(const auto answer, call_query(client_, form, request.metric.name));
  std::vector<Datapoint> points;
  for (const auto& member : answer.result.members("Datapoints")) {
    const auto at = core::parse_timestamp(member.text("Timestamp"));
    const auto value = number_in<double>(member, request.statistic.c_str());
    if (!at || !value) return malformed_answer(kCloudWatch, form.action());
    points.push_back({*at, *value});
  }
  std::sort(points.begin(), points.end(),
            [](const Datapoint& a, const Datapoint& b) { return a.at < b.at; });
  return points;
}

Result<std::vector<MetricName>> CloudWatch::list_metrics(std::string_view name_space,
                                                         std::string_view name) {
  std::vector<MetricName> metrics;
  const auto get = [&](const std::string& token) -> Result<std::string> {
    QueryForm form{kCloudWatch, "ListMetrics"};
    form.add_some("Namespace", name_space);
    form.add_some("MetricName", name);
    form.add_some("NextToken", token);
    ATB_ASSIGN(const auto answer, call_query(client_, form, name_space));
    if (!answer.result.exists()) return malformed_answer(kCloudWatch, form.action());
    for (const auto& member : answer.result.members("Metrics"))
      metrics.push_back(
          {copy(member, "Namespace"), copy(member, "MetricName"), dimensions_in(member)});
    return copy(answer.result, "NextToken");
  };
  ATB_TRY(for_each_page("ListMetrics", get));
  return metrics;
}

}  // namespace atb::aws
