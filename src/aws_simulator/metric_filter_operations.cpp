#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "aws_simulator/filter_pattern_parser.h"
#include "aws_simulator/logs_operations.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kPatternMax = 1'024;
constexpr std::size_t kFilterNameMax = 512;
constexpr std::size_t kMetricNameMax = 255;
constexpr std::size_t kFiltersMax = 100;
constexpr std::size_t kDimensionsMax = 3;
constexpr std::size_t kMessagesMax = 50;

Outcome<std::string> pattern_in(const Fields& input) {
  ATB_TAKE(auto text, input.text("filterPattern"));
  if (!input.has("filterPattern")) return input.fault("filterPattern is required");
  if (text.size() > kPatternMax)
    return input.fault("filterPattern must have at most 1024 characters");
  ATB_CHECK(parse_filter_pattern(text));
  return text;
}

/// A number, or the path of one.
Outcome<void> check_value(const Fields& transformation, const std::string& value) {
  if (value.starts_with('$')) {
    ATB_CHECK(parse_filter_path(value));
    return {};
  }
  double number = 0;
  const char* const end = value.data() + value.size();
  const auto [stop, fault] = std::from_chars(value.data(), end, number);
  if (fault != std::errc{} || stop != end)
    return transformation.fault("metricValue must be a number, or the path of one such as $.size");
  return {};
}

Outcome<std::map<std::string, std::string>> filter_dimensions_in(const Fields& transformation) {
  std::map<std::string, std::string> dimensions;
  ATB_TAKE(const auto maps, transformation.objects("dimensions"));
  if (maps.empty()) return dimensions;
  for (const auto& [name, unused] : maps.front().raw().items()) {
    ATB_TAKE(const auto path, maps.front().needed_text(name.c_str()));
    ATB_CHECK(parse_filter_path(path));
    dimensions.emplace(name, path);
  }
  if (dimensions.size() > kDimensionsMax)
    return transformation.fault("A metric filter can have at most 3 dimensions");
  return dimensions;
}

Outcome<void> add_transformation(const Fields& input, MetricFilter& filter) {
  ATB_TAKE(const auto list, input.objects("metricTransformations"));
  if (list.size() != 1) return input.fault("metricTransformations must have exactly one entry");
  const auto& transformation = list.front();
  ATB_TAKE(filter.metric_name, transformation.needed_text("metricName"));
  ATB_TAKE(filter.metric_namespace, transformation.needed_text("metricNamespace"));
  ATB_TAKE(filter.metric_value, transformation.needed_text("metricValue"));
  ATB_TAKE(filter.default_value, transformation.number("defaultValue"));
  ATB_TAKE(filter.dimensions, filter_dimensions_in(transformation));
  ATB_TAKE(filter.unit, transformation.text("unit"));
  if (filter.unit.empty()) filter.unit = "None";
  for (const auto& name : {filter.metric_name, filter.metric_namespace})
    if (name.size() > kMetricNameMax || name.find_first_of(":*$") != std::string::npos)
      return input.fault("A metric's name and namespace have at most 255 characters, no : * $");
  if (filter.default_value && !filter.dimensions.empty())
    return input.fault("A metric filter with dimensions can have no defaultValue");
  return check_value(transformation, filter.metric_value);
}

auto find_filter(LogGroup& group, const std::string& name) {
  return std::find_if(group.filters.begin(), group.filters.end(),
                      [&](const MetricFilter& filter) { return filter.name == name; });
}

Outcome<json> put_metric_filter(const Fields& input, LogsContext& context) {
  ATB_TAKE(auto* const group, group_in(input, context));
  MetricFilter filter;
  ATB_TAKE(filter.name, input.needed_text("filterName"));
  if (filter.name.size() > kFilterNameMax || filter.name.find_first_of(":*") != std::string::npos)
    return input.fault("filterName must have at most 512 characters, no : and no *");
  ATB_TAKE(filter.pattern, pattern_in(input));
  ATB_CHECK(add_transformation(input, filter));
  filter.created = context.call.now;
  const auto at = find_filter(*group, filter.name);
  if (at != group->filters.end())
    *at = std::move(filter);
  else if (group->filters.size() >= kFiltersMax)
    return refuse("LimitExceededException", "Resource limit exceeded.");
  else
    group->filters.push_back(std::move(filter));
  return json{};
}

json filter_view(const LogGroup& group, const MetricFilter& filter) {
  json transformation{{"metricName", filter.metric_name},
                      {"metricNamespace", filter.metric_namespace},
                      {"metricValue", filter.metric_value},
                      {"unit", filter.unit}};
  if (filter.default_value) transformation["defaultValue"] = *filter.default_value;
  if (!filter.dimensions.empty()) transformation["dimensions"] = filter.dimensions;
  return {{"filterName", filter.name},
          {"filterPattern", filter.pattern},
          {"metricTransformations", json::array({std::move(transformation)})},
          {"creationTime", filter.created.ms()},
          {"logGroupName", group.name}};
}

Outcome<json> describe_metric_filters(const Fields& input, LogsContext& context) {
  ATB_TAKE(const auto group_name, input.text("logGroupName"));
  ATB_TAKE(const auto prefix, input.text("filterNamePrefix"));
  ATB_TAKE(const auto metric, input.text("metricName"));
  ATB_TAKE(const auto name_space, input.text("metricNamespace"));
  if (!group_name.empty()) ATB_CHECK(group_in(input, context));
  std::vector<json> entries;
  for (const auto& [key, group] : context.logs.groups()) {
    if (group.region != context.call.region || (!group_name.empty() && group.name != group_name))
      continue;
    for (const auto& filter : group.filters)
      if (filter.name.starts_with(prefix) && (metric.empty() || filter.metric_name == metric) &&
          (name_space.empty() || filter.metric_namespace == name_space))
        entries.push_back(filter_view(group, filter));
  }
  return logs_page(input, "metricFilters", entries, 50, 50);
}

Outcome<json> delete_metric_filter(const Fields& input, LogsContext& context) {
  ATB_TAKE(auto* const group, group_in(input, context));
  ATB_TAKE(const auto name, input.needed_text("filterName"));
  const auto at = find_filter(*group, name);
  if (at == group->filters.end())
    return refuse("ResourceNotFoundException", "The specified metric filter does not exist.");
  group->filters.erase(at);
  return json{};
}

Outcome<json> test_metric_filter(const Fields& input, LogsContext& /*context*/) {
  ATB_TAKE(const auto text, pattern_in(input));
  ATB_TAKE(const auto pattern, parse_filter_pattern(text));
  ATB_TAKE(const auto messages, input.texts("logEventMessages"));
  if (messages.empty() || messages.size() > kMessagesMax)
    return input.fault("logEventMessages must have 1 to 50 entries");
  json matches = json::array();
  for (std::size_t i = 0; i < messages.size(); ++i)
    if (pattern.matches(messages[i]))
      matches.push_back({{"eventNumber", i + 1},
                         {"eventMessage", messages[i]},
                         {"extractedValues", pattern.values_in(messages[i])}});
  return json{{"matches", std::move(matches)}};
}

}  // namespace

const LogsOperations& metric_filter_operations() {
  static const LogsOperations operations{
      {"PutMetricFilter", &put_metric_filter},
      {"DescribeMetricFilters", &describe_metric_filters},
      {"DeleteMetricFilter", &delete_metric_filter},
      {"TestMetricFilter", &test_metric_filter},
  };
  return operations;
}

}  // namespace atb::aws_simulator
