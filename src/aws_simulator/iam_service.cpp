#include "aws_simulator/iam_service.h"

#include <array>

#include <fmt/format.h>

#include "aws_simulator/iam_operations.h"
#include "aws_simulator/iam_state.h"
#include "aws_simulator/policy_evaluation.h"
#include "aws_simulator/wire_text.h"
#include "net/headers.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

IamOperation find_operation(std::string_view name) {
  for (const auto* const operations : {&policy_operations(), &role_operations(),
                                       &profile_and_user_operations(), &simulation_operations()})
    if (const auto at = operations->find(name); at != operations->end()) return at->second;
  return nullptr;
}

/// "" when it is not given as text.
std::string text_at(const json& input, const char* key) {
  const auto at = input.find(key);
  return at != input.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

/// The ARN that a call is about, as a policy's Resource names it.
std::string resource_of(const IamStore& store, const json& input) {
  if (const auto arn = text_at(input, "PolicySourceArn"); !arn.empty()) return arn;
  constexpr std::array<std::pair<const char*, const char*>, 3> kKinds{
      {{"RoleName", "role"}, {"UserName", "user"}, {"InstanceProfileName", "instance-profile"}}};
  for (const auto& [key, kind] : kKinds) {
    const auto name = text_at(input, key);
    if (name.empty()) continue;
    std::string path = text_at(input, "Path");
    if (const auto at = store.roles.find(net::lower_case(name)); at != store.roles.end())
      path = at->second.principal.path;
    return fmt::format("arn:aws:iam::{}:{}{}{}", store.account, kind, path.empty() ? "/" : path,
                       name);
  }
  if (const auto arn = text_at(input, "PolicyArn"); !arn.empty()) return arn;
  if (const auto name = text_at(input, "PolicyName"); !name.empty())
    return fmt::format("arn:aws:iam::{}:policy/{}", store.account, name);
  return "*";
}

/// What only the kind of caller tells; the keys that every call has are in the right.
ConditionContext context_of(const Identity& identity, const Right& right) {
  auto values = right.context;
  const bool is_session = !identity.session_issuer_arn.empty();
  values["aws:PrincipalType"] = {is_session ? "AssumedRole" : "User"};
  if (!is_session) values["aws:username"] = {identity.arn.substr(identity.arn.rfind('/') + 1)};
  return to_context(values);
}

/// Texts were checked when they were stored; one that is not valid grants nothing.
std::vector<PolicyDocument> parse_all(const std::vector<std::string>& texts, PolicyKind kind) {
  std::vector<PolicyDocument> documents;
  for (const auto& text : texts)
    if (auto document = parse_policy(text, kind)) documents.push_back(std::move(*document));
  return documents;
}

}  // namespace

IamService::IamService(std::string account, KeyRing& keys,
                       std::function<std::string(std::size_t)> random_text)
    : keys_{keys} {
  store_.account = std::move(account);
  store_.random_text = std::move(random_text);
}

const ServiceNames& IamService::names() const {
  static const ServiceNames kNames{.signing_name = "iam",
                                   .target_prefix = "",
                                   .json_version = "",
                                   .query_version = "2010-05-08",
                                   .xml_namespace = "https://iam.amazonaws.com/doc/2010-05-08/",
                                   .event_source = "iam.amazonaws.com"};
  return kNames;
}

bool IamService::knows(std::string_view operation) const {
  return find_operation(operation) != nullptr;
}

std::vector<Right> IamService::required_rights(const ServiceCall& call) const {
  Right right;
  right.action = "iam:" + call.operation;
  right.resource = resource_of(store_, call.input);
  if (const auto arn = text_at(call.input, "PolicyArn"); !arn.empty())
    right.context["iam:PolicyARN"] = {arn};
  return {std::move(right)};
}

Trace IamService::trace(const ServiceCall& call) const {
  const std::string_view name = call.operation;
  json parameters = json::object();
  for (const char* const key : {"roleName", "userName", "policyName", "policyArn", "versionId",
                                "instanceProfileName", "policySourceArn"}) {
    std::string member = key;
    member.front() = static_cast<char>(member.front() - 'a' + 'A');
    if (const auto text = text_at(call.input, member.c_str()); !text.empty())
      parameters[key] = text;
  }
  return {name.starts_with("Get") || name.starts_with("List") || name.starts_with("Simulate"),
          parameters.empty() ? json{} : parameters,
          {}};
}

Outcome<Answer> IamService::run(const ServiceCall& call) {
  IamContext context{store_, keys_, call};
  ATB_TAKE(const auto result,
           find_operation(call.operation)(Fields{call.input, "ValidationError"}, context));
  return to_answer(Protocol::query, result);
}

Authoriser::Verdict IamService::decide(const Identity& identity, const Right& right,
                                       core::Timestamp /*now*/) const {
  const AccessRequest request{right.action,
                              right.resource,
                              {"AWS", identity.arn, identity.session_issuer_arn, identity.account},
                              context_of(identity, right)};
  std::vector<std::string> texts;
  const bool is_session = !identity.session_issuer_arn.empty();
  if (const auto* const principal =
          find_principal(store_, is_session ? identity.session_issuer_arn : identity.arn))
    for (auto& [name, text] : identity_policies(store_, *principal))
      texts.push_back(std::move(text));
  auto own = evaluate(parse_all(texts, PolicyKind::identity), request).decision;
  if (!identity.session_policy.empty()) {
    const auto session =
        evaluate(parse_all({identity.session_policy}, PolicyKind::identity), request).decision;
    if (session != Decision::allowed && own != Decision::explicit_deny) own = session;
  }
  auto granted = Decision::implicit_deny;
  if (!right.resource_policy.empty())
    granted = evaluate(parse_all({right.resource_policy}, PolicyKind::resource), request).decision;
  if (own == Decision::explicit_deny || granted == Decision::explicit_deny)
    return Verdict::explicit_deny;
  return own == Decision::allowed || granted == Decision::allowed ? Verdict::allowed
                                                                  : Verdict::implicit_deny;
}

json IamService::save() const {
  return save_iam(store_);
}

void IamService::load(const json& state) {
  load_iam(state, store_);
}

json IamService::summary() const {
  json roles = json::array();
  for (const auto& [name, role] : store_.roles) roles.push_back(role.principal.name);
  json policies = json::array();
  for (const auto& [arn, policy] : store_.policies) policies.push_back(arn);
  return {{"roles", roles},
          {"policies", policies},
          {"users", store_.users.size()},
          {"instance_profiles", store_.profiles.size()}};
}

}  // namespace atb::aws_simulator
