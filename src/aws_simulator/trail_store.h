#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aws_simulator/log_store.h"
#include "aws_simulator/trail_event.h"

/// Trails and the events of an account. Pure.
namespace atb::aws_simulator {

struct Trail {
  std::string name;
  std::string arn;
  std::string home_region;
  std::string bucket;
  std::string log_group_arn;  ///< empty: no delivery to CloudWatch Logs
  std::string log_role_arn;
  bool is_multi_region = false;
  bool includes_global_events = true;
  bool validates_files = false;
  bool is_logging = false;
  nlohmann::json event_selectors;     ///< as given, or the default
  nlohmann::json advanced_selectors;  ///< as given, or null
  std::optional<core::Timestamp> started;
  std::optional<core::Timestamp> stopped;
  std::optional<core::Timestamp> delivered;  ///< the last line to CloudWatch Logs
};

/// All management events, which a new trail selects.
[[nodiscard]] nlohmann::json default_event_selectors();

/// True when the trail is logging and its selectors and region take the event.
[[nodiscard]] bool takes(const Trail& trail, const TrailEvent& event);

class TrailStore {
 public:
  /// How long an event takes to be seen. "Minutes" is all that is known of the real one.
  static constexpr core::Duration kDelay = core::Duration::minutes(5);
  static constexpr core::Duration kKept = core::Duration::days(90);

  /// @param logs  where trails deliver; outlives this
  explicit TrailStore(LogStore& logs) : logs_{logs} {}

  void record(TrailEvent event);
  /// Delivers what is due, or everything: to LookupEvents, and as lines into the log groups of the
  /// trails that take it. Events older than 90 days go.
  void deliver(core::Timestamp now, bool at_once);

  /// By name, within the region, or by ARN; null when there is none.
  [[nodiscard]] Trail* find(const std::string& region, const std::string& name_or_arn);
  Trail& add(Trail trail);
  void remove(const std::string& arn);
  /// True when there is a log group of that ARN to deliver to.
  [[nodiscard]] bool has_log_group(const std::string& arn) const {
    return logs_.find_arn(arn) != nullptr;
  }

  [[nodiscard]] const std::map<std::string, Trail>& trails() const noexcept { return trails_; }
  [[nodiscard]] const std::deque<TrailEvent>& events() const noexcept { return events_; }
  void replace_all(std::map<std::string, Trail> trails, std::deque<TrailEvent> events);

 private:
  void deliver_to_logs(const TrailEvent& event, core::Timestamp now);

  LogStore& logs_;
  std::map<std::string, Trail> trails_;  ///< by ARN
  std::deque<TrailEvent> events_;        ///< oldest first
};

}  // namespace atb::aws_simulator
