#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/policy.h"
#include "account/policy_simulation.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "ai-trading-bot-secrets/prompt.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "Prints the policy, or with --apply makes it (or a new default version of it, where it says\n"
    "something else). Account, region, the secret's full ARN and its KMS key are asked of AWS, so\n"
    "the policy opens one secret of one environment. Before it is made, IAM's simulator has to\n"
    "find that secret allowed and the other environment's denied.\n"
    "\n"
    "Making policies needs iam:CreatePolicy and its like, which an administrator has.\n"
    "\n"
    "JSON: name, arn, for, secret_arn, secret_exists, policy{}, simulated[{meaning,allowed,\n"
    "      passed}], outcome (printed, made, updated, unchanged, would_make, would_update),\n"
    "      version_id, pruned, warnings[]\n"
    "\n"
    "exit codes: 0 done, 2 usage, 4 not authorised, 6 temporary outside failure, 7 refused (the\n"
    "            simulator disagrees, five versions are there, not agreed)\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets policy --environment staging > policy.json\n"
    "  ai-trading-bot-secrets policy --environment production --with-heartbeat --apply\n"
    "  ai-trading-bot-secrets policy --environment staging --for writer --apply --dry-run";

struct PolicyFlags {
  SecretFlags secret;
  std::string audience = "reader";
  account::PolicyOptions options;
  account::ApplyOptions apply_options;
  bool apply = false;
  bool yes = false;
};

/// The role for the same policy: or `role` would make another one.
std::string role_verb(const PolicyFlags& flags) {
  std::string verb = "role";
  if (!flags.options.name.empty()) verb += " --policy-name " + shell_word(flags.options.name);
  if (!flags.options.kms_key_arn.empty())
    verb += " --kms-key " + shell_word(flags.options.kms_key_arn);
  if (flags.options.with_heartbeat) verb += " --with-heartbeat";
  return verb + " --apply";
}

core::Result<int> print(const PolicyFlags& flags, const account::PolicyPlan& plan,
                        const std::vector<account::CheckResult>& checks,
                        const std::optional<account::PolicyReport>& report, Format format) {
  if (format == Format::json) {
    Json simulated = Json::array();
    for (const auto& [check, wrong] : checks)
      simulated.push_back(
          {{"meaning", check.meaning}, {"allowed", check.allowed}, {"passed", wrong.empty()}});
    ATB_TRY(print_json({{"name", plan.name},
                        {"arn", plan.arn},
                        {"for", flags.audience},
                        {"secret_arn", plan.secret_arn},
                        {"secret_exists", plan.secret_exists},
                        {"policy", Json::parse(plan.text)},
                        {"simulated", std::move(simulated)},
                        {"outcome", report ? account::name_of(report->outcome) : "printed"},
                        {"version_id", report ? report->version_id : ""},
                        {"pruned", report ? report->pruned : ""},
                        {"warnings", plan.warnings}}));
    return 0;
  }
  if (!report) {
    ATB_TRY(print_text(plan.text + "\n"));
    return 0;
  }
  ATB_TRY(print_text(fmt::format(
      "simulated: {} checks passed (this secret allowed, the other environment's denied)\n"
      "{} {}{}{}\n",
      checks.size(), account::name_of(report->outcome), plan.arn,
      report->version_id.empty() ? "" : ", version " + report->version_id,
      report->pruned.empty()
          ? ""
          : fmt::format("; version {} {}", report->pruned,
                        flags.apply_options.dry_run ? "would be deleted" : "was deleted"))));
  if (flags.options.audience == account::Audience::reader)
    ATB_TRY(print_text("next: " + next_command(flags.secret, role_verb(flags)) + "\n"));
  return 0;
}

core::Result<int> policy(PolicyFlags& flags, Format format) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  ATB_ASSIGN(flags.options.audience, account::parse_audience(flags.audience));
  ATB_ASSIGN(auto session, open_session(flags.secret));
  ATB_ASSIGN(auto sts, session.sts());
  ATB_ASSIGN(const auto plan, account::plan_policy(session.secrets, sts, target, flags.options));
  if (format == Format::text) print_warnings(plan.warnings);
  if (!flags.apply) return print(flags, plan, {}, std::nullopt, format);
  ATB_ASSIGN(auto iam, session.iam());
  ATB_ASSIGN(const auto checks, account::simulate_text(iam, plan.text, plan.checks));
  ATB_TRY(account::judge(checks));
  if (target.environment == settings::Environment::production && !flags.yes &&
      !flags.apply_options.dry_run)
    ATB_TRY(confirm(fmt::format("This makes or changes {}", plan.arn)));
  ATB_ASSIGN(const auto report, account::apply_policy(iam, plan, flags.apply_options));
  return print(flags, plan, checks, report, format);
}

}  // namespace

void add_policy_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<PolicyFlags>();
  CLI::App& verb = add_verb(program, invocation, "policy",
                            "the least-privilege policy of one environment", kFooter);
  add_secret_flags(verb, flags->secret);
  verb.add_option("--for", flags->audience,
                  "reader (the bot's host), writer (changes the secret), operator (watches)")
      ->check(CLI::IsMember({"reader", "writer", "operator"}))
      ->type_name("WHOM")
      ->capture_default_str();
  verb.add_option("--name", flags->options.name,
                  "of the policy (default: ai-trading-bot-<environment>-secrets[-<whom>])")
      ->type_name("NAME");
  verb.add_option("--kms-key", flags->options.kms_key_arn,
                  "ARN of the secret's own key (default: asked of AWS)")
      ->type_name("ARN");
  verb.add_flag("--with-heartbeat", flags->options.with_heartbeat,
                "also the right to send the heartbeat metric");
  verb.add_flag("--apply", flags->apply, "make it, or a new version of it");
  verb.add_flag("--prune", flags->apply_options.prune,
                "delete the oldest version that does not count, when five are there");
  verb.add_flag("--dry-run", flags->apply_options.dry_run, "with --apply: check all, make nothing");
  verb.add_flag("--yes", flags->yes, "do not ask before acting on production");
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return policy(*flags, invocation.format); };
  });
}

}  // namespace atb::app
