#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/change_run.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "ai-trading-bot-secrets/prompt.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "ai-trading-bot-secrets/settings_source.h"
#include "aws/protocol/request_token.h"
#include "common/output.h"
#include "secrets/change/redacted_diff.h"
#include "secrets/init.h"
#include "settings/display.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "Without a file the settings are asked for on the terminal, secret ones without echo. They\n"
    "are validated before anything is stored, ENVIRONMENT is noted with them, and a Binance key\n"
    "that the other environment has is refused. A secret that holds a value is never overwritten.\n"
    "\n"
    "A secret whose deletion is scheduled comes back, as it was, with --restore.\n"
    "\n"
    "JSON: secret, outcome (made, restored, would_make, would_restore), arn, version_id,\n"
    "      environment, settings[], warnings[], dry_run; of --restore: deleted_date, no version_id "
    "and\n"
    "      settings[]\n"
    "\n"
    "exit codes: 0 made, 2 usage, 3 settings invalid, 4 not authorised, 5 file not found,\n"
    "            6 temporary outside failure, 7 refused (it exists, live in staging, not agreed)\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets init --environment staging\n"
    "  ai-trading-bot-secrets init --environment staging --from-json staging.json\n"
    "  ai-trading-bot-secrets init --environment production --from-env .env --dry-run";

struct InitFlags {
  SecretFlags secret;
  SettingsSource source;
  std::string description;
  bool restore = false;
  bool dry_run = false;
  bool yes = false;
};

std::vector<std::string> names_of(const secrets::InitPlan& plan) {
  std::vector<std::string> names;
  for (const auto& entry : plan.values) names.push_back(settings::displayed_name(entry.name));
  return names;
}

core::Result<int> print(const InitFlags& flags, const secrets::InitPlan& plan,
                        const aws::CreatedSecret& made, const std::vector<std::string>& warnings,
                        Format format) {
  const auto names = names_of(plan);
  if (format == Format::json) {
    ATB_TRY(print_json({{"secret", plan.target.secret_id},
                        {"outcome", flags.dry_run ? "would_make" : "made"},
                        {"arn", made.arn},
                        {"version_id", made.version_id},
                        {"environment", flags.secret.environment},
                        {"settings", names},
                        {"warnings", warnings},
                        {"dry_run", flags.dry_run}}));
    return 0;
  }
  ATB_TRY(print_text(flags.dry_run
                         ? fmt::format("would make {} with {} settings: {}\n",
                                       plan.target.secret_id, names.size(), fmt::join(names, ", "))
                         : fmt::format("made {} with {} settings, version {}\nnext: {}\n",
                                       plan.target.secret_id, names.size(), made.version_id,
                                       next_command(flags.secret, "fetch"))));
  return 0;
}

bool is_from_prompts(const InitFlags& flags) {
  return flags.source.env_file.empty() && flags.source.json_file.empty();
}

/// The last question. What was typed is shown before it, and named when it was in vain.
core::Result<void> agree(const InitFlags& flags, const secrets::InitPlan& plan,
                         const std::string& region) {
  const bool is_production = plan.target.environment == settings::Environment::production;
  const bool asks = is_production && !flags.yes;
  if (asks || is_from_prompts(flags))
    fmt::print(stderr, "{}", text_of(secrets::redacted_diff({}, plan.values)));
  if (!asks) return {};
  const auto* const mode = plan.values.find("TRADING_MODE");
  const bool is_live = mode != nullptr && mode->reveal() == "live";
  auto agreed = confirm(fmt::format("This makes {} in {}{}", plan.target.secret_id, region,
                                    is_live ? ", for live trading with real money" : ""));
  if (!agreed && is_from_prompts(flags))
    agreed.error().advice +=
        fmt::format("{}Not stored: {}. A file is read again at any time: --from-env FILE.",
                    agreed.error().advice.empty() ? "" : "\n", fmt::join(names_of(plan), ", "));
  return agreed;
}

core::Result<int> restore(const InitFlags& flags, const secrets::Target& target, Format format) {
  ATB_ASSIGN(auto session, open_session(flags.secret));
  ATB_ASSIGN(const auto plan, secrets::plan_restore(session.secrets, target));
  if (!flags.dry_run) {
    if (target.environment == settings::Environment::production && !flags.yes)
      ATB_TRY(confirm(fmt::format("This takes the deletion of {} in {} back", target.secret_id,
                                  session.region)));
    ATB_TRY(secrets::restore(session.secrets, plan));
  }
  const auto* const outcome = flags.dry_run ? "would_restore" : "restored";
  if (format == Format::json)
    ATB_TRY(print_json({{"secret", target.secret_id},
                        {"outcome", outcome},
                        {"arn", plan.arn},
                        {"environment", flags.secret.environment},
                        {"deleted_date", core::to_text(plan.deleted)},
                        {"warnings", session.warnings},
                        {"dry_run", flags.dry_run}}));
  else
    ATB_TRY(print_text(flags.dry_run
                           ? fmt::format("would take the deletion of {} back\n", target.secret_id)
                           : fmt::format("restored {} as it was\nnext: {}\n", target.secret_id,
                                         next_command(flags.secret, "show"))));
  return 0;
}

core::Result<int> init(const InitFlags& flags, Format format) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  if (flags.restore) return restore(flags, target, format);
  std::vector<std::string> warnings;
  settings::Values values;
  if (!is_from_prompts(flags)) {
    ATB_ASSIGN(values, read_settings(flags.source, &warnings));
  }
  ATB_ASSIGN(auto session, open_session(flags.secret));
  warnings.insert(warnings.end(), session.warnings.begin(), session.warnings.end());
  if (is_from_prompts(flags)) {
    ATB_TRY(secrets::check_free(session.secrets, target));
    ATB_ASSIGN(values, read_settings(flags.source));
  }
  ATB_ASSIGN(const auto plan,
             secrets::plan_init(session.secrets, target, std::move(values), flags.description));
  print_warnings(plan.warnings);
  warnings.insert(warnings.end(), plan.warnings.begin(), plan.warnings.end());
  if (flags.dry_run) return print(flags, plan, {}, warnings, format);
  ATB_TRY(agree(flags, plan, session.region));
  ATB_ASSIGN(const auto made, secrets::create(session.secrets, plan, aws::new_request_token()));
  return print(flags, plan, made, warnings, format);
}

}  // namespace

void add_init_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<InitFlags>();
  CLI::App& verb = add_verb(program, invocation, "init",
                            "make the secret of an environment, validated first", kFooter);
  add_secret_flags(verb, flags->secret);
  auto* const from_env = verb.add_option("--from-env", flags->source.env_file,
                                         ".env file with the settings, - for stdin")
                             ->type_name("FILE");
  verb.add_option("--from-json", flags->source.json_file,
                  "JSON file with the settings, - for stdin")
      ->type_name("FILE")
      ->excludes(from_env);
  verb.add_option("--description", flags->description,
                  "stored unencrypted with the secret: never a value")
      ->type_name("TEXT");
  verb.add_flag("--restore", flags->restore, "take a scheduled deletion of the secret back")
      ->excludes(from_env)
      ->excludes("--from-json")
      ->excludes("--description");
  verb.add_flag("--dry-run", flags->dry_run, "check everything, make nothing");
  verb.add_flag("--yes", flags->yes, "do not ask before acting on production");
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] {
      return with_options(init(*flags, invocation.format), flags->secret);
    };
  });
}

}  // namespace atb::app
