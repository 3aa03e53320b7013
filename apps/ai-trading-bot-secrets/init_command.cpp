#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/prompt.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "ai-trading-bot-secrets/settings_source.h"
#include "aws/protocol/request_token.h"
#include "common/output.h"
#include "secrets/init.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "Without a file the settings are asked for on the terminal, secret ones without echo. They\n"
    "are validated before anything is stored, ENVIRONMENT is noted with them, and a Binance key\n"
    "that the other environment has is refused. A secret that holds a value is never overwritten.\n"
    "\n"
    "JSON: secret, arn, version_id, environment, settings[], warnings[], dry_run\n"
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
  bool dry_run = false;
  bool yes = false;
};

core::Result<int> print(const InitFlags& flags, const secrets::InitPlan& plan,
                        const aws::CreatedSecret& made, Format format) {
  std::vector<std::string> names;
  for (const auto& entry : plan.values) names.push_back(entry.name);
  if (format == Format::json) {
    ATB_TRY(print_json({{"secret", plan.target.secret_id},
                        {"arn", made.arn},
                        {"version_id", made.version_id},
                        {"environment", flags.secret.environment},
                        {"settings", names},
                        {"warnings", plan.warnings},
                        {"dry_run", flags.dry_run}}));
    return 0;
  }
  ATB_TRY(print_text(
      flags.dry_run
          ? fmt::format("would make {} with {} settings: {}\n", plan.target.secret_id, names.size(),
                        fmt::join(names, ", "))
          : fmt::format("made {} with {} settings, version {}\nnext: ai-trading-bot-secrets fetch "
                        "--environment {}\n",
                        plan.target.secret_id, names.size(), made.version_id,
                        flags.secret.environment)));
  return 0;
}

core::Result<int> init(const InitFlags& flags, Format format) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  const bool from_prompts = flags.source.env_file.empty() && flags.source.json_file.empty();
  settings::Values values;
  if (!from_prompts) {
    ATB_ASSIGN(values, read_settings(flags.source));
  }
  ATB_ASSIGN(auto session, open_session(flags.secret));
  if (from_prompts) {
    ATB_TRY(secrets::check_free(session.secrets, target));
    ATB_ASSIGN(values, read_settings(flags.source));
  }
  ATB_ASSIGN(const auto plan,
             secrets::plan_init(session.secrets, target, std::move(values), flags.description));
  if (format == Format::text) print_warnings(plan.warnings);
  if (flags.dry_run) return print(flags, plan, {}, format);
  if (target.environment == settings::Environment::production && !flags.yes)
    ATB_TRY(confirm(fmt::format("This makes {} in {}", plan.target.secret_id, session.region)));
  ATB_ASSIGN(const auto made, secrets::create(session.secrets, plan, aws::new_request_token()));
  return print(flags, plan, made, format);
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
  verb.add_flag("--dry-run", flags->dry_run, "check everything, make nothing");
  verb.add_flag("--yes", flags->yes, "do not ask before acting on production");
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return init(*flags, invocation.format); };
  });
}

}  // namespace atb::app
