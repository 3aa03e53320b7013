#include "account/policy.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "secrets/rotation/other_environment.h"

namespace atb::account {
namespace {

using core::ErrorKind;
using core::Result;

/// IAM keeps this many versions of a managed policy. Source: IAM quotas.
constexpr std::size_t kVersionsMax = 5;

Result<void> check_name(const std::string& name) {
  constexpr std::size_t kLengthMax = 128;
  constexpr std::string_view kSigns = "_+=,.@-";
  const bool plain = std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kSigns.find(c) != std::string_view::npos;
  });
  if (plain && !name.empty() && name.size() <= kLengthMax) return {};
  return core::fail(
      ErrorKind::usage, "policy.bad_name",
      fmt::format("\"{}\" cannot be the name of a policy", name.substr(0, kLengthMax)),
      "Use 1 to 128 letters, digits and _ + = , . @ -");
}

/// The secret's ARN as a policy names it, before anything is known of the secret.
std::string pattern_for(const secrets::Target& target, const Caller& caller,
                        const std::string& region) {
  if (target.secret_id.starts_with("arn:"))
    return has_random_end(target.secret_id) ? target.secret_id : target.secret_id + "-??????";
  return to_text({caller.partition, "secretsmanager", region, caller.account,
                  fmt::format("secret:{}-??????", target.secret_id)});
}

/// What DescribeSecret adds: the exact ARN and the key.
Result<void> look_at_secret(aws::SecretsManager& manager, const secrets::Target& target,
                            PolicyPlan& plan, std::string& kms_key_id) {
  const auto found = manager.describe_secret(target.secret_id);
  if (found) {
    plan.secret_arn = found->arn;
    plan.secret_exists = true;
    kms_key_id = found->kms_key_id;
    if (found->deleted)
      plan.warnings.push_back(
          fmt::format("{} is scheduled for deletion; made anew it will have another ARN, which "
                      "this policy does not name",
                      target.secret_id));
    return {};
  }
  const auto& error = found.error();
  const bool hidden = error.code == "AccessDeniedException";
  if (error.kind != ErrorKind::not_found && !hidden) return tl::unexpected<core::Error>(error);
  plan.warnings.push_back(fmt::format(
      "{} {}: the policy names it by a pattern of six characters, and its key is taken to be the "
      "account's default; make the policy again once the secret can be seen",
      target.secret_id, hidden ? "may not be described by you" : "is not there yet"));
  return {};
}

core::Error version_limit(const PolicyPlan& plan, const std::string& oldest) {
  return {ErrorKind::refused, "policy.version_limit",
          fmt::format("the policy {} has {} versions, as many as IAM keeps; nothing was changed",
                      plan.name, kVersionsMax),
          fmt::format("Add --prune to delete the oldest that does not count ({}).", oldest)};
}

/// The oldest version that does not count.
std::string oldest_spare(const std::vector<aws::PolicyVersion>& versions) {
  const auto before = [](const aws::PolicyVersion& a, const aws::PolicyVersion& b) {
    if (a.is_default != b.is_default) return b.is_default;
    if (a.created != b.created) return a.created < b.created;
    return std::pair{a.version_id.size(), a.version_id} <  // "v9" before "v10"
           std::pair{b.version_id.size(), b.version_id};
  };
  const auto oldest = std::min_element(versions.begin(), versions.end(), before);
  return oldest == versions.end() || oldest->is_default ? std::string{} : oldest->version_id;
}

Result<PolicyReport> make(aws::Iam& iam, const PolicyPlan& plan, const ApplyOptions& options) {
  if (options.dry_run) return PolicyReport{PolicyOutcome::would_make, {}, {}};
  ATB_ASSIGN(const auto made, iam.create_policy(plan.name, plan.text,
                                                "Made by ai-trading-bot-secrets: one secret of one "
                                                "environment"));
  return PolicyReport{PolicyOutcome::made, made.default_version_id, {}};
}

}  // namespace

std::string default_policy_name(settings::Environment environment, Audience audience) {
  const auto name = fmt::format("ai-trading-bot-{}-secrets", settings::name_of(environment));
  return audience == Audience::reader ? name : fmt::format("{}-{}", name, name_of(audience));
}

std::string_view name_of(PolicyOutcome outcome) {
  switch (outcome) {
    case PolicyOutcome::made:
      return "made";
    case PolicyOutcome::updated:
      return "updated";
    case PolicyOutcome::unchanged:
      return "unchanged";
    case PolicyOutcome::would_make:
      return "would_make";
    case PolicyOutcome::would_update:
      return "would_update";
  }
  return {};
}

Result<PolicyPlan> plan_policy(aws::SecretsManager& manager, aws::Sts& sts,
                               const secrets::Target& target, const PolicyOptions& options) {
  PolicyPlan plan;
  plan.name = options.name.empty() ? default_policy_name(target.environment, options.audience)
                                   : options.name;
  ATB_TRY(check_name(plan.name));
  ATB_ASSIGN(const auto identity, sts.get_caller_identity());
  ATB_ASSIGN(plan.caller, parse_caller(identity.arn));
  plan.arn = to_text(
      {plan.caller.partition, "iam", "", plan.caller.account, fmt::format("policy/{}", plan.name)});
  plan.secret_arn = pattern_for(target, plan.caller, manager.client().region());
  std::string kms_key_id = options.kms_key_arn;
  std::string found_key;
  ATB_TRY(look_at_secret(manager, target, plan, found_key));
  if (kms_key_id.empty()) kms_key_id = found_key;

  PolicyRequest request;
  request.audience = options.audience;
  request.environment = settings::name_of(target.environment);
  request.secret_arn = plan.secret_arn;
  request.with_heartbeat = options.with_heartbeat;
  ATB_ASSIGN(request.kms_key_arn, policy_key_arn(kms_key_id, plan.secret_arn));
  ATB_ASSIGN(plan.text, policy_text(request));
  ATB_ASSIGN(plan.checks, policy_checks(request, secrets::other_secret_id(target)));
  return plan;
}

Result<PolicyReport> apply_policy(aws::Iam& iam, const PolicyPlan& plan,
                                  const ApplyOptions& options) {
  const auto found = iam.get_policy(plan.arn);
  if (!found && found.error().kind == ErrorKind::not_found) return make(iam, plan, options);
  if (!found) return tl::unexpected<core::Error>(found.error());
  ATB_ASSIGN(const auto counts, iam.get_policy_version(plan.arn, found->default_version_id));
  if (same_policy(counts.document, plan.text))
    return PolicyReport{PolicyOutcome::unchanged, found->default_version_id, {}};

  PolicyReport report{PolicyOutcome::would_update, found->default_version_id, {}};
  ATB_ASSIGN(const auto versions, iam.list_policy_versions(plan.arn));
  if (versions.size() >= kVersionsMax) {
    report.pruned = oldest_spare(versions);
    if (!options.prune) return tl::unexpected<core::Error>(version_limit(plan, report.pruned));
  }
  if (options.dry_run) return report;
  if (!report.pruned.empty()) ATB_TRY(iam.delete_policy_version(plan.arn, report.pruned));
  ATB_ASSIGN(const auto version, iam.create_policy_version(plan.arn, plan.text));
  report.outcome = PolicyOutcome::updated;
  report.version_id = version.version_id;
  return report;
}

}  // namespace atb::account
