#include <memory>

#include <CLI/CLI.hpp>

#include "ai-trading-bot-secrets/assignments.h"
#include "ai-trading-bot-secrets/change_run.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "secrets/change/edits.h"
#include "secrets/rotation/other_environment.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "KEY=VALUE (only settings that are not secret), KEY=@FILE, KEY=- (standard input), or KEY: it\n"
    "is asked for, without echo where it is secret. Every other key stays. The whole is "
    "validated,\n"
    "stored as AWSPENDING, read back, and put in force only if no other writer was faster; when\n"
    "it was interrupted, the same command finishes it. ENVIRONMENT is noted where it is missing.\n"
    "\n"
    "JSON: secret, environment, outcome (written, finished, unchanged, would_write, "
    "would_finish),\n"
    "      base_version, version_id, changes[{name,change,before,after}], warnings[], dry_run\n"
    "\n"
    "exit codes: 0 in force, 2 usage, 3 settings invalid, 4 not authorised, 5 not found,\n"
    "            6 temporary outside failure, 7 refused (another writer, live in staging, a key "
    "of\n"
    "            the other environment, not agreed)\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets set LOG_LEVEL=DEBUG MAX_POSITION_SIZE=0.05\n"
    "  ai-trading-bot-secrets set --environment production SLACK_WEBHOOK\n"
    "  ai-trading-bot-secrets set DATABASE_URL=@database_url.txt --dry-run";

struct SetFlags {
  ChangeFlags change;
  std::vector<std::string> assignments;
};

bool has_binance_key(const settings::Values& values) {
  return values.find("BINANCE_API_KEY") != nullptr || values.find("BINANCE_API_SECRET") != nullptr;
}

core::Result<int> set(const SetFlags& flags, Format format) {
  const auto& named = flags.change.secret;
  ATB_ASSIGN(const auto target, secrets::choose_target(named.environment, named.secret_id));
  ATB_ASSIGN(auto values, read_assignments(flags.assignments));
  ATB_ASSIGN(auto session, open_session(named));
  std::vector<std::string> warnings;
  if (has_binance_key(values)) {
    ATB_ASSIGN(warnings, secrets::check_pair_is_own(session.secrets, target, values));
    warnings.emplace_back(
        "set does not ask Binance about a key; ai-trading-bot-secrets rotate does");
  }
  ATB_ASSIGN(auto plan,
             secrets::plan_change(session.secrets, target,
                                  secrets::set_values(std::move(values), target.environment)));
  plan.warnings.insert(plan.warnings.end(), warnings.begin(), warnings.end());
  ATB_ASSIGN(const auto report, carry_out(session.secrets, plan, flags.change));
  ATB_TRY(print_change(plan, report, flags.change, format));
  return 0;
}

}  // namespace

void add_set_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<SetFlags>();
  CLI::App& verb = add_verb(program, invocation, "set",
                            "change settings of the secret, every other key stays", kFooter);
  add_change_flags(verb, flags->change);
  verb.add_option("KEY", flags->assignments, "KEY=VALUE, KEY=@FILE, KEY=- or KEY")
      ->type_name("KEY…")
      ->required();
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] {
      return with_options(set(*flags, invocation.format), flags->change.secret);
    };
  });
}

}  // namespace atb::app
