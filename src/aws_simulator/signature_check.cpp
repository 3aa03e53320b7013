#include "aws_simulator/signature_check.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "aws/canonical.h"
#include "aws/digest.h"
#include "aws/sigv4.h"

namespace atb::aws_simulator {
namespace {

using core::Duration;

constexpr auto kWindow = Duration::minutes(5);

tl::unexpected<ServiceError> bad_signature(std::string message) {
  return refuse("InvalidSignatureException", std::move(message));
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// The parts of "AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…".
struct Authorization {
  std::string access_key_id;
  aws::Scope scope;
  std::vector<std::string> signed_names;
  std::string signature;
};

Outcome<Authorization> parse_authorization(std::string_view header) {
  std::map<std::string, std::string> fields;
  for (const auto& part : split(header.substr(aws::kAlgorithm.size()), ',')) {
    const auto first = part.find_first_not_of(' ');
    const auto equals = part.find('=');
    if (first != std::string::npos && equals != std::string::npos && first < equals)
      fields[part.substr(first, equals - first)] = part.substr(equals + 1);
  }
  std::string missing;
  for (const auto* name : {"Credential", "Signature", "SignedHeaders"})
    if (fields[name].empty())
      missing += fmt::format("Authorization header requires '{}' parameter. ", name);
  if (!missing.empty()) return refuse("IncompleteSignatureException", missing);
  const auto credential = split(fields["Credential"], '/');
  if (credential.size() != 5)
    return refuse("IncompleteSignatureException",
                  "Credential must have exactly 5 slash-delimited elements, e.g. "
                  "keyid/date/region/service/term");
  if (credential[4] != "aws4_request")
    return bad_signature("Credential should be scoped with a valid terminator: 'aws4_request'.");
  return Authorization{credential[0],
                       {credential[1], credential[2], credential[3]},
                       split(fields["SignedHeaders"], ';'),
                       fields["Signature"]};
}

/// "20250102T030405Z" as a time.
std::optional<core::Timestamp> parse_signing_time(std::string_view text) {
  constexpr std::size_t kLength = 16;
  if (text.size() != kLength || text[8] != 'T' || text[15] != 'Z') return std::nullopt;
  const auto time = core::parse_timestamp(
      fmt::format("{}-{}-{}T{}:{}:{}Z", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2),
                  text.substr(9, 2), text.substr(11, 2), text.substr(13, 2)));
  if (!time) return std::nullopt;
  return *time;
}

Outcome<void> check_time(std::string_view text, core::Timestamp now) {
  const auto signed_at = parse_signing_time(text);
  if (!signed_at)
    return refuse("IncompleteSignatureException",
                  "Date must be in ISO-8601 'basic format'. Got a value that is not.");
  if (*signed_at < now - kWindow)
    return bad_signature(fmt::format("Signature expired: {} is now earlier than {} ({} - 5 min.)",
                                     text, aws::signing_time(now - kWindow),
                                     aws::signing_time(now)));
  if (*signed_at > now + kWindow)
    return bad_signature(
        fmt::format("Signature not yet current: {} is still later than {} ({} + 5 min.)", text,
                    aws::signing_time(now + kWindow), aws::signing_time(now)));
  return {};
}

Outcome<void> check_scope(const aws::Scope& scope, std::string_view service,
                          std::string_view time) {
  if (scope.service != service)
    return bad_signature(
        fmt::format("Credential should be scoped to correct service: '{}'.", service));
  if (scope.region.empty()) return bad_signature("Credential should be scoped to a valid region.");
  if (scope.date != time.substr(0, 8))
    return bad_signature(
        fmt::format("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of "
                    "date from HTTP: '{}' != '{}', from '{}'.",
                    scope.date, time.substr(0, 8), time));
  return {};
}

/// Whoever sits between could add or change what is not signed.
Outcome<void> check_coverage(const net::Headers& headers, const std::vector<std::string>& names) {
  const auto is_signed = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (!is_signed("host"))
    return bad_signature(
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS "
        "Authorization.");
  for (const auto& header : headers)
    if (const auto name = net::lower_case(header.name());
        name.starts_with("x-amz-") && !is_signed(name))
      return bad_signature(
          fmt::format("'{}' must be a 'SignedHeader' in the AWS Authorization.", name));
  return {};
}

std::string expected_signature(const net::ServerRequest& request, const Authorization& claimed,
                               const core::SecretString& secret, std::string_view time) {
  const std::string_view target = request.target;
  const auto question = std::min(target.find('?'), target.size());
  const auto canonical =
      aws::canonical_request({.method = request.method,
                              .path = target.substr(0, question),
                              .query = target.substr(std::min(question + 1, target.size())),
                              .headers = request.headers,
                              .signed_names = claimed.signed_names,
                              .body_sha256 = aws::sha256_hex(net::as_text(request.body))});
  return aws::signature(secret, claimed.scope, aws::string_to_sign(time, claimed.scope, canonical));
}

/// The key that was named, when it may be used now with the token that came along.
Outcome<const AccessKey*> find_key(const net::ServerRequest& request, const Authorization& claimed,
                                   const KeyRing& keys, core::Timestamp now) {
  const auto* const key = keys.find(claimed.access_key_id);
  const auto token = request.headers.find("x-amz-security-token");
  const bool fits = key != nullptr && token.has_value() == !key->session_token.empty() &&
                    (!token || key->session_token.equals(core::SecretString{*token}));
  if (!fits)
    return refuse("UnrecognizedClientException",
                  "The security token included in the request is invalid.");
  if (key->expires && *key->expires <= now)
    return refuse("ExpiredTokenException", "The security token included in the request is expired");
  return key;
}

}  // namespace

Outcome<Signer> check_signature(const net::ServerRequest& request, std::string_view service,
                                const KeyRing& keys, core::Timestamp now) {
  const auto header = request.headers.find("authorization");
  if (!header || !header->starts_with(aws::kAlgorithm))
    return refuse("MissingAuthenticationTokenException", "Missing Authentication Token");
  const auto claimed = parse_authorization(*header);
  if (!claimed) return tl::unexpected<ServiceError>(claimed.error());
  const auto time = request.headers.find("x-amz-date");
  if (!time)
    return refuse("IncompleteSignatureException",
                  "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' "
                  "header.");
  const auto key = find_key(request, *claimed, keys, now);
  if (!key) return tl::unexpected<ServiceError>(key.error());
  for (const auto& checked : {check_coverage(request.headers, claimed->signed_names),
                              check_scope(claimed->scope, service, *time), check_time(*time, now)})
    if (!checked) return tl::unexpected<ServiceError>(checked.error());
  const core::SecretString expected{expected_signature(request, *claimed, (*key)->secret, *time)};
  if (!expected.equals(core::SecretString{claimed->signature}))
    return bad_signature(
        "The request signature we calculated does not match the signature you provided. Check your "
        "AWS Secret Access Key and signing method. Consult the service documentation for details.");
  return Signer{(*key)->identity, claimed->scope.region};
}

}  // namespace atb::aws_simulator
