#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time.h"

/// What CloudTrail is asked with and what it answers.
namespace atb::aws {

struct Trail {
  std::string name;
  std::string arn;
  std::string home_region;
  std::string log_group_arn;  ///< of CloudWatch Logs; empty: the trail does not go there
  bool multi_region = false;
  bool of_organization = false;
};

struct TrailStatus {
  bool logging = false;
  std::optional<core::Timestamp> last_delivery_to_logs;
  std::string logs_delivery_error;  ///< of the last try; empty: none
};

/// The older kind of selector.
struct EventSelector {
  std::string read_write = "All";  ///< or "ReadOnly", "WriteOnly"
  bool management_events = true;
  std::vector<std::string> excluded_sources = {};  ///< "kms.amazonaws.com"
};

/// One condition of a newer selector; a field's values are alternatives.
struct FieldSelector {
  std::string field = {};  ///< "eventCategory", "readOnly", "eventSource" …
  std::vector<std::string> equals = {};
  std::vector<std::string> not_equals = {};
  /// Of starts-with, ends-with and their opposites: what they compare is not judged here.
  bool has_others = false;
};

/// The newer kind: all of its fields must match.
struct AdvancedEventSelector {
  std::string name;
  std::vector<FieldSelector> fields;
};

/// What a trail records. It has one kind or the other.
struct EventSelectors {
  std::vector<EventSelector> basic;
  std::vector<AdvancedEventSelector> advanced;

  /// Whether read-only management events of Secrets Manager, GetSecretValue among them, are
  /// recorded. A condition that is not understood counts as "no".
  [[nodiscard]] bool record_secret_reads() const;
};

/// Which events are looked up, of the last 90 days. One attribute is all that AWS takes.
struct EventLookup {
  std::string attribute = "EventSource";  ///< or EventName, Username, ResourceName, AccessKeyId …
  std::string value = "secretsmanager.amazonaws.com";
  core::Timestamp start = {};
  core::Timestamp end = {};
  std::size_t events_max = 1'000;  ///< the newest so many
};

struct TrailEvent {
  std::string id;
  std::string name;      ///< "GetSecretValue"
  std::string username;  ///< of a role: the session's name
  std::optional<core::Timestamp> at;
  std::string record;  ///< the whole event, JSON as text
};

/// Events, the newest first.
struct LookedUpEvents {
  std::vector<TrailEvent> events;
  bool complete = true;  ///< false: there are more than `events_max`
};

}  // namespace atb::aws
