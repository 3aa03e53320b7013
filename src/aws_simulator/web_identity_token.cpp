#include "aws_simulator/web_identity_token.h"

#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::string_view kScheme = "https://";

tl::unexpected<ServiceError> invalid(std::string_view why) {
  return refuse("InvalidIdentityToken",
                fmt::format("The ID Token provided is not a valid JWT: {}.", why));
}

std::optional<std::string> decode_base64url(std::string_view part) {
  std::string text{part};
  for (auto& c : text) {
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  std::size_t padding = 0;
  for (; text.size() % 4 != 0; ++padding) text += '=';
  if (text.empty() || padding > 2) return std::nullopt;
  std::string bytes(text.size(), '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

json claims_of(std::string_view token) {
  const auto first = token.find('.');
  const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos)
    return {};
  const auto header = decode_base64url(token.substr(0, first));
  const auto payload = decode_base64url(token.substr(first + 1, second - first - 1));
  if (!header || !payload || !json::parse(*header, nullptr, false).is_object()) return {};
  return json::parse(*payload, nullptr, false);
}

std::string text_claim(const json& claims, const char* name) {
  const auto at = claims.find(name);
  return at != claims.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

std::vector<std::string> audiences_of(const json& claims) {
  std::vector<std::string> audiences;
  if (const auto one = text_claim(claims, "aud"); !one.empty()) audiences.push_back(one);
  if (const auto at = claims.find("aud"); at != claims.end() && at->is_array())
    for (const auto& item : *at)
      if (item.is_string()) audiences.push_back(item.get<std::string>());
  return audiences;
}

}  // namespace

Outcome<WebIdentity> read_web_identity(std::string_view token, core::Timestamp now) {
  constexpr std::int64_t kMillisecondsPerSecond = 1'000;
  const json claims = claims_of(token);
  if (!claims.is_object()) return invalid("it is not three base64url parts of JSON");
  WebIdentity identity;
  identity.provider = text_claim(claims, "iss");
  if (identity.provider.starts_with(kScheme)) identity.provider.erase(0, kScheme.size());
  identity.subject = text_claim(claims, "sub");
  identity.audiences = audiences_of(claims);
  if (identity.provider.empty()) return invalid("it has no issuer");
  if (identity.subject.empty() || identity.audiences.empty())
    return invalid("it has no subject or no audience");
  const auto expiry = claims.find("exp");
  if (expiry == claims.end() || !expiry->is_number_integer()) return invalid("it has no expiry");
  const auto ends = expiry->get<std::int64_t>();
  if (now.ms() / kMillisecondsPerSecond >= ends)
    return refuse("ExpiredTokenException",
                  fmt::format("Token expired: current date/time {} must be before the expiration "
                              "date/time {}",
                              now.ms() / kMillisecondsPerSecond, ends));
  return identity;
}

}  // namespace atb::aws_simulator
