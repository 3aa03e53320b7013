#include "aws_simulator/log_store.h"

#include <charconv>
#include <cmath>

#include "aws_simulator/filter_pattern_parser.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kEventsMax = 100'000;

std::optional<double> to_number(std::string_view text) {
  double number = 0;
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || stop != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

/// The text of a member; empty when there is none.
std::string text_at(const json& event, const std::string& path_text) {
  const auto path = parse_filter_path(path_text);
  const auto* const value = path ? find_path(event, *path) : nullptr;
  if (value == nullptr || value->is_structured() || value->is_null()) return {};
  return value->is_string() ? value->get<std::string>() : value->dump();
}

std::optional<double> value_of(const MetricFilter& filter, const json& event) {
  if (!filter.metric_value.starts_with('$')) return to_number(filter.metric_value);
  return to_number(text_at(event, filter.metric_value));
}

}  // namespace

LogGroup* LogStore::find(const std::string& region, const std::string& name) {
  const auto at = groups_.find({region, name});
  return at == groups_.end() ? nullptr : &at->second;
}

LogGroup* LogStore::find_arn(const std::string& arn) {
  const std::string whole = arn.ends_with(":*") ? arn : arn + ":*";
  for (auto& [key, group] : groups_)
    if (group.arn == whole) return &group;
  return nullptr;
}

LogGroup& LogStore::add(LogGroup group) {
  Key key{group.region, group.name};
  return groups_.insert_or_assign(std::move(key), std::move(group)).first->second;
}

void LogStore::remove(const std::string& region, const std::string& name) {
  groups_.erase({region, name});
}

void LogStore::count(const LogGroup& group, const MetricFilter& filter,
                     const std::vector<LogEvent>& events) {
  const auto pattern = parse_filter_pattern(filter.pattern);
  if (!pattern || events.empty()) return;
  bool has_matched = false;
  const MetricKey key{group.region, filter.metric_namespace, filter.metric_name, {}};
  for (const auto& event : events) {
    if (!pattern->matches(event.message)) continue;
    const auto fields = json::parse(event.message, nullptr, false);
    const auto value = value_of(filter, fields);
    if (!value) continue;
    has_matched = true;
    MetricKey with_dimensions = key;
    for (const auto& [name, path] : filter.dimensions)
      if (auto text = text_at(fields, path); !text.empty())
        with_dimensions.dimensions.emplace(name, std::move(text));
    metrics_.add(with_dimensions, sample_of(*value, event.time, filter.unit));
  }
  if (!has_matched && filter.default_value)
    metrics_.add(key, sample_of(*filter.default_value, events.front().time, filter.unit));
}

void LogStore::ingest(LogGroup& group, const std::string& stream, std::vector<LogEvent> events) {
  for (const auto& filter : group.filters) count(group, filter, events);
  auto& target = group.streams[stream];
  if (target.events.empty() && !events.empty()) target.created = events.front().ingested;
  for (auto& event : events) target.events.push_back(std::move(event));
  if (target.events.size() > kEventsMax)
    target.events.erase(target.events.begin(),
                        target.events.end() - static_cast<std::ptrdiff_t>(kEventsMax));
}

}  // namespace atb::aws_simulator
