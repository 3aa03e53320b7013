#include "aws_simulator/sts_service.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "aws_simulator/web_identity_token.h"
#include "aws_simulator/wire_text.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kForbidden = 403;
constexpr std::int64_t kSecondsMin = 900;
constexpr std::int64_t kSecondsDefault = 3'600;
constexpr std::int64_t kChainedSecondsMax = 3'600;
constexpr std::int64_t kSessionTokenSecondsMax = 129'600;
constexpr std::int64_t kSessionTokenSecondsDefault = 43'200;
constexpr std::int64_t kRoleSecondsMax = 43'200;
constexpr std::array kOperations{"GetCallerIdentity", "AssumeRole", "AssumeRoleWithWebIdentity",
                                 "GetSessionToken"};

tl::unexpected<ServiceError> denied(std::string message) {
  return refuse_with(kForbidden, "AccessDenied", std::move(message));
}

tl::unexpected<ServiceError> may_not_assume(const ServiceCall& call, std::string_view role_arn) {
  return denied(fmt::format("User: {} is not authorized to perform: sts:AssumeRole on resource: {}",
                            call.caller.arn, role_arn));
}

Outcome<std::string> session_name_in(const Fields& input) {
  ATB_TAKE(auto name, input.needed_text("RoleSessionName"));
  const bool is_allowed = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"_+=,.@-"}.find(c) != std::string_view::npos;
  });
  if (name.size() < 2 || name.size() > 64 || !is_allowed)
    return input.fault(
        "1 validation error detected: Value at 'roleSessionName' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
  return name;
}

Evaluation judge_trust(const Role& role, const std::string& action, PrincipalFacts caller,
                       const std::map<std::string, std::vector<std::string>>& context) {
  const auto trust = parse_policy(role.trust_policy, PolicyKind::trust);
  if (!trust) return {};
  return evaluate({*trust}, {action, role.principal.arn, std::move(caller), to_context(context)});
}

/// What a trust policy that names the caller grants, as a resource's policy.
std::string as_resource_policy(const std::string& role_arn) {
  return json{{"Version", "2012-10-17"},
              {"Statement",
               {{"Effect", "Allow"},
                {"Principal", "*"},
                {"Action", "sts:AssumeRole"},
                {"Resource", role_arn}}}}
      .dump();
}

/// The trust policy first; then the caller's own policies may deny, or must allow when the trust
/// policy names only the account.
Outcome<void> check_trust(const Role& role, const Fields& input, const ServiceCall& call) {
  std::map<std::string, std::vector<std::string>> context;
  ATB_TAKE(const auto external_id, input.text("ExternalId"));
  if (!external_id.empty()) context["sts:ExternalId"] = {external_id};
  const bool is_session = !call.caller.session_issuer_arn.empty();
  context["aws:PrincipalArn"] = {is_session ? call.caller.session_issuer_arn : call.caller.arn};
  context["aws:PrincipalAccount"] = {call.caller.account};
  const auto trust = judge_trust(
      role, "sts:AssumeRole",
      {"AWS", call.caller.arn, call.caller.session_issuer_arn, call.caller.account}, context);
  const bool is_direct = trust.decision == Decision::allowed;
  if (trust.decision == Decision::explicit_deny || (!is_direct && !trust.is_delegated))
    return may_not_assume(call, role.principal.arn);
  Right right;
  right.action = "sts:AssumeRole";
  right.resource = role.principal.arn;
  right.context = std::move(context);
  if (is_direct) right.resource_policy = as_resource_policy(role.principal.arn);
  if (const auto allowed = call.authorise(right); !allowed) return denied(allowed.error().message);
  return {};
}

/// How a Federated principal names the provider: by its ARN, or by its bare name.
Evaluation judge_web_identity(const Role& role, const WebIdentity& identity,
                              const std::string& account) {
  std::map<std::string, std::vector<std::string>> context;
  context[identity.provider + ":sub"] = {identity.subject};
  context[identity.provider + ":aud"] = identity.audiences;
  constexpr const char* kAction = "sts:AssumeRoleWithWebIdentity";
  const auto by_arn = judge_trust(
      role, kAction,
      {"Federated", fmt::format("arn:aws:iam::{}:oidc-provider/{}", account, identity.provider), "",
       account},
      context);
  if (by_arn.decision != Decision::implicit_deny) return by_arn;
  return judge_trust(role, kAction, {"Federated", identity.provider, "", account}, context);
}

}  // namespace

const ServiceNames& StsService::names() const {
  static const ServiceNames kNames{.signing_name = "sts",
                                   .target_prefix = "",
                                   .json_version = "",
                                   .query_version = "2011-06-15",
                                   .xml_namespace = "https://sts.amazonaws.com/doc/2011-06-15/",
                                   .event_source = "sts.amazonaws.com"};
  return kNames;
}

bool StsService::knows(std::string_view operation) const {
  return std::find(kOperations.begin(), kOperations.end(), operation) != kOperations.end();
}

bool StsService::is_unsigned(std::string_view operation) const {
  return operation == "AssumeRoleWithWebIdentity";
}

std::vector<Right> StsService::required_rights(const ServiceCall& /*call*/) const {
  return {};
}

Trace StsService::trace(const ServiceCall& call) const {
  const Fields input{call.input, "ValidationError"};
  json parameters = json::object();
  std::vector<std::string> resources;
  if (const auto arn = input.text("RoleArn"); arn && !arn->empty()) {
    parameters["roleArn"] = *arn;
    resources.push_back(*arn);
  }
  if (const auto name = input.text("RoleSessionName"); name && !name->empty())
    parameters["roleSessionName"] = *name;
  return {true, parameters.empty() ? json{} : parameters, std::move(resources)};
}

Outcome<Answer> StsService::run(const ServiceCall& call) {
  const Fields input{call.input, "ValidationError"};
  Outcome<json> result = json{
      {"UserId", call.caller.user_id}, {"Account", call.caller.account}, {"Arn", call.caller.arn}};
  if (call.operation == "AssumeRole") result = assume_role(input, call);
  if (call.operation == "AssumeRoleWithWebIdentity") result = assume_with_web_identity(input, call);
  if (call.operation == "GetSessionToken") result = session_token(input, call);
  if (!result) return tl::unexpected<ServiceError>(result.error());
  return to_answer(Protocol::query, *result);
}

Outcome<const Role*> StsService::role_in(const Fields& input) const {
  ATB_TAKE(const auto arn, input.needed_text("RoleArn"));
  for (const auto& [name, role] : iam_.roles)
    if (role.principal.arn == arn) return &role;
  return nullptr;
}

json StsService::credentials(Identity identity, std::int64_t seconds, core::Timestamp now) {
  const auto& key = keys_.issue(std::move(identity), core::Duration::seconds(seconds), now);
  return {{"AccessKeyId", key.id},
          {"SecretAccessKey", std::string{key.secret.reveal()}},
          {"SessionToken", std::string{key.session_token.reveal()}},
          {"Expiration", to_wire(Protocol::query, now + core::Duration::seconds(seconds))}};
}

Outcome<json> StsService::open_session(const Fields& input, const Role& role,
                                       const ServiceCall& call) {
  Identity identity;
  ATB_TAKE(const auto session, session_name_in(input));
  ATB_TAKE(identity.session_policy, input.text("Policy"));
  ATB_TAKE(const auto seconds,
           input.integer_between("DurationSeconds", kSecondsDefault, kSecondsMin, kRoleSecondsMax));
  if (seconds > role.max_session_seconds)
    return input.fault(
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  if (!call.caller.session_issuer_arn.empty() && seconds > kChainedSecondsMax)
    return input.fault(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role "
        "chaining.");
  if (!identity.session_policy.empty())
    ATB_CHECK(parse_policy(identity.session_policy, PolicyKind::identity));
  identity.account = iam_.account;
  identity.session_issuer_arn = role.principal.arn;
  identity.user_id = role.principal.id + ":" + session;
  identity.arn =
      fmt::format("arn:aws:sts::{}:assumed-role/{}/{}", iam_.account, role.principal.name, session);
  json user{{"AssumedRoleId", identity.user_id}, {"Arn", identity.arn}};
  return json{{"AssumedRoleUser", std::move(user)},
              {"Credentials", credentials(std::move(identity), seconds, call.now)}};
}

Outcome<json> StsService::assume_role(const Fields& input, const ServiceCall& call) {
  ATB_TAKE(const auto* const role, role_in(input));
  ATB_CHECK(session_name_in(input));
  if (role == nullptr) return may_not_assume(call, call.input.value("RoleArn", std::string{}));
  ATB_CHECK(check_trust(*role, input, call));
  return open_session(input, *role, call);
}

Outcome<json> StsService::assume_with_web_identity(const Fields& input, const ServiceCall& call) {
  ATB_TAKE(const auto token, input.needed_text("WebIdentityToken"));
  ATB_TAKE(const auto identity, read_web_identity(token, call.now));
  ATB_TAKE(const auto* const role, role_in(input));
  if (role == nullptr ||
      judge_web_identity(*role, identity, iam_.account).decision != Decision::allowed)
    return denied("Not authorized to perform sts:AssumeRoleWithWebIdentity");
  ATB_TAKE(auto result, open_session(input, *role, call));
  result["SubjectFromWebIdentityToken"] = identity.subject;
  result["Audience"] = identity.audiences.front();
  result["Provider"] = identity.provider;
  return result;
}

Outcome<json> StsService::session_token(const Fields& input, const ServiceCall& call) {
  ATB_TAKE(const auto seconds, input.integer_between("DurationSeconds", kSessionTokenSecondsDefault,
                                                     kSecondsMin, kSessionTokenSecondsMax));
  const auto* const key = keys_.find(call.caller.access_key_id);
  if (key != nullptr && key->expires)
    return denied("Cannot call GetSessionToken with session credentials");
  return json{{"Credentials", credentials(call.caller, seconds, call.now)}};
}

}  // namespace atb::aws_simulator
