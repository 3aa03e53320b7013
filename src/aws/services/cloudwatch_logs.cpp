#include "aws/services/cloudwatch_logs.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws/protocol/json_fields.h"
#include "aws/protocol/paging.h"
#include "aws/protocol/secret_json.h"

namespace atb::aws {
namespace {

using core::Result;

/// The answer, when it has the list that the operation always answers with.
Result<SecretJson> object_with(const char* list, const core::SecretBuffer& answer,
                               std::string_view operation) {
  auto object = parse_secret_json(answer);
  if (!object.is_object() || !object.contains(list) || !object[list].is_array())
    return malformed_answer(kCloudWatchLogs, operation);
  return object;
}

MetricFilter filter_in(const SecretJson& object) {
  MetricFilter filter;
  filter.log_group = text_at(object, "logGroupName");
  filter.name = text_at(object, "filterName");
  filter.pattern = text_at(object, "filterPattern");
  filter.made = time_ms_at(object, "creationTime");
  const auto& transformations = list_at(object, "metricTransformations");
  if (transformations.empty()) return filter;
  const auto& first = transformations.front();
  filter.metric_namespace = text_at(first, "metricNamespace");
  filter.metric_name = text_at(first, "metricName");
  filter.metric_value = text_at(first, "metricValue");
  constexpr double kDefaultMax = 1e9;  // beyond it is another than ours all the same
  if (const auto at = first.find("defaultValue"); at != first.end() && at->is_number())
    filter.default_value =
        static_cast<int>(std::clamp(at->get<double>(), -kDefaultMax, kDefaultMax));
  return filter;
}

}  // namespace

Result<core::SecretBuffer> CloudWatchLogs::call(std::string_view operation,
                                                std::string_view resource,
                                                const core::SecretBuffer& body) {
  return client_.call(body, {.operation = std::string{operation},
                             .resource = std::string{resource},
                             .region = client_.region()});
}

Result<std::vector<LogGroup>> CloudWatchLogs::describe_log_groups(std::string_view name_prefix) {
  std::vector<LogGroup> groups;
  const auto get = [&](const std::string& token) -> Result<std::string> {
    JsonWriter request;
    if (!name_prefix.empty()) request.add("logGroupNamePrefix", name_prefix);
    if (!token.empty()) request.add("nextToken", token);
    ATB_ASSIGN(const auto answer, call("DescribeLogGroups", name_prefix, request.finish()));
    ATB_ASSIGN(const auto object, object_with("logGroups", answer, "DescribeLogGroups"));
    for (const auto& item : list_at(object, "logGroups")) {
      LogGroup group{copy_at(item, "logGroupName"), copy_at(item, "arn"), {}, 0};
      if (const auto days = count_at(item, "retentionInDays"))
        group.retention_days = static_cast<int>(*days);
      group.metric_filters = static_cast<int>(count_at(item, "metricFilterCount").value_or(0));
      groups.push_back(std::move(group));
    }
    return copy_at(object, "nextToken");
  };
  ATB_TRY(for_each_page("DescribeLogGroups", get));
  return groups;
}

Result<void> CloudWatchLogs::put_metric_filter(const MetricFilter& filter) {
  JsonWriter transformation;
  transformation.add("metricName", filter.metric_name);
  transformation.add("metricNamespace", filter.metric_namespace);
  transformation.add("metricValue", filter.metric_value);
  if (filter.default_value)
    transformation.add_json("defaultValue", fmt::format("{}", *filter.default_value));
  JsonWriter request;
  request.add("logGroupName", filter.log_group);
  request.add("filterName", filter.name);
  request.add("filterPattern", filter.pattern);
  request.add_json("metricTransformations",
                   fmt::format("[{}]", net::as_text(transformation.finish())));
  ATB_TRY(call("PutMetricFilter", filter.log_group, request.finish()));
  return {};
}

Result<std::vector<MetricFilter>> CloudWatchLogs::describe_metric_filters(
    std::string_view log_group, std::string_view name_prefix) {
  std::vector<MetricFilter> filters;
  const auto get = [&](const std::string& token) -> Result<std::string> {
    JsonWriter request;
    request.add("logGroupName", log_group);
    if (!name_prefix.empty()) request.add("filterNamePrefix", name_prefix);
    if (!token.empty()) request.add("nextToken", token);
    ATB_ASSIGN(const auto answer, call("DescribeMetricFilters", log_group, request.finish()));
    ATB_ASSIGN(const auto object, object_with("metricFilters", answer, "DescribeMetricFilters"));
    for (const auto& item : list_at(object, "metricFilters")) {
      filters.push_back(filter_in(item));
      if (filters.back().log_group.empty()) filters.back().log_group = log_group;
    }
    return copy_at(object, "nextToken");
  };
  ATB_TRY(for_each_page("DescribeMetricFilters", get));
  return filters;
}

Result<std::vector<PatternMatch>> CloudWatchLogs::test_metric_filter(
    std::string_view pattern, const std::vector<std::string>& lines) {
  JsonWriter request;
  request.add("filterPattern", pattern);
  request.add_list("logEventMessages", lines);
  ATB_ASSIGN(const auto answer, call("TestMetricFilter", "", request.finish()));
  ATB_ASSIGN(const auto object, object_with("matches", answer, "TestMetricFilter"));
  std::vector<PatternMatch> matches;
  for (const auto& item : list_at(object, "matches"))
    matches.push_back({count_at(item, "eventNumber").value_or(0), copy_at(item, "eventMessage")});
  return matches;
}

}  // namespace atb::aws
