#pragma once

#include <optional>
#include <string>
#include <vector>

#include "account/alarm_plan.h"
#include "account/trail_choice.h"
#include "aws/services/cloudtrail.h"
#include "aws/services/cloudwatch.h"
#include "aws/services/cloudwatch_logs.h"
#include "core/error.h"

namespace atb::account {

/// Where alarms are made from and in.
struct AlarmServices {
  aws::CloudTrail& cloudtrail;
  aws::CloudWatchLogs& logs;
  aws::CloudWatch& cloudwatch;
};

struct AlarmOptions {
  std::string topic;        ///< ARN of the SNS topic that is told; empty: nobody
  bool no_action = false;   ///< nobody is told, on purpose
  bool replace = false;     ///< delete the dead alarm of older instructions
  bool any_action = false;  ///< leave what an alarm tells as it is: for a plan without a topic
  bool dry_run = false;
  std::string region;  ///< of the alarms, which a topic must share; empty: not compared
};

/// Whether somebody is told, and can be: asked before anything else is.
/// @error alarm.no_action (refused)  neither `topic` nor `no_action`: an alarm that tells nobody
///        alarm.bad_topic (usage)    not the ARN of an SNS topic, or one of another region
[[nodiscard]] core::Result<void> check_action(const AlarmOptions& options);

/// One filter or alarm.
struct AlarmStep {
  std::string what;
  std::string result;  ///< "made", "in place", "changed", "would be made", …
};

struct AlarmReport {
  std::vector<AlarmStep> steps;
  bool dead_alarm = false;  ///< kDeadAlarm is still there
};

/// What CloudTrail tells of the trails that are seen in the region; trails that the caller may not
/// look into are left out, as long as there is another.
[[nodiscard]] core::Result<std::vector<TrailFacts>> trail_facts(aws::CloudTrail& cloudtrail,
                                                                const std::string& region);

/// Tries every filter on every sample at CloudWatch Logs; makes nothing. @error check_matches
[[nodiscard]] core::Result<void> test_filters(aws::CloudWatchLogs& logs, const AlarmSet& set,
                                              const std::vector<SampleEvent>& samples);

/// The alarm of exactly that name.
[[nodiscard]] core::Result<std::optional<aws::AlarmState>> find_alarm(aws::CloudWatch& cloudwatch,
                                                                      const std::string& name);

/// True when the alarm of older instructions is there: on UserErrors of AWS/SecretsManager, which
/// nobody publishes, so that it never fires.
[[nodiscard]] core::Result<bool> has_dead_alarm(aws::CloudWatch& cloudwatch);

/// Makes filters and alarms, each looked at first. An alarm that is there and differs is replaced
/// whole and keeps its state.
/// @error check_action
[[nodiscard]] core::Result<AlarmReport> apply_alarms(const AlarmServices& services,
                                                     const std::string& log_group,
                                                     const AlarmSet& set,
                                                     const AlarmOptions& options);

}  // namespace atb::account
