#include "aws/signing/sigv4.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws/signing/canonical.h"
#include "aws/signing/digest.h"
#include "net/url.h"

namespace atb::aws {
namespace {

constexpr std::string_view kTerminator = "aws4_request";

std::string_view view(const core::SecretBuffer& bytes) {
  return {bytes.data(), bytes.size()};
}

/// A chain of HMACs: the secret itself is needed once a day, region and service.
core::SecretBuffer derive_key(const core::SecretString& secret_access_key, const Scope& scope) {
  constexpr std::string_view kPrefix = "AWS4";
  core::SecretBuffer start(kPrefix.begin(), kPrefix.end());
  const auto secret = secret_access_key.reveal();
  start.insert(start.end(), secret.begin(), secret.end());
  const auto by_date = hmac_sha256(view(start), scope.date);
  const auto by_region = hmac_sha256(view(by_date), scope.region);
  const auto by_service = hmac_sha256(view(by_region), scope.service);
  return hmac_sha256(view(by_service), kTerminator);
}

}  // namespace

std::string Scope::to_text() const {
  return fmt::format("{}/{}/{}/{}", date, region, service, kTerminator);
}

std::string signing_time(core::Timestamp time) {
  const auto whole = core::Timestamp::from_ms(time.ms() / 1'000 * 1'000);
  std::string text = core::to_text(whole);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string string_to_sign(std::string_view signing_time, const Scope& scope,
                           std::string_view canonical_request) {
  return fmt::format("{}\n{}\n{}\n{}", kAlgorithm, signing_time, scope.to_text(),
                     sha256_hex(canonical_request));
}

std::string signature(const core::SecretString& secret_access_key, const Scope& scope,
                      std::string_view string_to_sign) {
  return to_hex(view(hmac_sha256(view(derive_key(secret_access_key, scope)), string_to_sign)));
}

core::Result<void> sign(net::HttpRequest& request, const SigningKey& key, std::string_view region,
                        std::string_view service, core::Timestamp now) {
  ATB_ASSIGN(const auto url, net::parse_url(request.url));
  const std::string time = signing_time(now);
  const Scope scope{time.substr(0, 8), std::string{region}, std::string{service}};
  request.headers.set("Host", url.authority());
  request.headers.set("X-Amz-Date", time);
  if (!key.session_token.empty())
    request.headers.set("X-Amz-Security-Token", key.session_token.reveal());

  const auto names = signable_names(request.headers);
  // Holds the session token, a short-lived secret: not kept longer than needed.
  std::string canonical =
      canonical_request({.method = request.method,
                         .path = url.path,
                         .query = url.query,
                         .headers = request.headers,
                         .signed_names = names,
                         .body_sha256 = sha256_hex(net::as_text(request.body))});
  const std::string to_sign = string_to_sign(time, scope, canonical);
  core::wipe(canonical.data(), canonical.size());
  request.headers.set("Authorization",
                      fmt::format("{} Credential={}/{}, SignedHeaders={}, Signature={}", kAlgorithm,
                                  key.access_key_id, scope.to_text(), join_names(names),
                                  signature(key.secret_access_key, scope, to_sign)));
  return {};
}

}  // namespace atb::aws
