#include "account/policy_text.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/arn.h"
#include "account/heartbeat_metric.h"

namespace atb::account {
namespace {

using core::ErrorKind;
using Json = nlohmann::ordered_json;

Json statement(std::string_view id, Json actions, Json resource) {
  return {{"Sid", id},
          {"Effect", "Allow"},
          {"Action", std::move(actions)},
          {"Resource", std::move(resource)}};
}

Json secret_actions(Audience audience) {
  if (audience == Audience::watcher)
    return {"secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds"};
  Json actions = {"secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"};
  if (audience == Audience::writer)
    for (const char* action :
         {"secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage",
          "secretsmanager:ListSecretVersionIds"})
      actions.push_back(action);
  return actions;
}

/// The key is usable only through Secrets Manager, in its region, and for this secret.
Json key_statement(const PolicyRequest& request, const Arn& secret) {
  Json actions = {"kms:Decrypt"};
  if (request.audience == Audience::writer) actions.push_back("kms:GenerateDataKey");
  Json statement_of_key = statement("UseKeyOfSecret", std::move(actions), request.kms_key_arn);
  const std::string suffix = secret.partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const Json via{{"kms:ViaService", fmt::format("secretsmanager.{}.{}", secret.region, suffix)}};
  const Json context{{"kms:EncryptionContext:SecretARN", request.secret_arn}};
  const bool exact = request.secret_arn.find('?') == std::string::npos;
  Json equals = via;
  if (exact) equals.update(context);
  statement_of_key["Condition"]["StringEquals"] = std::move(equals);
  if (!exact) statement_of_key["Condition"]["StringLike"] = context;
  return statement_of_key;
}

Json heartbeat_statement() {
  Json put = statement("PutHeartbeat", {"cloudwatch:PutMetricData"}, "*");
  put["Condition"]["StringEquals"]["cloudwatch:namespace"] = kHeartbeatNamespace;
  return put;
}

/// What `audit`, `alarm` and `doctor` ask and make. The right to change IAM is not among it: who
/// has that has everything.
void add_watcher_statements(Json& statements, const Arn& secret) {
  const auto arn = [&](std::string_view service, std::string_view region, std::string_view rest) {
    return fmt::format("arn:{}:{}:{}:{}:{}", secret.partition, service, region, secret.account,
                       rest);
  };
  statements.push_back(statement(
      "Watch",
      {"cloudtrail:LookupEvents", "cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus",
       "cloudtrail:GetEventSelectors", "cloudwatch:DescribeAlarms", "logs:DescribeMetricFilters",
       "logs:TestMetricFilter", "iam:SimulateCustomPolicy"},
      "*"));
  statements.push_back(
      statement("ReadIam",
                {"iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions", "iam:GetRole",
                 "iam:ListAttachedRolePolicies", "iam:GetInstanceProfile",
                 "iam:ListInstanceProfilesForRole", "iam:SimulatePrincipalPolicy"},
                {arn("iam", "", "policy/ai-trading-bot-*"), arn("iam", "", "role/ai-trading-bot-*"),
                 arn("iam", "", "instance-profile/ai-trading-bot-*")}));
  statements.push_back(statement("SetAlarms",
                                 {"cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"},
                                 arn("cloudwatch", secret.region, "alarm:ai-trading-bot-*")));
  statements.push_back(statement("SetMetricFilters", {"logs:PutMetricFilter"},
                                 arn("logs", secret.region, "log-group:*")));
}

/// A list in an order of its own; one text counts as a list of one.
nlohmann::json as_sorted_list(const nlohmann::json& value) {
  if (!value.is_array()) return nlohmann::json::array({value});
  auto list = value;
  std::sort(list.begin(), list.end());
  return list;
}

nlohmann::json normal_form(std::string_view text) {
  auto policy = nlohmann::json::parse(text, nullptr, false);
  if (!policy.is_object() || !policy.contains("Statement")) return {};
  auto statements = as_sorted_list(policy["Statement"]);
  for (auto& entry : statements) {
    if (!entry.is_object()) return {};
    entry.erase("Sid");
    for (const char* key : {"Action", "NotAction", "Resource", "NotResource"})
      if (entry.contains(key)) entry[key] = as_sorted_list(entry[key]);
    if (entry.contains("Principal") && entry["Principal"].is_object())
      for (auto& principals : entry["Principal"]) principals = as_sorted_list(principals);
    if (!entry.contains("Condition") || !entry["Condition"].is_object()) continue;
    for (auto& conditions : entry["Condition"])
      if (conditions.is_object())
        for (auto& values : conditions) values = as_sorted_list(values);
  }
  policy["Statement"] = as_sorted_list(statements);
  policy.erase("Id");
  return policy;
}

}  // namespace

core::Result<Audience> parse_audience(std::string_view word) {
  for (const auto audience : {Audience::reader, Audience::writer, Audience::watcher})
    if (word == name_of(audience)) return audience;
  return core::fail(ErrorKind::usage, "policy.unknown_audience",
                    fmt::format("there is no policy for \"{}\"", word.substr(0, 40)),
                    "Use --for reader (the bot's host), writer or operator (people).");
}

std::string_view name_of(Audience audience) {
  switch (audience) {
    case Audience::reader:
      return "reader";
    case Audience::writer:
      return "writer";
    case Audience::watcher:
      return "operator";
  }
  return {};
}

core::Result<std::string> policy_text(const PolicyRequest& request) {
  ATB_ASSIGN(const auto secret, parse_arn(request.secret_arn));
  Json statements = Json::array();
  const auto id = request.audience == Audience::reader   ? "ReadSecret"
                  : request.audience == Audience::writer ? "ChangeSecret"
                                                         : "DescribeSecret";
  statements.push_back(statement(id, secret_actions(request.audience), request.secret_arn));
  const bool reads = request.audience != Audience::watcher;
  if (reads && !request.kms_key_arn.empty()) statements.push_back(key_statement(request, secret));
  if (request.audience == Audience::watcher) add_watcher_statements(statements, secret);
  if (request.with_heartbeat) statements.push_back(heartbeat_statement());
  auto text = Json{{"Version", "2012-10-17"}, {"Statement", std::move(statements)}}.dump(2);
  const auto characters =
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isspace(c) == 0; });
  if (static_cast<std::size_t>(characters) <= kPolicyCharactersMax) return text;
  return core::fail(
      ErrorKind::usage, "policy.too_large",
      fmt::format("the policy has {} characters; IAM takes {}", characters, kPolicyCharactersMax),
      "Use a shorter name for the secret.");
}

bool same_policy(std::string_view a, std::string_view b) {
  const auto first = normal_form(a);
  return !first.is_null() && first == normal_form(b);
}

core::Result<std::string> policy_key_arn(std::string_view kms_key_id, std::string_view secret_arn) {
  constexpr std::string_view kDefaultAlias = "alias/aws/secretsmanager";
  if (kms_key_id.empty() || kms_key_id.ends_with(kDefaultAlias)) return std::string{};
  if (kms_key_id.find("alias/") != std::string_view::npos)
    return core::fail(ErrorKind::usage, "policy.kms_alias",
                      fmt::format("the secret's key is named by an alias ({}), which a policy "
                                  "cannot do",
                                  kms_key_id.substr(0, 200)),
                      fmt::format("Give the key's own ARN: --kms-key ARN. To see it:\n"
                                  "aws kms describe-key --key-id {} --query KeyMetadata.Arn",
                                  kms_key_id.substr(0, 200)));
  if (kms_key_id.starts_with("arn:")) return std::string{kms_key_id};
  ATB_ASSIGN(const auto secret, parse_arn(secret_arn));
  return fmt::format("arn:{}:kms:{}:{}:key/{}", secret.partition, secret.region, secret.account,
                     kms_key_id);
}

}  // namespace atb::account
