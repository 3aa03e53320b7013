#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/binance_access.h"
#include "ai-trading-bot-secrets/change_run.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "aws/session.h"
#include "common/output.h"
#include "secrets/change/rollback.h"
#include "secrets/rotation/restored_key.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "The version is validated first, and nothing is moved when another writer was faster. After\n"
    "two writes AWSPREVIOUS is the first of them: look at versions and name the one that was "
    "good.\n"
    "Doing it twice goes forth again, as AWSPREVIOUS moves too. Where that version has another\n"
    "Binance key, Binance is asked whether it still works: run it on the bot's host then, as keys\n"
    "are tied to its address. A key of the other environment is refused.\n"
    "\n"
    "JSON: secret, environment, outcome (moved, unchanged, would_move), from, to, in_force,\n"
    "      key_changes, changes[{name,change,before,after}], warnings[], dry_run\n"
    "\n"
    "exit codes: 0 in force, 2 usage, 3 that version is invalid, 4 not authorised, 5 not found,\n"
    "            6 temporary outside failure (AWS or Binance), 7 refused (another writer, a dead "
    "or\n"
    "            unfit key, not agreed)\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets rollback --environment staging --dry-run\n"
    "  ai-trading-bot-secrets rollback --environment production --to "
    "5b1c1f9a-6c0e-4d5a-9e1e-2f3a4b5c6d7e";

struct RollbackFlags {
  ChangeFlags change;
  aws::VersionSelector to;
  std::string binance_url = "https://api.binance.com";
  bool skip_key_check = false;
};

std::string sentence_of(const secrets::RollbackPlan& plan, const secrets::RollbackReport& report,
                        const ChangeFlags& flags) {
  const auto& secret = plan.target.secret_id;
  if (plan.is_in_force())
    return fmt::format("unchanged: version {} of {} is in force\n", plan.to, secret);
  if (flags.dry_run) return fmt::format("would put version {} of {} in force\n", plan.to, secret);
  if (!report.moved)
    return fmt::format("unchanged: version {} of {} is in force and holds the same\n",
                       report.in_force, secret);
  if (report.in_force != plan.to)
    return fmt::format("version {} of {} was in force and is replaced by {} already\nnext: {}\n",
                       plan.to, secret, report.in_force, next_command(flags.secret, "versions"));
  return fmt::format("put version {} of {} in force instead of {}\nnext: {}\n", plan.to, secret,
                     plan.from, next_command(flags.secret, "fetch"));
}

core::Result<void> print(const secrets::RollbackPlan& plan, const secrets::RollbackReport& report,
                         const std::vector<std::string>& warnings, const ChangeFlags& flags,
                         Format format) {
  if (format == Format::text) return print_text(sentence_of(plan, report, flags));
  const bool would_move = flags.dry_run && !plan.is_in_force();
  return print_json({{"secret", plan.target.secret_id},
                     {"environment", settings::name_of(plan.target.environment)},
                     {"outcome", would_move     ? "would_move"
                                 : report.moved ? "moved"
                                                : "unchanged"},
                     {"from", plan.from},
                     {"to", plan.to},
                     {"in_force", report.in_force},
                     {"key_changes", secrets::changes_pair(plan)},
                     {"changes", json_of(secrets::redacted_diff(plan.before, plan.after))},
                     {"warnings", warnings},
                     {"dry_run", flags.dry_run}});
}

core::Result<int> rollback(const RollbackFlags& flags, Format format) {
  const auto& named = flags.change.secret;
  ATB_ASSIGN(const auto target, secrets::choose_target(named.environment, named.secret_id));
  ATB_ASSIGN(auto session, open_session(named));
  ATB_ASSIGN(const auto plan, secrets::plan_rollback(session.secrets, target, flags.to));
  auto warnings = plan.warnings;
  secrets::RollbackReport report{false, plan.from, {}};
  if (!plan.is_in_force()) {
    BinanceAccess binance{flags.binance_url};
    ATB_ASSIGN(
        const auto about_key,
        secrets::check_restored_pair(session.secrets, plan,
                                     flags.skip_key_check ? secrets::CheckKey{} : binance.check(),
                                     aws::machine_surroundings().now()));
    warnings.insert(warnings.end(), about_key.begin(), about_key.end());
    ATB_TRY(show_and_confirm(flags.change, target, secrets::redacted_diff(plan.before, plan.after),
                             warnings));
    if (!flags.change.dry_run) {
      ATB_ASSIGN(report, secrets::apply_rollback(session.secrets, plan));
      print_warnings(report.warnings);
      warnings.insert(warnings.end(), report.warnings.begin(), report.warnings.end());
    }
  }
  ATB_TRY(print(plan, report, warnings, flags.change, format));
  return 0;
}

}  // namespace

void add_rollback_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<RollbackFlags>();
  CLI::App& verb = add_verb(program, invocation, "rollback",
                            "put an older version of the secret in force again", kFooter);
  add_change_flags(verb, flags->change);
  auto* const to = verb.add_option("--to", flags->to.version_id, "the version to go back to")
                       ->type_name("VERSION_ID");
  verb.add_option("--stage", flags->to.version_stage,
                  "the version with this label (default: AWSPREVIOUS)")
      ->type_name("STAGE")
      ->excludes(to);
  verb.add_option("--binance-url", flags->binance_url, "where a key that comes back is checked")
      ->type_name("URL")
      ->capture_default_str();
  verb.add_flag("--skip-key-check", flags->skip_key_check, "staging only: do not ask Binance");
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] {
      return with_options(rollback(*flags, invocation.format), flags->change.secret);
    };
  });
}

}  // namespace atb::app
