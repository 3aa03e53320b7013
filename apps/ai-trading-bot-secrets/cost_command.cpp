#include <iterator>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/arn.h"
#include "account/cost.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"
#include "secrets/rotation/other_environment.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "Asks AWS which of the two environments' secrets are there, and which alarms named\n"
    "ai-trading-bot*, unless --secrets and --alarms say how many to reckon with; with --secrets "
    "AWS\n"
    "is not asked. Metrics and heartbeats are what the options say. List prices in US dollars,\n"
    "without taxes and free tiers; what CloudTrail and CloudWatch Logs keep is not in it. A month\n"
    "has 30 days.\n"
    "\n"
    "JSON: currency, lines[{what,count,unit_price,total}], secrets_manager, cloudwatch, total,\n"
    "      secrets[], alarms[] (those that were counted), prices_date, prices_sources[],\n"
    "      warnings[]\n"
    "\n"
    "exit codes: 0 done, 2 usage, 4 not authorised, 6 temporary outside failure\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets cost\n"
    "  ai-trading-bot-secrets cost --secrets 2 --fetches-per-day 24 --heartbeats-per-day 1440 \\\n"
    "      --alarms 8 --custom-metrics 8";

struct CostFlags {
  SecretFlags secret;
  std::optional<std::int64_t> secrets;
  std::optional<std::int64_t> alarms;
  account::Usage usage;
};

struct Found {
  std::vector<std::string> names;
  std::vector<std::string> alarms;
  std::vector<std::string> warnings;
};

/// The secrets of both environments that are there and not on their way out.
core::Result<Found> count_secrets(aws::SecretsManager& manager, const secrets::Target& target) {
  const auto own = account::secret_name(target.secret_id);
  Found found;
  for (const auto& name : {own, secrets::other_secret_id(target)}) {
    const auto described = manager.describe_secret(name);
    if (described && !described->deleted) found.names.push_back(name);
    if (described || described.error().kind == core::ErrorKind::not_found) continue;
    if (described.error().kind != core::ErrorKind::not_authorised ||
        described.error().code != "AccessDeniedException")
      return tl::unexpected<core::Error>(described.error());
    found.names.push_back(name);
    found.warnings.push_back(
        fmt::format("{} is counted, though AWS does not let you see whether it is there", name));
  }
  return found;
}

/// The alarms of this project, of whichever environment.
core::Result<void> count_alarms(aws::Session& session, Found& found) {
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  const auto alarms = cloudwatch.describe_alarms("ai-trading-bot");
  if (alarms) {
    for (const auto& state : *alarms) found.alarms.push_back(state.alarm.name);
    return {};
  }
  if (alarms.error().kind != core::ErrorKind::not_authorised)
    return tl::unexpected<core::Error>(alarms.error());
  found.warnings.emplace_back(
      "no alarm is counted, as AWS does not let you list them; say how many there are: --alarms N");
  return {};
}

Json as_json(const account::Cost& cost, const Found& found) {
  Json lines = Json::array();
  for (const auto& line : cost.lines)
    lines.push_back({{"what", line.what},
                     {"count", line.count},
                     {"unit_price", core::to_text(line.unit_price)},
                     {"total", core::to_text(line.total)}});
  return {{"currency", "USD"},
          {"lines", std::move(lines)},
          {"secrets_manager", core::to_text(cost.secrets_manager)},
          {"cloudwatch", core::to_text(cost.cloudwatch)},
          {"total", core::to_text(cost.total)},
          {"secrets", found.names},
          {"alarms", found.alarms},
          {"prices_date", account::kPricesDate},
          {"prices_sources", {account::kSecretsPricesSource, account::kCloudWatchPricesSource}},
          {"warnings", found.warnings}};
}

/// "0.40": money for people has two decimals at least, and never fewer than it needs.
std::string dollars(core::Money money) {
  std::string text = core::to_text(money);
  const auto point = text.find('.');
  if (point == std::string::npos) return text + ".00";
  return text.size() - point == 2 ? text + "0" : text;
}

std::string as_text(const account::Cost& cost) {
  std::string text;
  for (const auto& line : cost.lines)
    fmt::format_to(std::back_inserter(text), "{:<30} {:>9} x ${:<8} = ${}\n", line.what, line.count,
                   dollars(line.unit_price), dollars(line.total));
  fmt::format_to(std::back_inserter(text),
                 "Secrets Manager ${}, CloudWatch ${}\n"
                 "total ${} a month\n"
                 "List prices of us-east-1 as of {}; check them: {}, {}\n",
                 dollars(cost.secrets_manager), dollars(cost.cloudwatch), dollars(cost.total),
                 account::kPricesDate, account::kSecretsPricesSource,
                 account::kCloudWatchPricesSource);
  return text;
}

core::Result<int> reckon(const CostFlags& flags, Format format) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  Found found;
  account::Usage usage = flags.usage;
  if (flags.secrets) {
    usage.secrets = *flags.secrets;
  } else {
    ATB_ASSIGN(auto session, open_session(flags.secret));
    ATB_ASSIGN(found, count_secrets(session.secrets, target));
    if (!flags.alarms) ATB_TRY(count_alarms(session, found));
    usage.secrets = static_cast<std::int64_t>(found.names.size());
    usage.alarms = static_cast<std::int64_t>(found.alarms.size());
  }
  if (flags.alarms) usage.alarms = *flags.alarms;
  ATB_ASSIGN(const auto cost, account::monthly_cost(usage));
  if (format == Format::json) {
    ATB_TRY(print_json(as_json(cost, found)));
    return 0;
  }
  print_warnings(found.warnings);
  ATB_TRY(print_text(as_text(cost)));
  return 0;
}

}  // namespace

void add_cost_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<CostFlags>();
  CLI::App& verb = add_verb(program, invocation, "cost", "what it costs in a month", kFooter);
  add_secret_flags(verb, flags->secret);
  auto& usage = flags->usage;
  verb.add_option("--secrets", flags->secrets, "how many secrets (default: those that are there)")
      ->type_name("N");
  verb.add_option("--replicas", usage.replicas, "replicas in other regions")->type_name("N");
  verb.add_option("--fetches-per-day", usage.fetches_per_day, "of all hosts together")
      ->type_name("N")
      ->capture_default_str();
  verb.add_option("--starts-per-month", usage.starts_per_month, "starts of the bot; each fetches")
      ->type_name("N")
      ->capture_default_str();
  verb.add_option("--heartbeats-per-day", usage.heartbeats_per_day, "1440: one a minute")
      ->type_name("N");
  verb.add_option("--alarms", flags->alarms, "CloudWatch alarms (default: those that are there)")
      ->type_name("N");
  verb.add_option("--custom-metrics", usage.custom_metrics, "metrics of filters and heartbeats")
      ->type_name("N");
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return reckon(*flags, invocation.format); };
  });
}

}  // namespace atb::app
