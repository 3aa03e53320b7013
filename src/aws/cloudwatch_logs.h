#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/client.h"
#include "core/error.h"
#include "core/time.h"

namespace atb::aws {

struct LogGroup {
  std::string name;
  std::string arn;
  std::optional<int> retention_days;  ///< nothing: kept for ever
  int metric_filters = 0;
};

/// Counts the lines of a log group that match a pattern, as one metric.
struct MetricFilter {
  std::string log_group = {};
  std::string name = {};     ///< without ':' and '*'
  std::string pattern = {};  ///< at most 1,024 characters: `{ $.eventName = "GetSecretValue" }`
  std::string metric_namespace = {};
  std::string metric_name = {};
  std::string metric_value = "1";            ///< for each line
  std::optional<int> default_value = {};     ///< for periods in which no line matches
  std::optional<core::Timestamp> made = {};  ///< in answers only
};

/// A line of the sample that a pattern matched.
struct PatternMatch {
  std::int64_t line = 0;  ///< its place in the sample, from 1
  std::string message;
};

/// CloudWatch Logs. Lists are complete, over all pages. Errors: those of Client::call, among them
/// ResourceNotFoundException (not_found), LimitExceededException (refused) and
/// InvalidParameterException (usage); aws.answer_malformed (internal).
class CloudWatchLogs {
 public:
  /// @param client  of kCloudWatchLogs
  explicit CloudWatchLogs(Client client) : client_{std::move(client)} {}

  [[nodiscard]] core::Result<std::vector<LogGroup>> describe_log_groups(
      std::string_view name_prefix);
  /// Makes the filter, or replaces the one of that name. It sees only lines that come from now on.
  [[nodiscard]] core::Result<void> put_metric_filter(const MetricFilter& filter);
  /// @param name_prefix  empty: all of the log group
  [[nodiscard]] core::Result<std::vector<MetricFilter>> describe_metric_filters(
      std::string_view log_group, std::string_view name_prefix);
  /// Tries a pattern on lines; nothing is made. @param lines  1 to 50
  [[nodiscard]] core::Result<std::vector<PatternMatch>> test_metric_filter(
      std::string_view pattern, const std::vector<std::string>& lines);

 private:
  core::Result<core::SecretBuffer> call(std::string_view operation, std::string_view resource,
                                        const core::SecretBuffer& body);
  Client client_;
};

}  // namespace atb::aws
