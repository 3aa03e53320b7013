#include "aws_simulator/logs_service.h"

#include <fmt/format.h>

#include "aws_simulator/logs_operations.h"
#include "aws_simulator/time_state.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr const char* kFaultCode = "InvalidParameterException";

LogsOperation find_operation(std::string_view name) {
  for (const auto* const operations : {&log_operations(), &metric_filter_operations()})
    if (const auto at = operations->find(name); at != operations->end()) return at->second;
  return nullptr;
}

std::string group_name_of(const ServiceCall& call) {
  return Fields{call.input, kFaultCode}.text("logGroupName").value_or(std::string{});
}

std::string group_arn(const ServiceCall& call, const std::string& name) {
  return fmt::format("arn:aws:logs:{}:{}:log-group:{}", call.region, call.caller.account, name);
}

}  // namespace

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LogEvent, time, ingested, message)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LogStream, created, events)

/// By hand, for the default that may be absent.
static void to_json(json& value, const MetricFilter& filter) {
  value = {{"name", filter.name},
           {"pattern", filter.pattern},
           {"metric_name", filter.metric_name},
           {"metric_namespace", filter.metric_namespace},
           {"metric_value", filter.metric_value},
           {"default_value", nullptr},
           {"dimensions", filter.dimensions},
           {"unit", filter.unit},
           {"created", filter.created}};
  if (filter.default_value) value["default_value"] = *filter.default_value;
}

static void from_json(const json& value, MetricFilter& filter) {
  value.at("name").get_to(filter.name);
  value.at("pattern").get_to(filter.pattern);
  value.at("metric_name").get_to(filter.metric_name);
  value.at("metric_namespace").get_to(filter.metric_namespace);
  value.at("metric_value").get_to(filter.metric_value);
  value.at("dimensions").get_to(filter.dimensions);
  value.at("unit").get_to(filter.unit);
  value.at("created").get_to(filter.created);
  if (const auto& number = value.at("default_value"); !number.is_null())
    filter.default_value = number.get<double>();
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LogGroup, name, region, arn, created, streams, filters)

const ServiceNames& LogsService::names() const {
  static const ServiceNames kNames{.signing_name = "logs",
                                   .target_prefix = "Logs_20140328.",
                                   .json_version = "1.1",
                                   .query_version = "",
                                   .xml_namespace = "",
                                   .event_source = "logs.amazonaws.com"};
  return kNames;
}

bool LogsService::knows(std::string_view operation) const {
  return find_operation(operation) != nullptr;
}

std::vector<Right> LogsService::required_rights(const ServiceCall& call) const {
  Right right;
  right.action = fmt::format("logs:{}", call.operation);
  const auto name = group_name_of(call);
  if (call.operation == "TestMetricFilter")
    right.resource = std::string{"*"};
  else if (name.empty())
    right.resource = group_arn(call, "*");
  else if (call.operation == "PutLogEvents")
    right.resource = fmt::format("{}:log-stream:{}", group_arn(call, name),
                                 Fields{call.input, kFaultCode}.text("logStreamName").value_or(""));
  else
    right.resource = group_arn(call, name) + ":*";
  return {std::move(right)};
}

Trace LogsService::trace(const ServiceCall& call) const {
  const std::string_view operation = call.operation;
  Trace trace;
  trace.read_only = operation.starts_with("Describe") || operation.starts_with("Filter") ||
                    operation.starts_with("Test");
  const auto name = group_name_of(call);
  if (name.empty()) return trace;
  trace.request_parameters = {{"logGroupName", name}};
  for (const char* const key : {"logStreamName", "filterName", "filterPattern"})
    if (const auto text = Fields{call.input, kFaultCode}.text(key); text && !text->empty())
      trace.request_parameters[key] = *text;
  trace.resources.push_back(group_arn(call, name));
  return trace;
}

Outcome<Answer> LogsService::run(const ServiceCall& call) {
  LogsContext context{logs_, call};
  ATB_TAKE(const auto result,
           find_operation(call.operation)(Fields{call.input, kFaultCode}, context));
  return Answer{result.is_null() ? std::string{} : result.dump()};
}

json LogsService::save() const {
  return {{"groups", logs_.groups()}};
}

void LogsService::load(const json& state) {
  logs_.replace_all(state.at("groups").get<std::map<LogStore::Key, LogGroup>>());
}

json LogsService::summary() const {
  json groups = json::object();
  for (const auto& [key, group] : logs_.groups()) {
    std::size_t lines = 0;
    for (const auto& [name, stream] : group.streams) lines += stream.events.size();
    groups[group.name] = {{"lines", lines}, {"metric_filters", group.filters.size()}};
  }
  return {{"groups", std::move(groups)}};
}

}  // namespace atb::aws_simulator
