#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/protocol/client.h"
#include "aws/services/cloudwatch_types.h"
#include "core/error.h"

namespace atb::aws {

/// CloudWatch metrics and alarms. Lists are complete, over all pages. Errors: those of
/// Client::call, among them ResourceNotFound (not_found), LimitExceeded (refused) and
/// InvalidParameterValue (usage); aws.answer_malformed (internal).
class CloudWatch {
 public:
  /// @param client  of kCloudWatch
  explicit CloudWatch(Client client) : client_{std::move(client)} {}

  /// Makes the alarm, or replaces all of it where the name is in use; its state stays.
  [[nodiscard]] core::Result<void> put_metric_alarm(const MetricAlarm& alarm);
  /// Alarms whose name starts so; alarms over several metrics are left out.
  [[nodiscard]] core::Result<std::vector<AlarmState>> describe_alarms(std::string_view name_prefix);
  /// Sets the state until the next evaluation, and thereby runs the actions. The proof of the way
  /// from the alarm on, not of the metric.
  /// @param state  "OK", "ALARM" or "INSUFFICIENT_DATA"
  [[nodiscard]] core::Result<void> set_alarm_state(std::string_view name, std::string_view state,
                                                   std::string_view reason);
  /// @error ResourceNotFound (not_found)  a name does not exist; then none is deleted
  [[nodiscard]] core::Result<void> delete_alarms(const std::vector<std::string>& names);

  /// Seen in statistics after seconds, in lists after up to 15 minutes. A value whose answer was
  /// lost is sent again and may count twice.
  /// @error aws.metric_not_finite (internal)  a value is no number
  [[nodiscard]] core::Result<void> put_metric_data(std::string_view name_space,
                                                   const std::vector<MetricDatum>& data);
  /// In the order of time; periods without a value are left out.
  [[nodiscard]] core::Result<std::vector<Datapoint>> get_metric_statistics(
      const StatisticsRequest& request);
  /// Metrics that had values within two weeks.
  /// @param name  empty: all of the namespace
  [[nodiscard]] core::Result<std::vector<MetricName>> list_metrics(std::string_view name_space,
                                                                   std::string_view name);

 private:
  Client client_;
};

}  // namespace atb::aws
