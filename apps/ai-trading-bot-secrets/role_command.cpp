#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/policy_simulation.h"
#include "account/role.h"
#include "ai-trading-bot-secrets/aws_hint.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/prompt.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "Shows what is there and what is missing for the bot's EC2 host, or with --apply makes it: "
    "the\n"
    "policy (see policy), a role that only EC2 can take on, the policy on the role, an instance\n"
    "profile of the same name, the role in it. What is in place is left alone; then IAM is asked\n"
    "what the role really may do. Giving the profile to the instance is left to you: the commands\n"
    "are printed.\n"
    "\n"
    "JSON: role, role_arn, policy_arn, steps[{what,result}], verified[{meaning,allowed,passed}],\n"
    "      by_hand, warnings[]\n"
    "\n"
    "exit codes: 0 done, 2 usage, 4 not authorised, 6 temporary outside failure, 7 refused (the\n"
    "            role trusts others, the role may do too much or too little, not agreed)\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets role --environment staging\n"
    "  ai-trading-bot-secrets role --environment production --with-heartbeat --apply";

struct RoleFlags {
  SecretFlags secret;
  account::PolicyOptions policy;
  account::RoleOptions role;
  bool apply = false;
  bool yes = false;
};

struct Outcome {
  account::RoleReport report;
  std::vector<account::CheckResult> verified;
};

core::Result<int> print(const RoleFlags& flags, const account::PolicyPlan& plan,
                        const Outcome& outcome, const std::string& region, Format format) {
  const auto by_hand = with_aws_profile(account::steps_by_hand(flags.role.name, region),
                                        flags.secret.session.profile);
  auto warnings = plan.warnings;
  warnings.insert(warnings.end(), outcome.report.warnings.begin(), outcome.report.warnings.end());
  if (format == Format::json) {
    Json steps = Json::array();
    for (const auto& [what, result] : outcome.report.steps)
      steps.push_back({{"what", what}, {"result", result}});
    Json verified = Json::array();
    for (const auto& [check, wrong] : outcome.verified)
      verified.push_back(
          {{"meaning", check.meaning}, {"allowed", check.allowed}, {"passed", wrong.empty()}});
    ATB_TRY(print_json({{"role", flags.role.name},
                        {"role_arn", outcome.report.role_arn},
                        {"policy_arn", plan.arn},
                        {"steps", std::move(steps)},
                        {"verified", std::move(verified)},
                        {"by_hand", by_hand},
                        {"warnings", warnings}}));
    return 0;
  }
  print_warnings(warnings);
  std::string text;
  for (const auto& [what, result] : outcome.report.steps)
    fmt::format_to(std::back_inserter(text), "{:<50} {}\n", what, result);
  if (!outcome.verified.empty())
    fmt::format_to(std::back_inserter(text),
                   "verified: {} checks of what the role may do and may not passed\n",
                   outcome.verified.size());
  ATB_TRY(print_text(text + "\n" + by_hand));
  return 0;
}

core::Result<int> role(RoleFlags& flags, Format format) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  if (flags.role.name.empty()) flags.role.name = account::default_role_name(target.environment);
  if (!flags.apply) flags.role.apply.dry_run = true;
  const bool dry_run = flags.role.apply.dry_run;
  ATB_ASSIGN(auto session, open_session(flags.secret));
  ATB_ASSIGN(auto sts, session.sts());
  ATB_ASSIGN(auto iam, session.iam());
  ATB_ASSIGN(const auto plan, account::plan_policy(session.secrets, sts, target, flags.policy));
  if (!dry_run) {
    ATB_ASSIGN(const auto checks, account::simulate_text(iam, plan.text, plan.checks));
    ATB_TRY(account::judge(checks));
    if (target.environment == settings::Environment::production && !flags.yes)
      ATB_TRY(confirm(fmt::format("This makes or changes the role {} and its policy in account {}",
                                  flags.role.name, plan.caller.account)));
  }
  Outcome outcome;
  ATB_ASSIGN(outcome.report, account::apply_role(iam, plan, flags.role));
  if (!dry_run) {
    ATB_ASSIGN(outcome.verified, account::simulate_role(iam, outcome.report.role_arn, plan.checks,
                                                        aws::machine_surroundings()));
    ATB_TRY(account::judge(outcome.verified));
  }
  return print(flags, plan, outcome, session.region, format);
}

}  // namespace

void add_role_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<RoleFlags>();
  CLI::App& verb = add_verb(program, invocation, "role",
                            "the role and instance profile of the bot's EC2 host", kFooter);
  add_secret_flags(verb, flags->secret);
  verb.add_option("--role-name", flags->role.name,
                  "of role and profile (default: ai-trading-bot-<environment>)")
      ->type_name("NAME");
  verb.add_option("--policy-name", flags->policy.name,
                  "of the policy (default: ai-trading-bot-<environment>-secrets)")
      ->type_name("NAME");
  verb.add_option("--kms-key", flags->policy.kms_key_arn,
                  "ARN of the secret's own key (default: asked of AWS)")
      ->type_name("ARN");
  verb.add_flag("--with-heartbeat", flags->policy.with_heartbeat,
                "also the right to send the heartbeat metric");
  verb.add_flag("--apply", flags->apply, "make what is missing");
  verb.add_flag("--prune", flags->role.apply.prune,
                "delete the policy's oldest version that does not count, when five are there");
  verb.add_flag("--dry-run", flags->role.apply.dry_run, "only look, also with --apply");
  verb.add_flag("--yes", flags->yes, "do not ask before acting on production");
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return role(*flags, invocation.format); };
  });
}

}  // namespace atb::app
