#include "operations.h"

namespace atb::conformance {
namespace {

std::vector<aws::Dimension> dimensions(const json& input) {
  std::vector<aws::Dimension> made;
  for (const auto& item : input.value("Dimensions", json::array()))
    made.push_back({text(item, "Name"), text(item, "Value")});
  return made;
}

json to_json(const std::vector<aws::Dimension>& dimensions) {
  return list(dimensions, [](const aws::Dimension& dimension) {
    return json{{"Name", dimension.name}, {"Value", dimension.value}};
  });
}

aws::MetricName metric(const json& input) {
  return {text(input, "Namespace"), text(input, "MetricName"), dimensions(input)};
}

core::Result<json> put_alarm(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  aws::MetricAlarm alarm{.name = text(input, "AlarmName"),
                         .description = text(input, "AlarmDescription"),
                         .metric = metric(input),
                         .statistic = text(input, "Statistic"),
                         .period_seconds = input.value("Period", 0),
                         .evaluation_periods = input.value("EvaluationPeriods", 0),
                         .threshold = input.value("Threshold", 0.0),
                         .comparison = text(input, "ComparisonOperator"),
                         .treat_missing_data = text(input, "TreatMissingData")};
  alarm.actions_enabled = input.value("ActionsEnabled", true);
  alarm.alarm_actions = texts(input, "AlarmActions");
  alarm.ok_actions = texts(input, "OKActions");
  ATB_TRY(cloudwatch.put_metric_alarm(alarm));
  return json::object();
}

core::Result<json> describe_alarms(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  ATB_ASSIGN(const auto alarms, cloudwatch.describe_alarms(text(input, "AlarmNamePrefix")));
  return json{{"MetricAlarms", list(alarms, [](const aws::AlarmState& known) {
                 const auto& alarm = known.alarm;
                 return json{{"AlarmName", alarm.name},
                             {"AlarmArn", known.arn},
                             {"AlarmDescription", alarm.description},
                             {"Namespace", alarm.metric.name_space},
                             {"MetricName", alarm.metric.name},
                             {"Dimensions", to_json(alarm.metric.dimensions)},
                             {"Statistic", alarm.statistic},
                             {"Period", alarm.period_seconds},
                             {"EvaluationPeriods", alarm.evaluation_periods},
                             {"DatapointsToAlarm", alarm.datapoints_to_alarm},
                             {"Threshold", alarm.threshold},
                             {"ComparisonOperator", alarm.comparison},
                             {"TreatMissingData", alarm.treat_missing_data},
                             {"ActionsEnabled", alarm.actions_enabled},
                             {"AlarmActions", alarm.alarm_actions},
                             {"OKActions", alarm.ok_actions},
                             {"StateValue", known.state},
                             {"StateReason", known.reason},
                             {"StateUpdatedTimestamp", time_json(known.changed)}};
               })}};
}

core::Result<json> set_state(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  ATB_TRY(cloudwatch.set_alarm_state(text(input, "AlarmName"), text(input, "StateValue"),
                                     text(input, "StateReason")));
  return json::object();
}

core::Result<json> delete_alarms(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  ATB_TRY(cloudwatch.delete_alarms(texts(input, "AlarmNames")));
  return json::object();
}

core::Result<json> put_data(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  std::vector<aws::MetricDatum> data;
  for (const auto& item : input.at("MetricData")) {
    aws::MetricDatum datum{text(item, "MetricName"),
                           dimensions(item),
                           item.value("Value", 0.0),
                           text(item, "Unit"),
                           {}};
    if (item.contains("Timestamp")) datum.at = time(item, "Timestamp");
    data.push_back(std::move(datum));
  }
  ATB_TRY(cloudwatch.put_metric_data(text(input, "Namespace"), data));
  return json::object();
}

core::Result<json> statistics(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  const auto statistic = texts(input, "Statistics").at(0);
  ATB_ASSIGN(const auto points,
             cloudwatch.get_metric_statistics({.metric = metric(input),
                                               .statistic = statistic,
                                               .start = time(input, "StartTime"),
                                               .end = time(input, "EndTime"),
                                               .period_seconds = input.value("Period", 0)}));
  return json{{"Datapoints", list(points, [&](const aws::Datapoint& point) {
                 return json{{"Timestamp", time_json(point.at)}, {statistic, point.value}};
               })}};
}

core::Result<json> list_metrics(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  ATB_ASSIGN(const auto metrics,
             cloudwatch.list_metrics(text(input, "Namespace"), text(input, "MetricName")));
  return json{{"Metrics", list(metrics, [](const aws::MetricName& name) {
                 return json{{"Namespace", name.name_space},
                             {"MetricName", name.name},
                             {"Dimensions", to_json(name.dimensions)}};
               })}};
}

core::Result<json> describe_groups(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto logs, session.cloudwatch_logs());
  ATB_ASSIGN(const auto groups, logs.describe_log_groups(text(input, "logGroupNamePrefix")));
  return json{{"logGroups", list(groups, [](const aws::LogGroup& group) {
                 json made{{"logGroupName", group.name},
                           {"arn", group.arn},
                           {"metricFilterCount", group.metric_filters}};
                 if (group.retention_days) made["retentionInDays"] = *group.retention_days;
                 return made;
               })}};
}

core::Result<json> put_filter(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto logs, session.cloudwatch_logs());
  const auto& into = input.at("metricTransformations").at(0);
  aws::MetricFilter filter{.log_group = text(input, "logGroupName"),
                           .name = text(input, "filterName"),
                           .pattern = text(input, "filterPattern"),
                           .metric_namespace = text(into, "metricNamespace"),
                           .metric_name = text(into, "metricName"),
                           .metric_value = text(into, "metricValue")};
  if (into.contains("defaultValue")) filter.default_value = into["defaultValue"].get<int>();
  ATB_TRY(logs.put_metric_filter(filter));
  return json::object();
}

core::Result<json> describe_filters(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto logs, session.cloudwatch_logs());
  ATB_ASSIGN(const auto filters, logs.describe_metric_filters(text(input, "logGroupName"),
                                                              text(input, "filterNamePrefix")));
  return json{{"metricFilters", list(filters, [](const aws::MetricFilter& filter) {
                 json into{{"metricName", filter.metric_name},
                           {"metricNamespace", filter.metric_namespace},
                           {"metricValue", filter.metric_value}};
                 if (filter.default_value) into["defaultValue"] = *filter.default_value;
                 json made{{"filterName", filter.name},
                           {"filterPattern", filter.pattern},
                           {"logGroupName", filter.log_group},
                           {"creationTime", nullptr}};
                 if (filter.made) made["creationTime"] = filter.made->ms();
                 made["metricTransformations"] = json::array({into});
                 return made;
               })}};
}

core::Result<json> test_filter(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto logs, session.cloudwatch_logs());
  ATB_ASSIGN(const auto matches, logs.test_metric_filter(text(input, "filterPattern"),
                                                         texts(input, "logEventMessages")));
  return json{{"matches", list(matches, [](const aws::PatternMatch& match) {
                 return json{{"eventNumber", match.line}, {"eventMessage", match.message}};
               })}};
}

core::Result<json> describe_trails(aws::Session& session, const json& /*input*/) {
  ATB_ASSIGN(auto cloudtrail, session.cloudtrail());
  ATB_ASSIGN(const auto trails, cloudtrail.describe_trails());
  return json{{"trailList", list(trails, [](const aws::Trail& trail) {
                 return json{{"Name", trail.name},
                             {"TrailARN", trail.arn},
                             {"HomeRegion", trail.home_region},
                             {"CloudWatchLogsLogGroupArn", trail.log_group_arn},
                             {"IsMultiRegionTrail", trail.multi_region},
                             {"IsOrganizationTrail", trail.of_organization}};
               })}};
}

core::Result<json> trail_status(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto cloudtrail, session.cloudtrail());
  ATB_ASSIGN(const auto status, cloudtrail.get_trail_status(text(input, "Name")));
  return json{{"IsLogging", status.logging},
              {"LatestCloudWatchLogsDeliveryTime", time_json(status.last_delivery_to_logs)},
              {"LatestCloudWatchLogsDeliveryError", status.logs_delivery_error}};
}

core::Result<json> selectors(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto cloudtrail, session.cloudtrail());
  ATB_ASSIGN(const auto found, cloudtrail.get_event_selectors(text(input, "TrailName")));
  const auto basic = [](const aws::EventSelector& selector) {
    return json{{"ReadWriteType", selector.read_write},
                {"IncludeManagementEvents", selector.management_events},
                {"ExcludeManagementEventSources", selector.excluded_sources}};
  };
  const auto field = [](const aws::FieldSelector& of) {
    return json{{"Field", of.field}, {"Equals", of.equals}, {"NotEquals", of.not_equals}};
  };
  const auto advanced = [&](const aws::AdvancedEventSelector& selector) {
    return json{{"Name", selector.name}, {"FieldSelectors", list(selector.fields, field)}};
  };
  return json{{"EventSelectors", list(found.basic, basic)},
              {"AdvancedEventSelectors", list(found.advanced, advanced)}};
}

core::Result<json> lookup(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto cloudtrail, session.cloudtrail());
  const auto& attribute = input.at("LookupAttributes").at(0);
  ATB_ASSIGN(const auto found,
             cloudtrail.lookup_events({.attribute = text(attribute, "AttributeKey"),
                                       .value = text(attribute, "AttributeValue"),
                                       .start = time(input, "StartTime"),
                                       .end = time(input, "EndTime")}));
  return json{{"Events", list(found.events, [](const aws::TrailEvent& event) {
                 return json{{"EventId", event.id},
                             {"EventName", event.name},
                             {"Username", event.username},
                             {"EventTime", time_json(event.at)},
                             {"CloudTrailEvent", event.record}};
               })}};
}

}  // namespace

const std::vector<Operation>& monitoring_operations() {
  static const std::vector<Operation> kOperations{
      {"cloudwatch",
       "PutMetricAlarm",
       {"AlarmName", "AlarmDescription", "Namespace", "MetricName", "Dimensions", "Statistic",
        "Period", "EvaluationPeriods", "Threshold", "ComparisonOperator", "TreatMissingData",
        "ActionsEnabled", "AlarmActions", "OKActions"},
       &put_alarm,
       {"Statistic", "Period", "EvaluationPeriods", "Threshold", "ComparisonOperator",
        "TreatMissingData"}},
      {"cloudwatch", "DescribeAlarms", {"AlarmNamePrefix"}, &describe_alarms},
      {"cloudwatch", "SetAlarmState", {"AlarmName", "StateValue", "StateReason"}, &set_state},
      {"cloudwatch", "DeleteAlarms", {"AlarmNames"}, &delete_alarms},
      {"cloudwatch", "PutMetricData", {"Namespace", "MetricData"}, &put_data},
      {"cloudwatch",
       "GetMetricStatistics",
       {"Namespace", "MetricName", "Dimensions", "Statistics", "StartTime", "EndTime", "Period"},
       &statistics,
       {"Statistics", "StartTime", "EndTime"}},
      {"cloudwatch", "ListMetrics", {"Namespace", "MetricName"}, &list_metrics},
      {"logs", "DescribeLogGroups", {"logGroupNamePrefix"}, &describe_groups},
      {"logs",
       "PutMetricFilter",
       {"logGroupName", "filterName", "filterPattern", "metricTransformations"},
       &put_filter},
      {"logs", "DescribeMetricFilters", {"logGroupName", "filterNamePrefix"}, &describe_filters},
      {"logs", "TestMetricFilter", {"filterPattern", "logEventMessages"}, &test_filter},
      {"cloudtrail", "DescribeTrails", {}, &describe_trails},
      {"cloudtrail", "GetTrailStatus", {"Name"}, &trail_status},
      {"cloudtrail", "GetEventSelectors", {"TrailName"}, &selectors},
      {"cloudtrail",
       "LookupEvents",
       {"LookupAttributes", "StartTime", "EndTime"},
       &lookup,
       {"LookupAttributes", "StartTime", "EndTime"}}};
  return kOperations;
}

}  // namespace atb::conformance
