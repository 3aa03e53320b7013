#include "ai-trading-bot-secrets/alarm_output.h"

#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const account::AlarmPlan& alarm) {
  Json dimensions = Json::object();
  for (const auto& [name, value] : alarm.dimensions) dimensions[name] = value;
  return {{"name", alarm.name},
          {"metric_namespace", alarm.metric_namespace},
          {"metric", alarm.metric},
          {"dimensions", std::move(dimensions)},
          {"comparison", alarm.comparison},
          {"threshold", alarm.threshold},
          {"period_seconds", alarm.period_seconds},
          {"evaluation_periods", alarm.evaluation_periods},
          {"datapoints", alarm.datapoints},
          {"missing_data", alarm.missing_data}};
}

Json as_json(const AlarmOutput& output) {
  Json filters = Json::array();
  for (const auto& filter : output.set.filters)
    filters.push_back(
        {{"name", filter.name}, {"pattern", filter.pattern}, {"metric", filter.metric}});
  Json alarms = Json::array();
  for (const auto& alarm : output.set.alarms) alarms.push_back(as_json(alarm));
  Json steps = Json::array();
  for (const auto& [what, result] : output.report.steps)
    steps.push_back({{"what", what}, {"result", result}});
  return {{"environment", output.environment},
          {"trail", output.trail.trail},
          {"log_group", output.trail.log_group},
          {"filters", std::move(filters)},
          {"alarms", std::move(alarms)},
          {"steps", std::move(steps)},
          {"dead_alarm", output.report.dead_alarm},
          {"warnings", output.warnings}};
}

}  // namespace

core::Result<void> print_alarms(const AlarmOutput& output, Format format) {
  if (format == Format::json) return print_json(as_json(output));
  print_warnings(output.warnings);
  std::string text =
      fmt::format("log group {}{}\n", output.trail.log_group,
                  output.trail.trail.empty() ? "" : " of trail " + output.trail.trail);
  if (output.next.empty())
    for (const auto& filter : output.set.filters)
      fmt::format_to(std::back_inserter(text), "{}:\n  {}\n", filter.name, filter.pattern);
  for (const auto& [what, result] : output.report.steps)
    fmt::format_to(std::back_inserter(text), "{:<70} {}\n", what, result);
  if (!output.next.empty()) text += fmt::format("next: {}\n", output.next);
  return print_text(text);
}

core::Result<void> print_proof(const account::AlarmProof& proof, Format format) {
  const auto seconds = proof.waited.us() / 1'000'000;
  if (format == Format::json)
    return print_json({{"alarm", proof.alarm},
                       {"proven", true},
                       {"since", core::to_text(proof.since)},
                       {"fired", core::to_text(proof.fired)},
                       {"waited_seconds", seconds},
                       {"reason", proof.reason}});
  return print_text(fmt::format(
      "proven: {} fired at {}, seen after {} s of waiting (only a firing after {} "
      "counted)\n{}\n",
      proof.alarm, core::to_text(proof.fired), seconds, core::to_text(proof.since), proof.reason));
}

}  // namespace atb::app
