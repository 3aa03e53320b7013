#include "aws_simulator/alarm_rules.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace atb::aws_simulator {
namespace {

/// CloudWatch looks further back than it needs, to decide on real values where it can. How far is
/// not documented; its own example shows two periods more.
constexpr std::int64_t kExtraPeriods = 2;

constexpr std::array<std::pair<AlarmState, std::string_view>, 3> kStates{
    {{AlarmState::ok, "OK"},
     {AlarmState::alarm, "ALARM"},
     {AlarmState::insufficient_data, "INSUFFICIENT_DATA"}}};

constexpr std::array<std::string_view, 4> kComparisons{
    "GreaterThanThreshold", "GreaterThanOrEqualToThreshold", "LessThanThreshold",
    "LessThanOrEqualToThreshold"};

bool is_breaching(const AlarmRule& rule, double value) {
  if (rule.comparison == kComparisons[0]) return value > rule.threshold;
  if (rule.comparison == kComparisons[1]) return value >= rule.threshold;
  if (rule.comparison == kComparisons[2]) return value < rule.threshold;
  return value <= rule.threshold;
}

core::Timestamp end_of_minute(core::Timestamp now) {
  const auto minute = core::Duration::minutes(1);
  return core::Timestamp::from_us((now.us() / minute.us() + 1) * minute.us());
}

/// How many of the values that count are known, breach, and are missing.
struct Counts {
  std::int64_t known = 0;
  std::int64_t breaching = 0;
  std::int64_t missing = 0;
};

Counts count(const AlarmRule& rule, const std::vector<std::optional<double>>& values) {
  Counts counts;
  for (const auto& value : values) {
    if (!value || counts.known == rule.evaluation_periods) continue;
    ++counts.known;
    if (is_breaching(rule, *value)) ++counts.breaching;
  }
  counts.missing = rule.evaluation_periods - counts.known;
  return counts;
}

AlarmState judge_without_data(const AlarmRule& rule, AlarmState current) {
  if (rule.treat_missing == "breaching") return AlarmState::alarm;
  if (rule.treat_missing == "notBreaching") return AlarmState::ok;
  return rule.treat_missing == "ignore" ? current : AlarmState::insufficient_data;
}

AlarmState judge_counts(const AlarmRule& rule, const Counts& counts, AlarmState current) {
  if (counts.known == 0) return judge_without_data(rule, current);
  if (counts.breaching >= rule.datapoints_to_alarm) return AlarmState::alarm;
  if (counts.missing == 0 || rule.treat_missing == "notBreaching") return AlarmState::ok;
  if (rule.treat_missing == "breaching")
    return counts.breaching + counts.missing >= rule.datapoints_to_alarm ? AlarmState::alarm
                                                                         : AlarmState::ok;
  const bool all_breach = counts.breaching == counts.known;
  if (!all_breach) return AlarmState::ok;
  return rule.treat_missing == "ignore" ? current : AlarmState::alarm;
}

}  // namespace

std::string_view to_text(AlarmState state) {
  for (const auto& [known, text] : kStates)
    if (known == state) return text;
  return {};
}

std::optional<AlarmState> parse_alarm_state(std::string_view text) {
  for (const auto& [state, known] : kStates)
    if (known == text) return state;
  return std::nullopt;
}

bool is_comparison(std::string_view name) {
  return std::find(kComparisons.begin(), kComparisons.end(), name) != kComparisons.end();
}

std::vector<std::optional<double>> recent_values(const AlarmRule& rule, const MetricStore& metrics,
                                                 core::Timestamp now) {
  std::vector<std::optional<double>> values;
  auto end = end_of_minute(now);
  for (std::int64_t i = 0; i < rule.evaluation_periods + kExtraPeriods; ++i) {
    const auto start = end - rule.period;
    const auto sample = metrics.aggregate(rule.metric, start, end, rule.unit);
    values.push_back(sample ? statistic(*sample, rule.statistic) : std::nullopt);
    end = start;
  }
  return values;
}

AlarmVerdict judge(const AlarmRule& rule, const std::vector<std::optional<double>>& values,
                   AlarmState current) {
  const auto counts = count(rule, values);
  const auto state = judge_counts(rule, counts, current);
  if (counts.known == 0)
    return {state, fmt::format("No datapoints were received for {} periods; missing data is "
                               "treated as [{}].",
                               rule.evaluation_periods, rule.treat_missing)};
  return {state, fmt::format("{} of {} datapoints breach the threshold ({} {}), {} missing [{}].",
                             counts.breaching, rule.evaluation_periods, rule.comparison,
                             rule.threshold, counts.missing, rule.treat_missing)};
}

}  // namespace atb::aws_simulator
