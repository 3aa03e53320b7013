#include "aws/sts.h"

#include <fmt/format.h>

#include "aws/query.h"

namespace atb::aws {
namespace {

/// The `<Credentials>` element that both ways to a role answer with.
core::Result<Credentials> credentials_in(const QueryAnswer& answer, std::string_view action) {
  const auto found = answer.result.child("Credentials");
  const auto expires = core::parse_timestamp(found.text("Expiration"));
  Credentials credentials;
  credentials.key.access_key_id = found.text("AccessKeyId");
  credentials.key.secret_access_key = core::SecretString{found.text("SecretAccessKey")};
  credentials.key.session_token = core::SecretString{found.text("SessionToken")};
  if (credentials.key.access_key_id.empty() || credentials.key.secret_access_key.empty() ||
      credentials.key.session_token.empty() || !expires)
    return malformed_answer(kSts, action);
  credentials.expires = *expires;
  return credentials;
}

void add_duration(QueryForm& form, const std::optional<int>& seconds) {
  if (seconds) form.add("DurationSeconds", fmt::format("{}", *seconds));
}

}  // namespace

core::Result<CallerIdentity> Sts::get_caller_identity() {
  const QueryForm form{kSts, "GetCallerIdentity"};
  ATB_ASSIGN(const auto answer, call_query(client_, form, ""));
  CallerIdentity identity{std::string{answer.result.text("Account")},
                          std::string{answer.result.text("Arn")},
                          std::string{answer.result.text("UserId")}};
  if (identity.account.empty() || identity.arn.empty())
    return malformed_answer(kSts, form.action());
  return identity;
}

core::Result<Credentials> Sts::assume_role(const AssumeRoleRequest& request) {
  QueryForm form{kSts, "AssumeRole"};
  form.add("RoleArn", request.role_arn);
  form.add("RoleSessionName", request.role_session_name);
  form.add_some("ExternalId", request.external_id);
  add_duration(form, request.duration_seconds);
  ATB_ASSIGN(const auto answer, call_query(client_, form, request.role_arn));
  return credentials_in(answer, form.action());
}

core::Result<Credentials> Sts::assume_role_with_web_identity(const WebIdentityRequest& request) {
  QueryForm form{kSts, "AssumeRoleWithWebIdentity"};
  form.add("RoleArn", request.role_arn);
  form.add("RoleSessionName", request.role_session_name);
  form.add("WebIdentityToken", request.token.reveal());
  add_duration(form, request.duration_seconds);
  ATB_ASSIGN(const auto answer, call_query(client_, form, request.role_arn, false));
  return credentials_in(answer, form.action());
}

}  // namespace atb::aws
