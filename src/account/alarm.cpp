#include "account/alarm.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "account/arn.h"

namespace atb::account {
namespace {

using core::ErrorKind;
using core::Result;

/// Twelve digits and one name: the ARN of a subscription has one more part.
bool is_topic(const Arn& arn) {
  constexpr std::size_t kAccountLength = 12;
  const bool digits = std::all_of(arn.account.begin(), arn.account.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  return arn.service == "sns" && !arn.region.empty() && digits &&
         arn.account.size() == kAccountLength && arn.resource.find(':') == std::string::npos;
}

aws::MetricFilter filter_of(const MetricFilterPlan& plan, const std::string& log_group) {
  aws::MetricFilter filter;
  filter.name = plan.name;
  filter.log_group = log_group;
  filter.pattern = plan.pattern;
  filter.metric_name = plan.metric;
  filter.metric_namespace = kAlarmNamespace;
  filter.metric_value = "1";
  return filter;
}

bool same(const aws::MetricFilter& a, const aws::MetricFilter& b) {
  return a.pattern == b.pattern && a.metric_name == b.metric_name &&
         a.metric_namespace == b.metric_namespace && a.metric_value == b.metric_value;
}

aws::MetricAlarm alarm_of(const AlarmPlan& plan, const AlarmOptions& options) {
  aws::MetricAlarm alarm;
  alarm.name = plan.name;
  alarm.description = plan.description;
  alarm.metric.name_space = plan.metric_namespace;
  alarm.metric.name = plan.metric;
  for (const auto& [name, value] : plan.dimensions)
    alarm.metric.dimensions.push_back({name, value});
  alarm.statistic = "Sum";
  alarm.period_seconds = plan.period_seconds;
  alarm.evaluation_periods = plan.evaluation_periods;
  alarm.datapoints_to_alarm = plan.datapoints;
  alarm.threshold = plan.threshold;
  alarm.comparison = plan.comparison;
  alarm.treat_missing_data = plan.missing_data;
  if (!options.topic.empty()) alarm.alarm_actions = {options.topic};
  return alarm;
}

bool same(const aws::MetricName& a, const aws::MetricName& b) {
  auto first = a.dimensions;
  auto second = b.dimensions;
  const auto by_name = [](const auto& one, const auto& other) { return one.name < other.name; };
  std::sort(first.begin(), first.end(), by_name);
  std::sort(second.begin(), second.end(), by_name);
  return a.name_space == b.name_space && a.name == b.name && first == second;
}

bool same(const aws::MetricAlarm& a, const aws::MetricAlarm& b) {
  return a.description == b.description && same(a.metric, b.metric) && a.statistic == b.statistic &&
         a.period_seconds == b.period_seconds && a.evaluation_periods == b.evaluation_periods &&
         a.datapoints_to_alarm == b.datapoints_to_alarm && a.threshold == b.threshold &&
         a.comparison == b.comparison && a.treat_missing_data == b.treat_missing_data &&
         a.alarm_actions == b.alarm_actions && a.actions_enabled == b.actions_enabled;
}

std::string result_of(bool there, bool equal, bool dry_run) {
  if (equal) return "in place";
  if (dry_run) return there ? "would be changed" : "would be made";
  return there ? "changed" : "made";
}

Result<AlarmStep> see_to_filter(aws::CloudWatchLogs& logs, const aws::MetricFilter& wanted,
                                bool dry_run) {
  ATB_ASSIGN(const auto found, logs.describe_metric_filters(wanted.log_group, wanted.name));
  const auto there = std::find_if(found.begin(), found.end(),
                                  [&](const auto& filter) { return filter.name == wanted.name; });
  const bool equal = there != found.end() && same(*there, wanted);
  if (!equal && !dry_run) ATB_TRY(logs.put_metric_filter(wanted));
  return AlarmStep{fmt::format("metric filter {}", wanted.name),
                   result_of(there != found.end(), equal, dry_run)};
}

Result<AlarmStep> see_to_alarm(aws::CloudWatch& cloudwatch, aws::MetricAlarm wanted,
                               const AlarmOptions& options) {
  ATB_ASSIGN(const auto found, find_alarm(cloudwatch, wanted.name));
  if (found && options.any_action) wanted.alarm_actions = found->alarm.alarm_actions;
  const bool equal = found && same(found->alarm, wanted);
  if (!equal && !options.dry_run) ATB_TRY(cloudwatch.put_metric_alarm(wanted));
  return AlarmStep{fmt::format("alarm {}", wanted.name),
                   result_of(found.has_value(), equal, options.dry_run)};
}

/// Trails are mostly left to record changes; what says "reads only" does not.
bool records_changes(const aws::EventSelectors& selectors) {
  for (const auto& selector : selectors.basic)
    if (selector.management_events && selector.read_write != "ReadOnly") return true;
  return std::any_of(
      selectors.advanced.begin(), selectors.advanced.end(), [](const auto& selector) {
        return std::none_of(selector.fields.begin(), selector.fields.end(), [](const auto& field) {
          const bool of_management = std::find(field.equals.begin(), field.equals.end(),
                                               "Management") != field.equals.end();
          const bool reads_only =
              std::find(field.equals.begin(), field.equals.end(), "true") != field.equals.end();
          return (field.field == "readOnly" && reads_only) ||
                 (field.field == "eventCategory" && !of_management);
        });
      });
}

Result<TrailFacts> facts_of(aws::CloudTrail& cloudtrail, const aws::Trail& trail,
                            const std::string& region) {
  TrailFacts fact;
  fact.name = trail.name;
  fact.covers_region = trail.multi_region || trail.home_region == region;
  fact.log_group_arn = trail.log_group_arn;
  ATB_ASSIGN(const auto status, cloudtrail.get_trail_status(trail.arn));
  fact.logging = status.logging;
  fact.delivery_error = status.logs_delivery_error;
  ATB_ASSIGN(const auto selectors, cloudtrail.get_event_selectors(trail.arn));
  fact.reads = selectors.record_secret_reads();
  fact.writes = records_changes(selectors);
  return fact;
}

/// An organisation's trail is listed in its accounts, which may not look into it.
bool is_hidden(const core::Error& error) {
  return error.kind == ErrorKind::not_authorised || error.kind == ErrorKind::not_found;
}

}  // namespace

Result<void> check_action(const AlarmOptions& options) {
  const std::string region = options.region.empty() ? "" : " --region " + options.region;
  if (options.topic.empty()) {
    if (options.no_action || options.any_action) return {};
    return core::fail(
        ErrorKind::refused, "alarm.no_action", "an alarm without an action tells nobody",
        fmt::format("Give an SNS topic that somebody reads: --topic ARN. To make one:\n"
                    "aws sns create-topic --name ai-trading-bot-alarms{0}\n"
                    "aws sns subscribe --topic-arn ARN --protocol email "
                    "--notification-endpoint YOU{0}\n"
                    "Or say that nobody shall be told: --no-action",
                    region));
  }
  const auto topic = parse_arn(options.topic);
  if (!topic || !is_topic(*topic))
    return core::fail(ErrorKind::usage, "alarm.bad_topic",
                      fmt::format("\"{}\" is not the ARN of an SNS topic", options.topic),
                      "It reads arn:aws:sns:REGION:ACCOUNT:NAME.");
  if (options.region.empty() || topic->region == options.region) return {};
  return core::fail(
      ErrorKind::usage, "alarm.bad_topic",
      fmt::format("the topic {} is in {}, the alarms are made in {}: CloudWatch takes "
                  "topics of its own region alone",
                  options.topic, topic->region, options.region),
      fmt::format("Make a topic there: aws sns create-topic --name "
                  "ai-trading-bot-alarms{}",
                  region));
}

Result<std::vector<TrailFacts>> trail_facts(aws::CloudTrail& cloudtrail,
                                            const std::string& region) {
  ATB_ASSIGN(const auto trails, cloudtrail.describe_trails());
  std::vector<TrailFacts> facts;
  std::optional<core::Error> hidden;
  for (const auto& trail : trails) {
    auto fact = facts_of(cloudtrail, trail, region);
    if (fact)
      facts.push_back(std::move(*fact));
    else if (is_hidden(fact.error()))
      hidden = fact.error();
    else
      return tl::unexpected<core::Error>(fact.error());
  }
  if (facts.empty() && hidden) return tl::unexpected<core::Error>(*hidden);
  return facts;
}

Result<void> test_filters(aws::CloudWatchLogs& logs, const AlarmSet& set,
                          const std::vector<SampleEvent>& samples) {
  std::vector<std::string> lines;
  for (const auto& sample : samples) lines.push_back(sample.json);
  for (const auto& filter : set.filters) {
    ATB_ASSIGN(const auto matches, logs.test_metric_filter(filter.pattern, lines));
    std::vector<std::size_t> matched;
    for (const auto& match : matches)
      if (match.line > 0) matched.push_back(static_cast<std::size_t>(match.line - 1));
    ATB_TRY(check_matches(filter, samples, matched));
  }
  return {};
}

Result<std::optional<aws::AlarmState>> find_alarm(aws::CloudWatch& cloudwatch,
                                                  const std::string& name) {
  ATB_ASSIGN(auto found, cloudwatch.describe_alarms(name));
  for (auto& alarm : found)
    if (alarm.alarm.name == name) return std::optional{std::move(alarm)};
  return std::optional<aws::AlarmState>{};
}

Result<bool> has_dead_alarm(aws::CloudWatch& cloudwatch) {
  ATB_ASSIGN(const auto found, find_alarm(cloudwatch, std::string{kDeadAlarm}));
  return found && found->alarm.metric.name_space == "AWS/SecretsManager";
}

Result<AlarmReport> apply_alarms(const AlarmServices& services, const std::string& log_group,
                                 const AlarmSet& set, const AlarmOptions& options) {
  ATB_TRY(check_action(options));
  AlarmReport report;
  for (const auto& plan : set.filters) {
    ATB_ASSIGN(auto step,
               see_to_filter(services.logs, filter_of(plan, log_group), options.dry_run));
    report.steps.push_back(std::move(step));
  }
  for (const auto& plan : set.alarms) {
    ATB_ASSIGN(auto step, see_to_alarm(services.cloudwatch, alarm_of(plan, options), options));
    report.steps.push_back(std::move(step));
  }
  ATB_ASSIGN(report.dead_alarm, has_dead_alarm(services.cloudwatch));
  if (!report.dead_alarm || !options.replace) return report;
  if (!options.dry_run) {
    ATB_TRY(services.cloudwatch.delete_alarms({std::string{kDeadAlarm}}));
    report.dead_alarm = false;
  }
  report.steps.push_back({fmt::format("alarm {}, which never fires", kDeadAlarm),
                          options.dry_run ? "would be deleted" : "deleted"});
  return report;
}

}  // namespace atb::account
