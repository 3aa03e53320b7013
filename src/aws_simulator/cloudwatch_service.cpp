#include "aws_simulator/cloudwatch_service.h"

#include <fmt/format.h>

#include "aws_simulator/cloudwatch_operations.h"
#include "aws_simulator/cloudwatch_state.h"
#include "aws_simulator/wire_text.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

CloudWatchOperation find_operation(std::string_view name) {
  for (const auto* const operations : {&metric_operations(), &alarm_operations()})
    if (const auto at = operations->find(name); at != operations->end()) return at->second;
  return nullptr;
}

std::vector<std::string> alarm_names_of(const json& input) {
  const Fields fields{input, "ValidationError"};
  auto names = fields.texts("AlarmNames").value_or(std::vector<std::string>{});
  if (const auto name = fields.text("AlarmName"); name && !name->empty()) names.push_back(*name);
  return names;
}

}  // namespace

const ServiceNames& CloudWatchService::names() const {
  static const ServiceNames kNames{
      .signing_name = "monitoring",
      .target_prefix = "GraniteServiceVersion20100801.",
      .json_version = "1.0",
      .query_version = "2010-08-01",
      .xml_namespace = "http://monitoring.amazonaws.com/doc/2010-08-01/",
      .event_source = "monitoring.amazonaws.com"};
  return kNames;
}

bool CloudWatchService::knows(std::string_view operation) const {
  return find_operation(operation) != nullptr;
}

std::vector<Right> CloudWatchService::required_rights(const ServiceCall& call) const {
  Right right;
  right.action = fmt::format("cloudwatch:{}", call.operation);
  right.resource = std::string{"*"};
  if (metric_operations().contains(call.operation)) {
    const auto name_space = Fields{call.input, "ValidationError"}.text("Namespace");
    if (name_space && !name_space->empty()) right.context["cloudwatch:namespace"] = {*name_space};
    return {right};
  }
  std::vector<Right> rights;
  for (const auto& name : alarm_names_of(call.input)) {
    right.resource = alarm_arn(call, name);
    rights.push_back(right);
  }
  if (!rights.empty()) return rights;
  right.resource = alarm_arn(call, "*");
  return {right};
}

Trace CloudWatchService::trace(const ServiceCall& call) const {
  const std::string_view name = call.operation;
  Trace trace;
  trace.read_only =
      name.starts_with("Get") || name.starts_with("List") || name.starts_with("Describe");
  const auto names = alarm_names_of(call.input);
  if (!names.empty()) trace.request_parameters = {{"alarmNames", names}};
  for (const auto& alarm : names) trace.resources.push_back(alarm_arn(call, alarm));
  return trace;
}

Outcome<Answer> CloudWatchService::run(const ServiceCall& call) {
  CloudWatchContext context{metrics_, alarms_, call};
  ATB_TAKE(const auto result,
           find_operation(call.operation)(Fields{call.input, "ValidationError"}, context));
  // JSON clients read an object where the operation has no result.
  if (result.is_null() && call.protocol == Protocol::json) return Answer{"{}"};
  return to_answer(call.protocol, result);
}

json CloudWatchService::save() const {
  return save_cloudwatch(metrics_, alarms_);
}

void CloudWatchService::load(const json& state) {
  load_cloudwatch(state, metrics_, alarms_);
}

void CloudWatchService::tick(core::Timestamp now, bool at_once) {
  alarms_.evaluate(metrics_, now, at_once);
}

json CloudWatchService::summary() const {
  json alarms = json::object();
  for (const auto& [key, alarm] : alarms_.alarms()) alarms[alarm.name] = to_text(alarm.state);
  json sent = json::array();
  for (const auto& notification : alarms_.notifications())
    sent.push_back({{"time", core::to_text(notification.time)},
                    {"target", notification.target},
                    {"alarm", notification.alarm},
                    {"from", to_text(notification.old_state)},
                    {"to", to_text(notification.new_state)},
                    {"reason", notification.reason}});
  return {{"metrics", metrics_.all().size()},
          {"alarms", std::move(alarms)},
          {"notifications", std::move(sent)}};
}

}  // namespace atb::aws_simulator
