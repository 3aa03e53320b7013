#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aws_simulator/metric_store.h"
#include "aws_simulator/service_error.h"

/// Log groups, their lines and their metric filters. Pure.
namespace atb::aws_simulator {

struct LogEvent {
  core::Timestamp time;
  core::Timestamp ingested;
  std::string message;
};

struct LogStream {
  core::Timestamp created;
  std::vector<LogEvent> events;  ///< in the order in which they came
};

struct MetricFilter {
  std::string name;
  std::string pattern;
  std::string metric_name;
  std::string metric_namespace;
  std::string metric_value;  ///< a number, or the path of one: "$.size"
  std::optional<double> default_value;
  std::map<std::string, std::string> dimensions;  ///< name and path
  std::string unit;
  core::Timestamp created;
};

struct LogGroup {
  std::string name;
  std::string region;
  std::string arn;  ///< ends with ":*"
  core::Timestamp created;
  std::map<std::string, LogStream> streams;
  std::vector<MetricFilter> filters;
};

class LogStore {
 public:
  using Key = std::pair<std::string, std::string>;  ///< region and name

  /// @param metrics  where filters put their values; outlives this
  explicit LogStore(MetricStore& metrics) : metrics_{metrics} {}

  [[nodiscard]] LogGroup* find(const std::string& region, const std::string& name);
  /// The group of an ARN, with or without ":*" at its end; null when there is none.
  [[nodiscard]] LogGroup* find_arn(const std::string& arn);
  /// @pre there is none of that region and name
  LogGroup& add(LogGroup group);
  void remove(const std::string& region, const std::string& name);

  /// Appends lines to a stream, made when it is not there, and counts them with each filter of the
  /// group: a value for each line that matches, else the filter's default once.
  void ingest(LogGroup& group, const std::string& stream, std::vector<LogEvent> events);

  [[nodiscard]] const std::map<Key, LogGroup>& groups() const noexcept { return groups_; }
  void replace_all(std::map<Key, LogGroup> groups) { groups_ = std::move(groups); }

 private:
  void count(const LogGroup& group, const MetricFilter& filter,
             const std::vector<LogEvent>& events);

  MetricStore& metrics_;
  std::map<Key, LogGroup> groups_;
};

}  // namespace atb::aws_simulator
