#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/monitoring/filter_pattern_parser.h"
#include "aws_simulator/monitoring/logs_operations.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kNameMax = 512;
constexpr std::size_t kEventsMax = 10'000;

Outcome<std::string> name_in(const Fields& input, const char* key, std::string_view allowed) {
  ATB_TAKE(auto name, input.needed_text(key));
  const bool is_allowed = std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           allowed.find(c) != std::string_view::npos;
  });
  if (name.size() > kNameMax || !is_allowed)
    return input.fault(fmt::format(
        "1 validation error detected: Value at '{}' failed to satisfy constraint: at most 512 "
        "letters, digits and {}",
        key, allowed));
  return name;
}

Outcome<json> create_log_group(const Fields& input, LogsContext& context) {
  const auto& call = context.call;
  LogGroup group;
  ATB_TAKE(group.name, name_in(input, "logGroupName", "-_./#"));
  if (context.logs.find(call.region, group.name) != nullptr)
    return refuse("ResourceAlreadyExistsException", "The specified log group already exists");
  group.region = call.region;
  group.arn = fmt::format("arn:aws:logs:{}:{}:log-group:{}:*", call.region, call.caller.account,
                          group.name);
  group.created = call.now;
  context.logs.add(std::move(group));
  return json{};
}

Outcome<json> delete_log_group(const Fields& input, LogsContext& context) {
  ATB_TAKE(const auto* const group, group_in(input, context));
  context.logs.remove(std::string{group->region}, std::string{group->name});
  return json{};
}

std::size_t stored_bytes(const LogGroup& group) {
  std::size_t bytes = 0;
  for (const auto& [name, stream] : group.streams)
    for (const auto& event : stream.events) bytes += event.message.size();
  return bytes;
}

Outcome<json> describe_log_groups(const Fields& input, LogsContext& context) {
  ATB_TAKE(const auto prefix, input.text("logGroupNamePrefix"));
  if (!prefix.empty()) ATB_CHECK(name_in(input, "logGroupNamePrefix", "-_./#"));
  ATB_TAKE(const auto part, input.text("logGroupNamePattern"));
  std::vector<json> entries;
  for (const auto& [key, group] : context.logs.groups()) {
    if (group.region != context.call.region || !group.name.starts_with(prefix) ||
        group.name.find(part) == std::string::npos)
      continue;
    entries.push_back({{"logGroupName", group.name},
                       {"creationTime", group.created.ms()},
                       {"metricFilterCount", group.filters.size()},
                       {"arn", group.arn},
                       {"storedBytes", stored_bytes(group)}});
  }
  return logs_page(input, "logGroups", entries, 50, 50);
}

Outcome<json> create_log_stream(const Fields& input, LogsContext& context) {
  ATB_TAKE(auto* const group, group_in(input, context));
  ATB_TAKE(const auto name, name_in(input, "logStreamName", "-_./#$[]{}() "));
  if (group->streams.contains(name))
    return refuse("ResourceAlreadyExistsException", "The specified log stream already exists");
  group->streams[name].created = context.call.now;
  return json{};
}

/// Lines that are too old or too new are left out and told in `rejected`.
Outcome<std::vector<LogEvent>> events_in(const Fields& input, core::Timestamp now, json& rejected) {
  constexpr auto kPastMax = core::Duration::days(14);
  constexpr auto kFutureMax = core::Duration::hours(2);
  ATB_TAKE(const auto lines, input.objects("logEvents"));
  if (lines.empty() || lines.size() > kEventsMax)
    return input.fault("logEvents must have 1 to 10000 entries");
  std::vector<LogEvent> events;
  std::int64_t newest = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ATB_TAKE(const auto message, lines[i].needed_text("message"));
    ATB_TAKE(const auto ms, lines[i].integer("timestamp"));
    if (!ms) return input.fault("timestamp is required");
    if (*ms < newest)
      return input.fault(
          "Log events in a single PutLogEvents request must be in chronological order.");
    newest = *ms;
    const auto time = core::Timestamp::from_ms(*ms);
    if (time < now - kPastMax)
      rejected["tooOldLogEventEndIndex"] = i + 1;
    else if (time > now + kFutureMax)
      rejected.emplace("tooNewLogEventStartIndex", i);
    else
      events.push_back({time, now, message});
  }
  return events;
}

Outcome<json> put_log_events(const Fields& input, LogsContext& context) {
  ATB_TAKE(auto* const group, group_in(input, context));
  ATB_TAKE(const auto name, input.needed_text("logStreamName"));
  const auto stream = group->streams.find(name);
  if (stream == group->streams.end())
    return refuse("ResourceNotFoundException", "The specified log stream does not exist.");
  json rejected = json::object();
  ATB_TAKE(auto events, events_in(input, context.call.now, rejected));
  context.logs.ingest(*group, name, std::move(events));
  json answer{{"nextSequenceToken", fmt::format("{:056}", stream->second.events.size())}};
  if (!rejected.empty()) answer["rejectedLogEventsInfo"] = std::move(rejected);
  return answer;
}

struct Wanted {
  std::vector<std::string> streams;
  std::string prefix;
  std::int64_t start = 0;
  std::optional<std::int64_t> end;
};

Outcome<Wanted> wanted_in(const Fields& input) {
  Wanted wanted;
  ATB_TAKE(wanted.streams, input.texts("logStreamNames"));
  ATB_TAKE(wanted.prefix, input.text("logStreamNamePrefix"));
  ATB_TAKE(const auto start, input.integer("startTime"));
  ATB_TAKE(wanted.end, input.integer("endTime"));
  wanted.start = start.value_or(0);
  return wanted;
}

bool is_wanted_stream(const Wanted& wanted, const std::string& name) {
  return name.starts_with(wanted.prefix) &&
         (wanted.streams.empty() ||
          std::find(wanted.streams.begin(), wanted.streams.end(), name) != wanted.streams.end());
}

Outcome<json> filter_log_events(const Fields& input, LogsContext& context) {
  ATB_TAKE(const auto* const group, group_in(input, context));
  ATB_TAKE(const auto wanted, wanted_in(input));
  ATB_TAKE(const auto pattern_text, input.text("filterPattern"));
  ATB_TAKE(const auto pattern, parse_filter_pattern(pattern_text));
  std::vector<json> entries;
  for (const auto& [name, stream] : group->streams) {
    if (!is_wanted_stream(wanted, name)) continue;
    for (std::size_t i = 0; i < stream.events.size(); ++i) {
      const auto& event = stream.events[i];
      const auto ms = event.time.ms();
      if (ms < wanted.start || (wanted.end && ms >= *wanted.end) || !pattern.matches(event.message))
        continue;
      entries.push_back({{"logStreamName", name},
                         {"timestamp", ms},
                         {"message", event.message},
                         {"ingestionTime", event.ingested.ms()},
                         {"eventId", fmt::format("{:028}{:028}", ms, i)}});
    }
  }
  std::stable_sort(entries.begin(), entries.end(), [](const json& a, const json& b) {
    return a.at("timestamp") < b.at("timestamp");
  });
  ATB_TAKE(auto answer, logs_page(input, "events", entries, 10'000, 10'000));
  answer["searchedLogStreams"] = json::array();
  return answer;
}

}  // namespace

Outcome<LogGroup*> group_in(const Fields& input, LogsContext& context) {
  ATB_TAKE(const auto name, input.needed_text("logGroupName"));
  auto* const group = context.logs.find(context.call.region, name);
  if (group == nullptr)
    return refuse("ResourceNotFoundException", "The specified log group does not exist.");
  return group;
}

Outcome<json> logs_page(const Fields& input, const char* key, const std::vector<json>& entries,
                        std::int64_t otherwise, std::int64_t most) {
  ATB_TAKE(const auto size, input.integer_between("limit", otherwise, 1, most));
  ATB_TAKE(const auto token, input.text("nextToken"));
  const auto page = page_of(entries.size(), static_cast<std::size_t>(size), token);
  if (!page) return input.fault("The specified nextToken is invalid.");
  json answer{{key, json::array()}};
  for (std::size_t i = page->first; i < page->last; ++i) answer[key].push_back(entries[i]);
  if (!page->next.empty()) answer["nextToken"] = page->next;
  return answer;
}

const LogsOperations& log_operations() {
  static const LogsOperations operations{
      {"CreateLogGroup", &create_log_group},       {"DeleteLogGroup", &delete_log_group},
      {"DescribeLogGroups", &describe_log_groups}, {"CreateLogStream", &create_log_stream},
      {"PutLogEvents", &put_log_events},           {"FilterLogEvents", &filter_log_events},
  };
  return operations;
}

}  // namespace atb::aws_simulator
