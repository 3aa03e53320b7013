#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/monitoring/cloudwatch_operations.h"
#include "aws_simulator/monitoring/metric_units.h"
#include "aws_simulator/wire/wire_text.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kMetricDataMax = 1'000;
constexpr std::size_t kDimensionsMax = 30;
constexpr std::size_t kNameMax = 255;
constexpr std::size_t kListPage = 500;
constexpr std::int64_t kDatapointsMax = 1'440;

tl::unexpected<ServiceError> invalid(std::string message) {
  return refuse("InvalidParameterValue", std::move(message));
}

Outcome<std::string> namespace_in(const Fields& input) {
  ATB_TAKE(auto name, input.text("Namespace"));
  if (name.empty()) return refuse("MissingParameter", "The parameter Namespace is required.");
  if (name.starts_with(':') || name.size() > kNameMax)
    return invalid("The value for parameter Namespace must not start with a colon.");
  return name;
}

Outcome<Sample> statistic_set_in(const Fields& set) {
  Sample sample;
  ATB_TAKE(const auto count, set.number("SampleCount"));
  ATB_TAKE(const auto sum, set.number("Sum"));
  ATB_TAKE(const auto least, set.number("Minimum"));
  ATB_TAKE(const auto most, set.number("Maximum"));
  if (!count || !sum || !least || !most || *count <= 0 || *least > *most)
    return invalid("StatisticValues must have SampleCount, Sum, Minimum and Maximum.");
  sample.count = *count;
  sample.sum = *sum;
  sample.minimum = *least;
  sample.maximum = *most;
  return sample;
}

Outcome<Sample> value_list_in(const Fields& datum, const std::vector<double>& values) {
  ATB_TAKE(auto counts, datum.numbers("Counts"));
  if (counts.empty()) counts.assign(values.size(), 1);
  if (counts.size() != values.size())
    return invalid("The parameters Values and Counts must have the same size.");
  Sample sample = sample_of(values.front(), {}, "None");
  sample.count = 0;
  sample.sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (counts[i] <= 0) return invalid("The parameter Counts must be greater than 0.");
    sample.count += counts[i];
    sample.sum += counts[i] * values[i];
    sample.minimum = std::min(sample.minimum, values[i]);
    sample.maximum = std::max(sample.maximum, values[i]);
  }
  return sample;
}

/// Exactly one of Value, Values and StatisticValues.
Outcome<Sample> values_in(const Fields& datum) {
  ATB_TAKE(const auto value, datum.number("Value"));
  ATB_TAKE(const auto values, datum.numbers("Values"));
  ATB_TAKE(const auto sets, datum.objects("StatisticValues"));
  const int given = (value ? 1 : 0) + (values.empty() ? 0 : 1) + (sets.empty() ? 0 : 1);
  if (given == 0)
    return refuse("MissingParameter",
                  "At least one of the parameters Value, Values and StatisticValues must be "
                  "specified.");
  if (given > 1)
    return refuse("InvalidParameterCombination",
                  "The parameters Value, Values and StatisticValues are mutually exclusive.");
  if (value) return sample_of(*value, {}, "None");
  return values.empty() ? statistic_set_in(sets.front()) : value_list_in(datum, values);
}

Outcome<Sample> sample_in(const Fields& datum, core::Timestamp now) {
  constexpr auto kPastMax = core::Duration::days(14);
  constexpr auto kFutureMax = core::Duration::hours(2);
  ATB_TAKE(auto sample, values_in(datum));
  ATB_TAKE(const auto unit, unit_in(datum));
  ATB_TAKE(const auto time, datum.time("Timestamp"));
  if (!unit.empty()) sample.unit = unit;
  sample.time = time.value_or(now);
  if (sample.time < now - kPastMax || sample.time > now + kFutureMax)
    return invalid(
        "The parameter Timestamp must be within two weeks in the past and two hours in "
        "the future.");
  return sample;
}

Outcome<json> put_metric_data(const Fields& input, CloudWatchContext& context) {
  MetricKey key;
  key.region = context.call.region;
  ATB_TAKE(key.name_space, namespace_in(input));
  if (key.name_space.starts_with("AWS/"))
    return invalid("The value AWS/ for parameter Namespace is invalid.");
  ATB_TAKE(const auto data, input.objects("MetricData"));
  if (data.empty()) return refuse("MissingParameter", "The parameter MetricData is required.");
  if (data.size() > kMetricDataMax)
    return invalid("The collection MetricData must not have a size greater than 1000.");
  std::vector<std::pair<MetricKey, Sample>> accepted;
  for (const auto& datum : data) {
    ATB_TAKE(key.name, datum.text("MetricName"));
    if (key.name.empty() || key.name.size() > kNameMax)
      return invalid("The parameter MetricName must have 1 to 255 characters.");
    ATB_TAKE(key.dimensions, dimensions_in(datum));
    ATB_TAKE(auto sample, sample_in(datum, context.call.now));
    accepted.emplace_back(key, std::move(sample));
  }
  for (auto& [metric, sample] : accepted) context.metrics.add(metric, std::move(sample));
  return json{};
}

/// A dimension that is asked for without a value may have any.
bool has_dimensions(const MetricKey& key, const std::map<std::string, std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& dimension) {
    const auto at = key.dimensions.find(dimension.first);
    return at != key.dimensions.end() &&
           (dimension.second.empty() || at->second == dimension.second);
  });
}

Outcome<json> list_metrics(const Fields& input, CloudWatchContext& context) {
  ATB_TAKE(const auto name_space, input.text("Namespace"));
  ATB_TAKE(const auto name, input.text("MetricName"));
  ATB_TAKE(const auto dimensions, dimensions_in(input));
  ATB_TAKE(const auto token, input.text("NextToken"));
  std::vector<json> entries;
  for (const auto& [key, samples] : context.metrics.all()) {
    const bool is_wanted = key.region == context.call.region &&
                           (name_space.empty() || key.name_space == name_space) &&
                           (name.empty() || key.name == name) && has_dimensions(key, dimensions);
    if (is_wanted)
      entries.push_back({{"Namespace", key.name_space},
                         {"MetricName", key.name},
                         {"Dimensions", dimensions_view(key.dimensions)}});
  }
  const auto page = page_of(entries.size(), kListPage, token);
  if (!page) return invalid("Invalid nextToken");
  json answer{{"Metrics", json::array()}};
  for (std::size_t i = page->first; i < page->last; ++i) answer["Metrics"].push_back(entries[i]);
  if (!page->next.empty()) answer["NextToken"] = page->next;
  return answer;
}

struct TimeRange {
  core::Timestamp start;
  core::Timestamp end;
};

Outcome<TimeRange> range_in(const Fields& input) {
  ATB_TAKE(const auto start, input.time("StartTime"));
  ATB_TAKE(const auto end, input.time("EndTime"));
  if (!start || !end)
    return refuse("MissingParameter", "The parameters StartTime and EndTime are required.");
  if (*start >= *end)
    return invalid("The parameter StartTime must be less than the parameter EndTime.");
  return TimeRange{*start, *end};
}

/// Aggregates of the periods that have data, oldest first; periods are aligned to the epoch.
Outcome<std::vector<Sample>> periods_of(const MetricStore& metrics, const MetricKey& key,
                                        const TimeRange& range, core::Duration period,
                                        const std::string& unit) {
  if ((range.end - range.start).us() / period.us() > kDatapointsMax)
    return refuse("InvalidParameterCombination",
                  "You have requested more than 1,440 datapoints: ask for a shorter time or a "
                  "longer period.");
  std::vector<Sample> periods;
  auto from = core::Timestamp::from_us(range.start.us() / period.us() * period.us());
  for (; from < range.end; from = from + period)
    if (const auto sample = metrics.aggregate(key, from, from + period, unit))
      periods.push_back(*sample);
  return periods;
}

Outcome<json> get_metric_statistics(const Fields& input, CloudWatchContext& context) {
  MetricKey key;
  key.region = context.call.region;
  ATB_TAKE(key.name_space, namespace_in(input));
  ATB_TAKE(key.name, input.needed_text("MetricName"));
  ATB_TAKE(key.dimensions, dimensions_in(input));
  ATB_TAKE(const auto range, range_in(input));
  ATB_TAKE(const auto period, period_in(input));
  ATB_TAKE(const auto unit, unit_in(input));
  ATB_TAKE(const auto statistics, input.texts("Statistics"));
  if (statistics.empty())
    return refuse("MissingParameter",
                  "At least one of the parameters Statistics and ExtendedStatistics must be "
                  "specified.");
  ATB_TAKE(const auto periods, periods_of(context.metrics, key, range, period, unit));
  json points = json::array();
  for (const auto& sample : periods) {
    json point{{"Timestamp", to_wire(context.call.protocol, sample.time)}, {"Unit", sample.unit}};
    for (const auto& name : statistics) {
      const auto value = statistic(sample, name);
      if (!value)
        return invalid(fmt::format("The parameter Statistics.member {} is not known.", name));
      point[name] = *value;
    }
    points.push_back(std::move(point));
  }
  return json{{"Label", key.name}, {"Datapoints", std::move(points)}};
}

/// One query of GetMetricData: a metric and a statistic of it.
Outcome<json> run_query(const Fields& query, const TimeRange& range, bool newest_first,
                        CloudWatchContext& context) {
  ATB_TAKE(const auto id, query.needed_text("Id"));
  ATB_TAKE(const auto label, query.text("Label"));
  ATB_TAKE(const auto stats, query.objects("MetricStat"));
  if (stats.empty())
    return refuse("ValidationError",
                  "Expressions are outside of what is simulated: ask for a MetricStat.");
  ATB_TAKE(const auto metrics, stats.front().objects("Metric"));
  if (metrics.empty()) return stats.front().fault("The parameter Metric is required.");
  MetricKey key;
  key.region = context.call.region;
  ATB_TAKE(key.name_space, namespace_in(metrics.front()));
  ATB_TAKE(key.name, metrics.front().needed_text("MetricName"));
  ATB_TAKE(key.dimensions, dimensions_in(metrics.front()));
  ATB_TAKE(const auto period, period_in(stats.front()));
  ATB_TAKE(const auto unit, unit_in(stats.front()));
  ATB_TAKE(const auto name, stats.front().needed_text("Stat"));
  ATB_TAKE(auto periods, periods_of(context.metrics, key, range, period, unit));
  if (newest_first) std::reverse(periods.begin(), periods.end());
  json times = json::array();
  json values = json::array();
  for (const auto& sample : periods) {
    const auto value = statistic(sample, name);
    if (!value) return invalid(fmt::format("The parameter Stat {} is not known.", name));
    times.push_back(to_wire(context.call.protocol, sample.time));
    values.push_back(*value);
  }
  return json{{"Id", id},
              {"Label", label.empty() ? key.name : label},
              {"Timestamps", std::move(times)},
              {"Values", std::move(values)},
              {"StatusCode", "Complete"}};
}

Outcome<json> get_metric_data(const Fields& input, CloudWatchContext& context) {
  ATB_TAKE(const auto range, range_in(input));
  ATB_TAKE(const auto queries, input.objects("MetricDataQueries"));
  ATB_TAKE(const auto order, input.text("ScanBy"));
  if (queries.empty()) return input.fault("The parameter MetricDataQueries is required.");
  json results = json::array();
  for (const auto& query : queries) {
    ATB_TAKE(auto result, run_query(query, range, order != "TimestampAscending", context));
    results.push_back(std::move(result));
  }
  return json{{"MetricDataResults", std::move(results)}, {"Messages", json::array()}};
}

}  // namespace

Outcome<std::map<std::string, std::string>> dimensions_in(const Fields& input) {
  std::map<std::string, std::string> dimensions;
  ATB_TAKE(const auto entries, input.objects("Dimensions"));
  if (entries.size() > kDimensionsMax)
    return invalid("The collection Dimensions must not have a size greater than 30.");
  for (const auto& entry : entries) {
    ATB_TAKE(const auto name, entry.needed_text("Name"));
    ATB_TAKE(dimensions[name], entry.text("Value"));
  }
  return dimensions;
}

json dimensions_view(const std::map<std::string, std::string>& dimensions) {
  json view = json::array();
  for (const auto& [name, value] : dimensions) view.push_back({{"Name", name}, {"Value", value}});
  return view;
}

Outcome<core::Duration> period_in(const Fields& input) {
  ATB_TAKE(const auto seconds, input.integer("Period"));
  if (!seconds) return refuse("MissingParameter", "The parameter Period is required.");
  const bool is_minutes = *seconds >= 60 && *seconds % 60 == 0 && *seconds <= 604'800;
  if (!is_minutes && *seconds != 10 && *seconds != 30)
    return invalid("The parameter Period must be 10, 30 or a multiple of 60.");
  return core::Duration::seconds(*seconds);
}

const CloudWatchOperations& metric_operations() {
  static const CloudWatchOperations operations{
      {"PutMetricData", &put_metric_data},
      {"ListMetrics", &list_metrics},
      {"GetMetricStatistics", &get_metric_statistics},
      {"GetMetricData", &get_metric_data},
  };
  return operations;
}

}  // namespace atb::aws_simulator
