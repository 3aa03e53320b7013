#include "aws_simulator/trail_store.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

bool basic_takes(const json& selectors, const TrailEvent& event) {
  return std::any_of(selectors.begin(), selectors.end(), [&](const json& selector) {
    const auto type = selector.value("ReadWriteType", std::string{"All"});
    const auto excluded =
        selector.value("ExcludeManagementEventSources", std::vector<std::string>{});
    return selector.value("IncludeManagementEvents", true) &&
           (type == "All" || (type == "ReadOnly") == event.read_only) &&
           std::find(excluded.begin(), excluded.end(), event.source) == excluded.end();
  });
}

/// What a field of an advanced selector is compared with; null for fields that management events
/// do not have.
json field_of(const std::string& field, const TrailEvent& event) {
  if (field == "eventCategory") return "Management";
  if (field == "readOnly") return event.read_only ? "true" : "false";
  if (field == "eventSource") return event.source;
  if (field == "eventName") return event.name;
  return nullptr;
}

bool lists(const json& selector, const char* key, const json& value) {
  const auto at = selector.find(key);
  return at != selector.end() && std::find(at->begin(), at->end(), value) != at->end();
}

bool field_takes(const json& selector, const TrailEvent& event) {
  const auto value = field_of(selector.value("Field", std::string{}), event);
  if (value.is_null()) return false;
  if (selector.contains("Equals") && !lists(selector, "Equals", value)) return false;
  return !lists(selector, "NotEquals", value);
}

bool advanced_takes(const json& selectors, const TrailEvent& event) {
  return std::any_of(selectors.begin(), selectors.end(), [&](const json& selector) {
    const auto fields = selector.value("FieldSelectors", json::array());
    return std::all_of(fields.begin(), fields.end(),
                       [&](const json& field) { return field_takes(field, event); });
  });
}

bool is_in_scope(const Trail& trail, const TrailEvent& event) {
  if (event.source == "iam.amazonaws.com") return trail.includes_global_events;
  return trail.is_multi_region || trail.home_region == event.region;
}

}  // namespace

json default_event_selectors() {
  return json::array({{{"ReadWriteType", "All"},
                       {"IncludeManagementEvents", true},
                       {"DataResources", json::array()},
                       {"ExcludeManagementEventSources", json::array()}}});
}

bool takes(const Trail& trail, const TrailEvent& event) {
  if (!trail.is_logging || !is_in_scope(trail, event)) return false;
  return trail.advanced_selectors.is_null() ? basic_takes(trail.event_selectors, event)
                                            : advanced_takes(trail.advanced_selectors, event);
}

void TrailStore::record(TrailEvent event) {
  events_.push_back(std::move(event));
}

void TrailStore::deliver_to_logs(const TrailEvent& event, core::Timestamp now) {
  for (auto& [arn, trail] : trails_) {
    if (trail.log_group_arn.empty() || !takes(trail, event)) continue;
    auto* const group = logs_.find_arn(trail.log_group_arn);
    if (group == nullptr) continue;
    // The line's own time is that of its delivery, so that an alarm sees it whatever the delay.
    logs_.ingest(*group, fmt::format("CloudTrail_{}", event.region), {{now, now, event.text}});
    trail.delivered = now;
  }
}

void TrailStore::deliver(core::Timestamp now, bool at_once) {
  while (!events_.empty() && events_.front().time < now - kKept) events_.pop_front();
  for (auto& event : events_) {
    if (event.is_delivered || (!at_once && event.due > now)) continue;
    event.is_delivered = true;
    deliver_to_logs(event, now);
  }
}

Trail* TrailStore::find(const std::string& region, const std::string& name_or_arn) {
  if (const auto at = trails_.find(name_or_arn); at != trails_.end()) return &at->second;
  for (auto& [arn, trail] : trails_)
    if (trail.name == name_or_arn && (trail.home_region == region || trail.is_multi_region))
      return &trail;
  return nullptr;
}

Trail& TrailStore::add(Trail trail) {
  std::string arn = trail.arn;
  return trails_.insert_or_assign(std::move(arn), std::move(trail)).first->second;
}

void TrailStore::remove(const std::string& arn) {
  trails_.erase(arn);
}

void TrailStore::replace_all(std::map<std::string, Trail> trails, std::deque<TrailEvent> events) {
  trails_ = std::move(trails);
  events_ = std::move(events);
}

}  // namespace atb::aws_simulator
