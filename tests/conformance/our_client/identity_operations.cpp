#include "iam_calls.h"

namespace atb::conformance {
namespace {

json key_of(const aws::Credentials& made) {
  return {{"Credentials",
           {{"AccessKeyId", made.key.access_key_id},
            {"SecretAccessKey", made.key.secret_access_key.reveal()},
            {"SessionToken", made.key.session_token.reveal()},
            {"Expiration", time_json(made.expires)}}}};
}

std::optional<int> duration(const json& input) {
  const auto at = input.find("DurationSeconds");
  return at == input.end() ? std::nullopt : std::optional{at->get<int>()};
}

core::Result<json> caller_identity(aws::Session& session, const json& /*input*/) {
  ATB_ASSIGN(auto sts, session.sts());
  ATB_ASSIGN(const auto caller, sts.get_caller_identity());
  return json{{"Account", caller.account}, {"Arn", caller.arn}, {"UserId", caller.user_id}};
}

core::Result<json> assume_role(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto sts, session.sts());
  ATB_ASSIGN(const auto made, sts.assume_role({.role_arn = text(input, "RoleArn"),
                                               .role_session_name = text(input, "RoleSessionName"),
                                               .external_id = text(input, "ExternalId"),
                                               .duration_seconds = duration(input)}));
  return key_of(made);
}

core::Result<json> assume_by_token(aws::Session& session, const json& input) {
  ATB_ASSIGN(auto sts, session.sts());
  ATB_ASSIGN(const auto made, sts.assume_role_with_web_identity(
                                  {.role_arn = text(input, "RoleArn"),
                                   .role_session_name = text(input, "RoleSessionName"),
                                   .token = core::SecretString{text(input, "WebIdentityToken")},
                                   .duration_seconds = duration(input)}));
  return key_of(made);
}

}  // namespace

const std::vector<Operation>& identity_operations() {
  static const std::vector<Operation> kOperations = [] {
    std::vector<Operation> all{
        {"sts", "GetCallerIdentity", {}, &caller_identity},
        {"sts",
         "AssumeRole",
         {"RoleArn", "RoleSessionName", "ExternalId", "DurationSeconds"},
         &assume_role},
        {"sts",
         "AssumeRoleWithWebIdentity",
         {"RoleArn", "RoleSessionName", "WebIdentityToken", "DurationSeconds"},
         &assume_by_token}};
    for (const auto* const part : {&iam_policy_operations(), &iam_role_operations()})
      all.insert(all.end(), part->begin(), part->end());
    return all;
  }();
  return kOperations;
}

}  // namespace atb::conformance
