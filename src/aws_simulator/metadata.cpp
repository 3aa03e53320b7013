#include "aws_simulator/metadata.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::string_view kTokenPath = "/latest/api/token";
constexpr std::string_view kTokenHeader = "x-aws-ec2-metadata-token";
constexpr std::string_view kTtlHeader = "x-aws-ec2-metadata-token-ttl-seconds";
constexpr std::string_view kCredentials = "/latest/meta-data/iam/security-credentials/";
constexpr int kTtlMax = 21'600;
constexpr std::size_t kTokenLength = 56;
constexpr std::size_t kTokensMax = 10'000;
/// AWS hands out the next keys at least this long before the present ones end.
constexpr auto kRenewAhead = core::Duration::minutes(5);
constexpr std::string_view kRoleId = "AROA0000000000000ROLE";
constexpr std::string_view kProfileId = "AIPA00000000000PROFILE";

net::HttpResponse text(int status, std::string_view body, std::string_view type = "text/plain") {
  net::HttpResponse response;
  response.status = status;
  response.headers.add("Content-Type", type);
  response.headers.add("Server", "EC2ws");
  response.body = net::to_body(body);
  return response;
}

net::HttpResponse refusal(int status) {
  constexpr std::pair<int, std::string_view> kTitles[] = {{400, "Bad Request"},
                                                          {401, "Unauthorized"},
                                                          {403, "Forbidden"},
                                                          {404, "Not Found"},
                                                          {405, "Method Not Allowed"}};
  std::string_view title;
  for (const auto& [code, words] : kTitles)
    if (code == status) title = words;
  return text(status, title);
}

/// A whole number from 1 to 21,600, or 0.
int ttl_in(const net::Headers& headers) {
  const auto value = headers.find(kTtlHeader);
  if (!value) return 0;
  int seconds = 0;
  const auto [stop, error] = std::from_chars(value->data(), value->data() + value->size(), seconds);
  const bool fits = error == std::errc{} && stop == value->data() + value->size() && seconds >= 1 &&
                    seconds <= kTtlMax;
  return fits ? seconds : 0;
}

}  // namespace

Metadata::Metadata(Options options, KeyRing& keys, std::function<core::Timestamp()> now,
                   std::function<std::string(std::size_t)> random_text)
    : options_{std::move(options)},
      keys_{keys},
      now_{std::move(now)},
      random_text_{std::move(random_text)} {}

void Metadata::change(Options options) {
  if (options.role != options_.role) key_id_.clear();
  options_ = std::move(options);
  if (const auto* const key = keys_.find(key_id_);
      key != nullptr && *key->expires > now_() + options_.key_lifetime)
    keys_.end_by(key_id_, now_() + options_.key_lifetime);
}

net::ServerAnswer Metadata::handle(const net::ServerRequest& request) {
  if (options_.is_off) return refusal(403);
  const std::string path = request.target.substr(0, request.target.find('?'));
  if (path == kTokenPath) return request.method == "PUT" ? give_token(request) : refusal(405);
  if (request.method != "GET" && request.method != "HEAD") return refusal(405);
  if (!has_token(request)) return refusal(401);
  return look_up(path);
}

net::ServerAnswer Metadata::give_token(const net::ServerRequest& request) {
  // A proxy in between would let others fetch a token.
  if (request.headers.contains("x-forwarded-for")) return refusal(403);
  const int ttl = ttl_in(request.headers);
  if (ttl == 0) return refusal(400);
  std::erase_if(tokens_, [&](const auto& token) { return token.second <= now_(); });
  if (tokens_.size() >= kTokensMax) tokens_.clear();
  const std::string token = random_text_(kTokenLength);
  tokens_[token] = now_() + core::Duration::seconds(ttl);
  net::ServerAnswer answer{text(200, token)};
  answer.response.headers.add(kTtlHeader, std::to_string(ttl));
  // Its packets do not live long enough to reach a client behind one more router.
  if (options_.hops > options_.hop_limit) answer.delivery = net::ServerAnswer::Delivery::withheld;
  return answer;
}

bool Metadata::has_token(const net::ServerRequest& request) const {
  const auto token = request.headers.find(kTokenHeader);
  const auto known = token ? tokens_.find(*token) : tokens_.end();
  return known != tokens_.end() && known->second > now_();
}

net::HttpResponse Metadata::look_up(const std::string& path) {
  const Options& o = options_;
  if (path == "/latest/meta-data/instance-id") return text(200, o.instance_id);
  if (path == "/latest/meta-data/placement/region") return text(200, o.region);
  if (path == "/latest/meta-data/placement/availability-zone") return text(200, o.region + "a");
  if (path == "/latest/dynamic/instance-identity/document")
    return text(200, json{{"accountId", o.account},
                          {"availabilityZone", o.region + "a"},
                          {"instanceId", o.instance_id},
                          {"region", o.region},
                          {"version", "2017-09-30"}}
                         .dump(2));
  if (o.role.empty()) return refusal(404);
  if (path == "/latest/meta-data/iam/info")
    return text(200, json{{"Code", "Success"},
                          {"LastUpdated", core::to_text(now_())},
                          {"InstanceProfileArn",
                           "arn:aws:iam::" + o.account + ":instance-profile/" + o.role},
                          {"InstanceProfileId", kProfileId}}
                         .dump(2));
  if (path == kCredentials || path + "/" == kCredentials) return text(200, o.role);
  if (path == std::string{kCredentials} + o.role)
    return text(200, credentials(), "application/json");
  return refusal(404);
}

std::string Metadata::credentials() {
  const auto now = core::Timestamp::from_ms(now_().ms() / 1'000 * 1'000);  // as AWS writes it
  const auto ahead =
      std::min(kRenewAhead, core::Duration::microseconds(options_.key_lifetime.us() / 2));
  const auto* key = keys_.find(key_id_);
  if (key == nullptr || *key->expires <= now + ahead) {
    const std::string session = options_.role + "/" + options_.instance_id;
    key = &keys_.issue(
        {.access_key_id = {},
         .arn = "arn:aws:sts::" + options_.account + ":assumed-role/" + session,
         .user_id = std::string{kRoleId} + ":" + options_.instance_id,
         .account = options_.account,
         .session_issuer_arn = "arn:aws:iam::" + options_.account + ":role/" + options_.role,
         .session_policy = {},
         .is_unlimited = false},
        options_.key_lifetime, now);
    key_id_ = key->id;
    key_issued_ = now;
  }
  return json{{"Code", "Success"},
              {"LastUpdated", core::to_text(key_issued_)},
              {"Type", "AWS-HMAC"},
              {"AccessKeyId", key->id},
              {"SecretAccessKey", key->secret.reveal()},
              {"Token", key->session_token.reveal()},
              {"Expiration", core::to_text(*key->expires)}}
      .dump(2);
}

}  // namespace atb::aws_simulator
