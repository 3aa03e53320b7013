#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/heartbeat.h"
#include "account/heartbeat_metric.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"
#include "control/client.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "Asks the running bot over its socket how it is and, only when it is healthy, puts the metric\n"
    "Heartbeat = 1 into the namespace AiTradingBot under its environment. The alarm of\n"
    "`alarm --heartbeat` fires when the metric stays away for five minutes: run this every "
    "minute,\n"
    "as a timer does. Needs cloudwatch:PutMetricData (policy --with-heartbeat).\n"
    "\n"
    "JSON: sent, environment, metric, dimensions[{}], dry_run, reason (why nothing was sent), "
    "code\n"
    "\n"
    "exit codes: 0 sent, 1 the bot is not healthy or not running (nothing sent), 2 usage,\n"
    "            4 not authorised, 6 temporary outside failure, 7 a bot of another environment\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets heartbeat --environment production\n"
    "  ai-trading-bot-secrets heartbeat --environment staging --per-pair --dry-run";

struct HeartbeatFlags {
  SecretFlags secret;
  std::string socket{control::kDefaultSocket};
  bool per_pair = false;
  bool dry_run = false;
  bool quiet = false;
};

/// @param silence  why nothing was sent; null: it was, or a dry run would have
core::Result<void> print(const HeartbeatFlags& flags,
                         const std::vector<account::HeartbeatDatum>& data,
                         const core::Error* silence, Format format) {
  if (format == Format::text) {
    if (flags.dry_run && silence == nullptr)
      ATB_TRY(print_text("the bot is healthy; the heartbeat would be sent\n"));
    return {};
  }
  Json dimensions = Json::array();
  for (const auto& datum : data) {
    Json names = Json::object();
    for (const auto& [name, value] : datum.dimensions) names[name] = value;
    dimensions.push_back(std::move(names));
  }
  const std::string dry = flags.dry_run ? "a dry run sends nothing" : "";
  return print_json({{"sent", silence == nullptr && !flags.dry_run},
                     {"environment", flags.secret.environment},
                     {"metric", account::kHeartbeatMetric},
                     {"dimensions", std::move(dimensions)},
                     {"dry_run", flags.dry_run},
                     {"reason", silence == nullptr ? dry : silence->message},
                     {"code", silence == nullptr ? "" : silence->code}});
}

/// A bot that is down or ill is what the alarm is for: one line here, and no metric.
core::Result<int> stay_silent(const HeartbeatFlags& flags, const core::Error& why, Format format) {
  if (!flags.quiet) fmt::print(stderr, "no heartbeat: {}\n", why.message);
  ATB_TRY(print(flags, {}, &why, format));
  return 1;
}

core::Result<int> beat(const HeartbeatFlags& flags, Format format) {
  const auto status = control::ask(flags.socket, "status");
  if (!status) {
    const bool absent = status.error().kind == core::ErrorKind::not_found ||
                        status.error().kind == core::ErrorKind::temporary;
    if (absent) return stay_silent(flags, status.error(), format);
    return tl::unexpected<core::Error>(status.error());
  }
  const auto data = account::heartbeat_data(*status, flags.secret.environment, flags.per_pair);
  if (!data && data.error().code == "heartbeat.unhealthy")
    return stay_silent(flags, data.error(), format);
  if (!data) return tl::unexpected<core::Error>(data.error());
  if (flags.dry_run) {
    ATB_TRY(print(flags, *data, nullptr, format));
    return 0;
  }
  ATB_ASSIGN(auto session, open_session(flags.secret));
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  std::vector<aws::MetricDatum> metrics;
  for (const auto& datum : *data) {
    aws::MetricDatum metric;
    metric.name = datum.metric;
    metric.value = datum.value;
    for (const auto& [name, value] : datum.dimensions) metric.dimensions.push_back({name, value});
    metrics.push_back(std::move(metric));
  }
  ATB_TRY(cloudwatch.put_metric_data(account::kHeartbeatNamespace, metrics));
  ATB_TRY(print(flags, *data, nullptr, format));
  return 0;
}

}  // namespace

void add_heartbeat_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<HeartbeatFlags>();
  CLI::App& verb = add_verb(program, invocation, "heartbeat",
                            "tell CloudWatch that the bot is healthy, if it is", kFooter);
  add_secret_flags(verb, flags->secret);
  verb.add_option("--socket", flags->socket, "where the bot listens")
      ->type_name("FILE")
      ->capture_default_str();
  verb.add_flag("--per-pair", flags->per_pair,
                "also under environment and pair, where several bots share an environment");
  verb.add_flag("--dry-run", flags->dry_run, "ask the bot, send nothing");
  verb.add_flag("--quiet", flags->quiet, "say nothing when the bot is not healthy");
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return beat(*flags, invocation.format); };
  });
}

}  // namespace atb::app
