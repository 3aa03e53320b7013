#include "account/policy_checks.h"

#include <fmt/format.h>

#include "account/arn.h"
#include "account/heartbeat_metric.h"

namespace atb::account {
namespace {

using Actions = std::vector<std::string>;

/// Six characters as AWS could have put them where a pattern leaves them open.
std::string example_of(std::string secret_arn) {
  constexpr std::string_view kOpen = "??????";
  if (const auto at = secret_arn.find(kOpen); at != std::string::npos)
    secret_arn.replace(at, kOpen.size(), "AbCdEf");
  return secret_arn;
}

Actions allowed_actions(Audience audience) {
  switch (audience) {
    case Audience::reader:
      return {"secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"};
    case Audience::writer:
      return {"secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret",
              "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage",
              "secretsmanager:ListSecretVersionIds"};
    case Audience::watcher:
      return {"secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds"};
  }
  return {};
}

Actions denied_actions(Audience audience) {
  switch (audience) {
    case Audience::reader:
      return {"secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage",
              "secretsmanager:DeleteSecret", "secretsmanager:PutResourcePolicy"};
    case Audience::writer:
      return {"secretsmanager:DeleteSecret", "secretsmanager:PutResourcePolicy"};
    case Audience::watcher:
      return {"secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue",
              "secretsmanager:DeleteSecret"};
  }
  return {};
}

void add_key_checks(std::vector<PolicyCheck>& checks, const PolicyRequest& request,
                    const Arn& secret, const std::string& other_arn) {
  const std::string suffix = secret.partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const auto via = std::pair<std::string, std::string>{
      "kms:ViaService", fmt::format("secretsmanager.{}.{}", secret.region, suffix)};
  const auto context_of = [](const std::string& arn) {
    return std::pair<std::string, std::string>{"kms:EncryptionContext:SecretARN", arn};
  };
  const std::string own = example_of(request.secret_arn);
  checks.push_back({{"kms:Decrypt"},
                    request.kms_key_arn,
                    {via, context_of(own)},
                    true,
                    "decrypt this secret through Secrets Manager"});
  checks.push_back({{"kms:Decrypt"},
                    request.kms_key_arn,
                    {via, context_of(other_arn)},
                    false,
                    "decrypt the other environment's secret"});
  checks.push_back({{"kms:Decrypt"},
                    request.kms_key_arn,
                    {context_of(own)},
                    false,
                    "use the key without Secrets Manager"});
}

}  // namespace

core::Result<std::vector<PolicyCheck>> policy_checks(const PolicyRequest& request,
                                                     const std::string& other_secret) {
  ATB_ASSIGN(const auto secret, parse_arn(request.secret_arn));
  Arn other = secret;
  other.resource = fmt::format("secret:{}-ZyXwVu", other_secret);
  const std::string own = example_of(request.secret_arn);
  std::vector<PolicyCheck> checks;
  checks.push_back({allowed_actions(request.audience), own, {}, true, "work with this secret"});
  checks.push_back({denied_actions(request.audience),
                    own,
                    {},
                    false,
                    fmt::format("do more with it than a {} must", name_of(request.audience))});
  checks.push_back({allowed_actions(request.audience),
                    to_text(other),
                    {},
                    false,
                    fmt::format("touch {}", other_secret)});
  if (request.audience != Audience::watcher && !request.kms_key_arn.empty())
    add_key_checks(checks, request, secret, to_text(other));
  if (request.with_heartbeat) {
    const auto in_namespace = [](std::string_view name) {
      return std::vector<std::pair<std::string, std::string>>{
          {"cloudwatch:namespace", std::string{name}}};
    };
    checks.push_back({{"cloudwatch:PutMetricData"},
                      "*",
                      in_namespace(kHeartbeatNamespace),
                      true,
                      "send the heartbeat"});
    checks.push_back(
        {{"cloudwatch:PutMetricData"}, "*", in_namespace("Foreign"), false, "write other metrics"});
  }
  return checks;
}

core::Result<void> judge(const std::vector<CheckResult>& results) {
  std::string faults;
  for (const auto& [check, wrong] : results)
    for (const auto& answer : wrong)
      faults += fmt::format("{}must {} {}: {}", faults.empty() ? "" : "\n",
                            check.allowed ? "be able to" : "not be able to", check.meaning, answer);
  if (faults.empty()) return {};
  return core::fail(core::ErrorKind::refused, "policy.simulation_failed",
                    "IAM's simulator finds that the policy does not do what it should",
                    std::move(faults));
}

}  // namespace atb::account
