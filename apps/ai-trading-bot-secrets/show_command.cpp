#include <iterator>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"
#include "secrets/change/versions.h"
#include "secrets/show.h"
#include "settings/secret_json.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "Secret values are masked: their length, and the last four characters of long ones.\n"
    "\n"
    "JSON: secret, arn, version_id, stages[], created, settings[{name,value,characters,secret,\n"
    "      known}], faults[], warnings[]\n"
    "\n"
    "exit codes: 0 shown, 2 usage, 3 not a set of settings, 4 not authorised, 5 not found,\n"
    "            6 temporary outside failure\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets show --environment staging\n"
    "  ai-trading-bot-secrets show --environment production --version-stage AWSPREVIOUS";

struct ShowFlags {
  SecretFlags secret;
  aws::VersionSelector version;
};

core::Result<int> print(const aws::SecretValue& secret, const secrets::Shown& shown,
                        Format format) {
  if (format == Format::json) {
    Json rows = Json::array();
    for (const auto& setting : shown.settings)
      rows.push_back({{"name", setting.name},
                      {"value", setting.text},
                      {"characters", setting.characters},
                      {"secret", setting.secret},
                      {"known", setting.known}});
    ATB_TRY(print_json({{"secret", secret.name},
                        {"arn", secret.arn},
                        {"version_id", secret.version_id},
                        {"stages", secret.stages},
                        {"created", core::to_text(secret.created)},
                        {"settings", std::move(rows)},
                        {"faults", shown.faults},
                        {"warnings", shown.warnings}}));
    return 0;
  }
  print_warnings(shown.warnings);
  std::string text = fmt::format("{}, version {} ({}) of {}\n", secret.name, secret.version_id,
                                 fmt::join(secret.stages, ", "), core::to_text(secret.created));
  for (const auto& setting : shown.settings)
    fmt::format_to(std::back_inserter(text), "  {:<24} {}{}\n", setting.name, setting.text,
                   setting.known ? "" : "  (not a known setting)");
  for (const auto& fault : shown.faults)
    fmt::format_to(std::back_inserter(text), "fault: {}\n", fault);
  ATB_TRY(print_text(text));
  return 0;
}

/// Nothing when the versions cannot be asked: their list is another right than the value.
std::optional<core::Timestamp> key_since(aws::SecretsManager& manager,
                                         const secrets::Target& target,
                                         const aws::SecretValue& secret) {
  const auto values = settings::parse_secret_json(secret.value.reveal());
  if (!values || values->find("BINANCE_API_KEY") == nullptr) return std::nullopt;
  return secrets::binance_key_since(manager, target, *values).value_or(std::nullopt);
}

core::Result<int> show(const ShowFlags& flags, Format format) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  ATB_ASSIGN(auto session, open_session(flags.secret));
  ATB_ASSIGN(const auto secret, session.secrets.get_secret_value(target.secret_id, flags.version));
  ATB_ASSIGN(auto shown,
             secrets::show(secret, target.environment, key_since(session.secrets, target, secret),
                           aws::machine_surroundings().now()));
  for (auto* const lines : {&shown.warnings, &shown.faults})
    for (auto& line : *lines) line = with_options(line, flags.secret);
  return print(secret, shown, format);
}

}  // namespace

void add_show_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<ShowFlags>();
  CLI::App& verb =
      add_verb(program, invocation, "show", "what the secret holds, values masked", kFooter);
  add_secret_flags(verb, flags->secret);
  add_version_flags(verb, flags->version);
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] {
      return with_options(show(*flags, invocation.format), flags->secret);
    };
  });
}

}  // namespace atb::app
