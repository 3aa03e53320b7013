#include "account/role.h"

#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::account {
namespace {

using core::ErrorKind;
using core::Result;

bool is_missing(const core::Error& error) {
  return error.kind == ErrorKind::not_found;
}

/// The steps of one role, one after the other.
class RoleSetup {
 public:
  RoleSetup(aws::Iam& iam, const PolicyPlan& plan, const RoleOptions& options)
      : iam_{iam}, plan_{plan}, options_{options} {}

  Result<RoleReport> run() {
    ATB_TRY(look());
    ATB_ASSIGN(const auto policy, apply_policy(iam_, plan_, options_.apply));
    note(fmt::format("policy {}", plan_.name), policy.outcome != PolicyOutcome::unchanged,
         policy.outcome == PolicyOutcome::updated || policy.outcome == PolicyOutcome::would_update
             ? "changed"
             : "made");
    ATB_TRY(see_to_role());
    ATB_TRY(see_to_attachment());
    ATB_TRY(see_to_profile());
    return std::move(report_);
  }

 private:
  void note(std::string what, bool acted, std::string_view verb) {
    report_.steps.push_back({std::move(what), !acted ? std::string{"in place"}
                                              : options_.apply.dry_run
                                                  ? fmt::format("would be {}", verb)
                                                  : std::string{verb}});
  }

  /// What is there already; what speaks against going on is said before anything is changed.
  Result<void> look() {
    auto role = iam_.get_role(options_.name);
    if (!role && !is_missing(role.error())) return tl::unexpected<core::Error>(role.error());
    if (role && !same_policy(role->trust_policy, ec2_trust_policy(plan_.caller.partition)))
      return core::fail(
          ErrorKind::refused, "role.other_trust",
          fmt::format("a role {} exists and can be taken on by others than EC2 alone; "
                      "nothing was changed",
                      options_.name),
          "Choose another --role-name, or look at it:\naws iam get-role --role-name " +
              options_.name);
    if (role) role_ = std::move(*role);
    auto profile = iam_.get_instance_profile(options_.name);
    if (!profile && !is_missing(profile.error()))
      return tl::unexpected<core::Error>(profile.error());
    if (profile && !profile->roles.empty() && profile->roles.front().name != options_.name)
      return core::fail(
          ErrorKind::refused, "role.other_profile",
          fmt::format("the instance profile {} holds the role {}; nothing was changed",
                      options_.name, profile->roles.front().name),
          "Choose another --role-name.");
    if (profile) profile_ = std::move(*profile);
    return {};
  }

  Result<void> see_to_role() {
    if (role_) report_.role_arn = role_->arn;
    if (!role_ && !options_.apply.dry_run) {
      ATB_ASSIGN(const auto made,
                 iam_.create_role(options_.name, ec2_trust_policy(plan_.caller.partition),
                                  "Lets the trading bot's host read one secret"));
      report_.role_arn = made.arn;
    }
    note(fmt::format("role {}", options_.name), !role_, "made");
    return {};
  }

  Result<void> see_to_attachment() {
    bool attached = false;
    if (role_) {
      ATB_ASSIGN(const auto policies, iam_.list_attached_role_policies(options_.name));
      for (const auto& policy : policies) {
        if (policy.arn == plan_.arn) attached = true;
        if (policy.arn != plan_.arn)
          report_.warnings.push_back(
              fmt::format("the role has another policy too: {}", policy.name));
      }
      ATB_ASSIGN(const auto inside, iam_.list_role_policies(options_.name));
      for (const auto& name : inside)
        report_.warnings.push_back(
            fmt::format("the role has a policy of its own too (inline): {}", name));
    }
    if (!attached && !options_.apply.dry_run)
      ATB_TRY(iam_.attach_role_policy(options_.name, plan_.arn));
    note("policy on the role", !attached, "attached");
    return {};
  }

  Result<void> see_to_profile() {
    if (!profile_ && !options_.apply.dry_run) ATB_TRY(iam_.create_instance_profile(options_.name));
    note(fmt::format("instance profile {}", options_.name), !profile_, "made");
    const bool holds_role = profile_ && !profile_->roles.empty();
    if (!holds_role && !options_.apply.dry_run)
      ATB_TRY(iam_.add_role_to_instance_profile(options_.name, options_.name));
    note("role in the instance profile", !holds_role, "added");
    return {};
  }

  aws::Iam& iam_;
  const PolicyPlan& plan_;
  const RoleOptions& options_;
  std::optional<aws::Role> role_;                ///< that is there already
  std::optional<aws::InstanceProfile> profile_;  ///< that is there already
  RoleReport report_;
};

}  // namespace

std::string default_role_name(settings::Environment environment) {
  return fmt::format("ai-trading-bot-{}", settings::name_of(environment));
}

std::string ec2_trust_policy(std::string_view partition) {
  const char* const service = partition == "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
  const nlohmann::ordered_json statement{
      {"Effect", "Allow"}, {"Principal", {{"Service", service}}}, {"Action", "sts:AssumeRole"}};
  return nlohmann::ordered_json{{"Version", "2012-10-17"},
                                {"Statement", nlohmann::ordered_json::array({statement})}}
      .dump(2);
}

Result<RoleReport> apply_role(aws::Iam& iam, const PolicyPlan& plan, const RoleOptions& options) {
  constexpr std::size_t kLengthMax = 64;  // source: CreateRole, RoleName
  if (options.name.empty() || options.name.size() > kLengthMax)
    return core::fail(
        ErrorKind::usage, "role.bad_name",
        fmt::format("\"{}\" cannot be the name of a role", options.name.substr(0, kLengthMax)),
        "Use 1 to 64 letters, digits and _ + = , . @ -");
  return RoleSetup{iam, plan, options}.run();
}

std::string steps_by_hand(const std::string& profile, const std::string& region) {
  return fmt::format(
      "Give the profile to the bot's host, and close its old metadata service:\n"
      "aws ec2 associate-iam-instance-profile --region {1} --instance-id INSTANCE \\\n"
      "  --iam-instance-profile Name={0}\n"
      "aws ec2 modify-instance-metadata-options --region {1} --instance-id INSTANCE \\\n"
      "  --http-tokens required --http-endpoint enabled\n",
      profile, region);
}

}  // namespace atb::account
