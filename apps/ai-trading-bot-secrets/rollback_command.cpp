#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/change_run.h"
#include "ai-trading-bot-secrets/commands.h"
#include "common/output.h"
#include "secrets/change/rollback.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "The version is validated first, and nothing is moved when another writer was faster. After\n"
    "two writes AWSPREVIOUS is the first of them: look at versions and name the one that was "
    "good.\n"
    "Doing it twice goes forth again, as AWSPREVIOUS moves too.\n"
    "\n"
    "JSON: secret, environment, outcome (moved, unchanged, would_move), from, to,\n"
    "      changes[{name,change,before,after}], warnings[], dry_run\n"
    "\n"
    "exit codes: 0 in force, 2 usage, 3 that version is invalid, 4 not authorised, 5 not found,\n"
    "            6 temporary outside failure, 7 refused (another writer, not agreed)\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets rollback --environment staging --dry-run\n"
    "  ai-trading-bot-secrets rollback --environment production --to "
    "5b1c1f9a-6c0e-4d5a-9e1e-2f3a4b5c6d7e";

struct RollbackFlags {
  ChangeFlags change;
  aws::VersionSelector to;
};

core::Result<void> print(const secrets::RollbackPlan& plan,
                         const std::vector<std::string>& warnings, bool dry_run, Format format) {
  const auto& secret = plan.target.secret_id;
  const std::string_view outcome =
      plan.is_in_force() ? "unchanged" : (dry_run ? "would_move" : "moved");
  if (format == Format::text)
    return print_text(
        plan.is_in_force()
            ? fmt::format("unchanged: version {} of {} is in force\n", plan.to, secret)
        : dry_run
            ? fmt::format("would put version {} of {} in force\n", plan.to, secret)
            : fmt::format("put version {} of {} in force instead of {}\nnext: "
                          "ai-trading-bot-secrets fetch --environment {}\n",
                          plan.to, secret, plan.from, settings::name_of(plan.target.environment)));
  return print_json({{"secret", secret},
                     {"environment", settings::name_of(plan.target.environment)},
                     {"outcome", outcome},
                     {"from", plan.from},
                     {"to", plan.to},
                     {"changes", json_of(secrets::redacted_diff(plan.before, plan.after))},
                     {"warnings", warnings},
                     {"dry_run", dry_run}});
}

core::Result<int> rollback(const RollbackFlags& flags, Format format) {
  const auto& named = flags.change.secret;
  ATB_ASSIGN(const auto target, secrets::choose_target(named.environment, named.secret_id));
  ATB_ASSIGN(auto session, open_session(named));
  ATB_ASSIGN(const auto plan, secrets::plan_rollback(session.secrets, target, flags.to));
  auto warnings = plan.warnings;
  if (!plan.is_in_force()) {
    ATB_TRY(show_and_confirm(flags.change, target, secrets::redacted_diff(plan.before, plan.after),
                             plan.warnings));
    if (!flags.change.dry_run) {
      ATB_ASSIGN(auto more, secrets::apply_rollback(session.secrets, plan));
      print_warnings(more);
      warnings.insert(warnings.end(), more.begin(), more.end());
    }
  }
  ATB_TRY(print(plan, warnings, flags.change.dry_run, format));
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
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return rollback(*flags, invocation.format); };
  });
}

}  // namespace atb::app
